"""A bibliographic record as a file or a source tells it, before it is an Article."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gleanings.literature.identifiers import PMC
from gleanings.literature.notices.kinds import NoticeKind

Name = dict[str, str]
"""``{"family": …, "given": …}``, seldom with a ``suffix``; ``{"literal": …}`` for a group."""


@dataclass(frozen=True, slots=True)
class Notice:
    """That something was published about an article: a retraction, a correction, a concern.

    ``doi`` and ``pmid`` are those of the *other* paper: of the notice in `Record.notices`, of the
    article that is spoken of in `Record.notice_of`.
    """

    kind: NoticeKind
    doi: str | None = None
    pmid: str | None = None
    date: str = ""
    """ISO, as far as it is known: 2010-02-06, 2010-02, 2010 or empty."""
    citation: str = ""
    source: str = ""
    """Who says so: PubMed, Crossref, Retraction Watch …"""


@dataclass(slots=True)
class Record:
    """What a source says of one paper; empty where it says nothing.

    ``date`` is an ISO date where more than the year is known. ``type`` is one of `ArticleType`.
    ``line`` is where the record begins in its file, from 1.
    """

    title: str = ""
    authors: list[Name] = field(default_factory=list)
    year: int | None = None
    date: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    identifiers: dict[str, str] = field(default_factory=dict)
    """Others, by the name of who gives them: ``openalex``, ``embase``, ``wos``, ``pii`` …"""
    type: str = "article-journal"
    abstract: str = ""
    language: str = ""
    """ISO 639-1 where there is such a code."""
    keywords: list[str] = field(default_factory=list)
    publication_types: list[str] = field(default_factory=list)
    original_title: str = ""
    """In the language it was published in, where the title is a translation."""
    editors: list[Name] = field(default_factory=list)
    edition: str = ""
    chapter: str = ""
    publisher: str = ""
    url: str = ""
    free_at: str = ""
    """Where the source says that anybody may read the whole text."""
    notices: list[Notice] = field(default_factory=list)
    """What was published about this article."""
    notice_of: list[Notice] = field(default_factory=list)
    """The articles that this record, being a notice itself, speaks of."""
    source: str = ""
    line: int = 1

    @property
    def is_retracted(self) -> bool:
        """Retracted, and not reinstated since."""
        retracted = self._dates_of(NoticeKind.RETRACTION)
        reinstated = self._dates_of(NoticeKind.REINSTATEMENT)
        return bool(retracted) and not (reinstated and max(reinstated) >= max(retracted))

    def _dates_of(self, kind: NoticeKind) -> list[str]:
        return [notice.date for notice in self.notices if notice.kind == kind]

    @property
    def free_to_read_at(self) -> str:
        """Where anybody may read the whole text; empty where no place is known."""
        return self.free_at or (PMC % self.pmcid if self.pmcid else "")

    @property
    def has_substance(self) -> bool:
        return bool(self.title or self.doi or self.pmid or self.pmcid)


@dataclass(frozen=True, slots=True)
class Refused:
    """A place in a file that did not become a record, and why, in a sentence for its reader."""

    line: int
    why: str
    was_read: bool = False
    """Whether it was a record all the same, of which nothing could be made."""


Outcome = Record | Refused
Outcomes = Iterator[Outcome]


class UnreadableFileError(ValueError):
    """The whole file is of no use; the message says why and what to do."""
