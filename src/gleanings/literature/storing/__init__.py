"""Records become articles: made if they are new, filled in if they are here."""

from gleanings.literature.storing.account import Account
from gleanings.literature.storing.batches import plan_records, store_records

__all__ = ["Account", "plan_records", "store_records"]
