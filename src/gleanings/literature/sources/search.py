"""What a source is asked for, and what it gives: page by page, each with where to go on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from gleanings.literature.records.record import Record, Refused


@dataclass(frozen=True)
class Search:
    """A search of one source, of what came in from one day to another, both included.

    ``query`` is in the source's own words; ``journals`` are ISSNs; ``languages`` are ISO 639-1.
    """

    since: date
    until: date
    query: str = ""
    journals: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """Some of what was found. `Source.pages` goes on behind it from ``cursor``."""

    records: list[Record]
    found: int
    """In all, as far as the source says."""
    cursor: str
    """Empty behind the last page."""
    refused: list[Refused] = field(default_factory=list)


class Source(Protocol):
    name: str

    def pages(self, search: Search, cursor: str = "") -> Iterator[Page]:
        """All that was found, or what follows a page with that cursor.

        Raises SourceError, and DoneForTodayError; what came before stays valid, and its last
        cursor is where the next run goes on.
        """
