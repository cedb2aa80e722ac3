"""What a source is asked for, and what it gives: page by page, each with where to go on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gleanings.literature.records.record import Record, Refused


class Kind(TextChoices):
    """Kinds of publication by the names of the NLM, which PubMed and Europe PMC can be asked by."""

    TRIAL = "Randomized Controlled Trial", _("randomized controlled trial")
    CLINICAL_TRIAL = "Clinical Trial", _("clinical trial")
    META_ANALYSIS = "Meta-Analysis", _("meta-analysis")
    SYSTEMATIC_REVIEW = "Systematic Review", _("systematic review")
    REVIEW = "Review", _("review")
    OBSERVATIONAL = "Observational Study", _("observational study")
    CASES = "Case Reports", _("case report")
    GUIDELINE = "Practice Guideline", _("practice guideline")


@dataclass(frozen=True)
class Search:
    """A search of one source, of what came in from one day to another, both included.

    ``query`` is in the source's own words; ``journals`` are ISSNs; ``languages`` are ISO 639-1;
    ``kinds`` are values of `Kind`; ``published_from`` is a year.
    """

    since: date
    until: date
    query: str = ""
    journals: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    published_from: int | None = None

    def has_language_of(self, record: Record) -> bool:
        """For sources that cannot be asked for a language; unknown ones are taken."""
        return not self.languages or not record.language or record.language in self.languages


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
    knows_kinds: bool
    needs_journals: bool
    """Its search finds all that has any of the words."""
    cursor_lasts: timedelta | None
    """None for ever."""
    looked_up_at_once: int
    """Articles; 0 where the source is not looked up in."""
    looks_up_pmids: bool
    """Rather than DOIs, of an article that has both."""

    def pages(self, search: Search, cursor: str = "") -> Iterator[Page]:
        """All that was found, or what follows a page with that cursor.

        Raises SourceError, and DoneForTodayError; what came before stays valid, and its last
        cursor is where the next run goes on.
        """

    def first(self, search: Search, most: int) -> Page:
        """How many there are, and the first of them. Raises as `pages` does."""

    def look_up(self, dois: Sequence[str], pmids: Sequence[str]) -> list[Record]:
        """What it knows by these names, in any order; with more than was asked for, at times.

        Raises as `pages` does.
        """
