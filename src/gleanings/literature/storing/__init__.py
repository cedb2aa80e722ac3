"""Records become articles: made if they are new, filled in if they are here."""

from gleanings.literature.storing.account import Account
from gleanings.literature.storing.batches import Planned, plan_records, store_records

__all__ = ["Account", "Planned", "plan_records", "store_records"]
