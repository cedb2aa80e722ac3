"""Existing pages of a research blog come in: saved as text or HTML, every line accounted for."""

from gleanings.page_import.errors import UnreadablePage
from gleanings.page_import.page import Entry, LineAccount, Page, Unplaced
from gleanings.page_import.reading import read_page

__all__ = [
    "Entry",
    "LineAccount",
    "Page",
    "Unplaced",
    "UnreadablePage",
    "read_page",
]
