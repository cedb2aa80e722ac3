"""Existing pages of a research blog come in: saved as text or HTML, every line accounted for."""

from gleanings.digest.import_page.errors import UnreadablePage
from gleanings.digest.import_page.page import Entry, LineAccount, Page, Unplaced
from gleanings.digest.import_page.proposals import Proposal, propose_topics, propose_types
from gleanings.digest.import_page.reading import read_page

__all__ = [
    "Entry",
    "LineAccount",
    "Page",
    "Proposal",
    "Unplaced",
    "UnreadablePage",
    "propose_topics",
    "propose_types",
    "read_page",
]
