"""Retractions, corrections and concerns of one article: each once, whoever told of it.

Several sources tell of one retraction, with the identifiers and dates that each has of it. Readers
and editors get one statement of it, with all who told.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from gleanings.literature.notices.kinds import NoticeKind

DAY = len("2026-05-03")


class Told(Protocol):
    """A notice as it is stored: `gleanings.literature.models.Notice`."""

    kind: str
    date: str
    doi: str
    pmid: str
    citation: str
    source: str
    first_seen: dt.datetime
    seen_at: dt.datetime | None
    is_mistaken: bool


class Status(StrEnum):
    """What a reader must know of an article before anything else."""

    NONE = ""
    RETRACTED = "retracted"
    CONCERN = "concern"
    CORRECTED = "corrected"


@dataclass(frozen=True)
class Learned:
    source: str
    at: dt.datetime


@dataclass(frozen=True)
class Statement:
    """Something that was published about an article.

    ``date`` is ISO as far as it is known, or empty; of a reinstatement, ``retracted_on`` is when
    the article had been retracted.
    """

    kind: NoticeKind
    date: str
    doi: str
    pmid: str
    citation: str
    learned: tuple[Learned, ...]
    """Who told, and when it was learned from them; the first comes first."""
    is_seen: bool
    """Whether an editor has seen one of its notices."""
    retracted_on: str = ""

    @property
    def url(self) -> str:
        """Of the notice; empty where nobody says which it is."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else ""

    @property
    def learned_at(self) -> dt.datetime:
        return self.learned[0].at


def status_of(statements: Iterable[Statement]) -> Status:
    kinds = {statement.kind for statement in statements}
    if NoticeKind.RETRACTION in kinds:
        return Status.RETRACTED
    if NoticeKind.CONCERN in kinds:
        return Status.CONCERN
    return Status.CORRECTED if NoticeKind.CORRECTION in kinds else Status.NONE


def statements_of(notices: Iterable[Told], own_doi: str | None = None) -> tuple[Statement, ...]:
    """What is to be said of an article at this moment: first what weighs most.

    A retraction that was taken back is said with its reinstatement, a concern that ended in either
    is not said any more. ``own_doi`` is the article's: a notice that bears it stands in the article
    itself, and one with a DOI of its own is the better address. What an editor found to be a
    source's mistake is not said.
    """
    notices = [notice for notice in notices if not notice.is_mistaken]
    retractions = _in_force(notices, own_doi)
    reinstated = [] if retractions else _of(notices, NoticeKind.REINSTATEMENT)
    concerns = [] if retractions else _in_doubt(notices, reinstated)
    said = [_stated(NoticeKind.RETRACTION, retractions, own_doi)] if retractions else []
    said += [_stated(NoticeKind.CONCERN, concerns, own_doi)] if concerns else []
    if reinstated:
        earlier = _of(notices, NoticeKind.RETRACTION)
        since = min(filter(None, (one.date for one in earlier)), default="")
        said.append(_stated(NoticeKind.REINSTATEMENT, reinstated, own_doi, retracted_on=since))
    corrections = [
        _stated(NoticeKind.CORRECTION, told, own_doi)
        for told in _events(_of(notices, NoticeKind.CORRECTION), own_doi)
    ]
    return (*said, *sorted(corrections, key=lambda one: one.date, reverse=True))


def _of(notices: Sequence[Told], kind: NoticeKind) -> list[Told]:
    return [notice for notice in notices if notice.kind == kind]


def _in_force(notices: Sequence[Told], own_doi: str | None) -> list[Told]:
    """The notices of a retraction that no reinstatement followed.

    One retraction has a date from each source, as of its number and of its appearance online: the
    first of them says whether a reinstatement came after it.
    """
    events = _events(_of(notices, NoticeKind.RETRACTION), own_doi)
    reinstated = _of(notices, NoticeKind.REINSTATEMENT)
    if not reinstated:
        return [told for event in events for told in event]
    last = max(one.date for one in reinstated)
    return [told for event in events if _date_of(event) > last for told in event]


def _in_doubt(notices: Sequence[Told], reinstated: Sequence[Told]) -> list[Told]:
    concerns = _of(notices, NoticeKind.CONCERN)
    if not reinstated:
        return concerns
    last = max(one.date for one in reinstated)
    return [one for one in concerns if one.date > last]


def _events(notices: Sequence[Told], own_doi: str | None) -> list[list[Told]]:
    """Notices that are one: they share an identifier, or one has none and no other date."""
    named = [one for one in notices if any(_names(one, own_doi))]
    events: list[list[Told]] = []
    for notice in named:
        same = [one for one in events if any(_is_same(notice, other, own_doi) for other in one)]
        others = [event for event in events if not any(event is one for one in same)]
        events = [*others, [*(told for event in same for told in event), notice]]
    for notice in (one for one in notices if not any(_names(one, own_doi))):
        fitting = next((event for event in events if _fits(notice.date, event)), None)
        if fitting is None:
            events.append([notice])
        else:
            fitting.append(notice)
    return events


def _names(notice: Told, own_doi: str | None) -> tuple[str, str]:
    """DOI and PMID; what stands in the article itself has its DOI, which names nothing."""
    return ("" if notice.doi == own_doi else notice.doi), notice.pmid


def _is_same(one: Told, other: Told, own_doi: str | None) -> bool:
    (doi, pmid), (other_doi, other_pmid) = _names(one, own_doi), _names(other, own_doi)
    if (doi and doi == other_doi) or (pmid and pmid == other_pmid):
        return True
    # one by its DOI and the other by its PMID alone, of the same day
    tell_apart = (doi and other_doi) or (pmid and other_pmid)
    return not tell_apart and bool(one.date) and one.date == other.date


def _fits(date: str, event: Sequence[Told]) -> bool:
    """Of a notice without an identifier: what is known of its date is no other's."""
    return not date or any(
        not one.date or one.date.startswith(date) or date.startswith(one.date) for one in event
    )


def _stated(
    kind: NoticeKind, notices: Sequence[Told], own_doi: str | None, *, retracted_on: str = ""
) -> Statement:
    known = [one for one in notices if one.doi and one.doi != own_doi]
    pmids = [one for one in notices if one.pmid]
    best = (known or pmids or [one for one in notices if one.doi] or list(notices))[0]
    learned: dict[str, dt.datetime] = {}
    for one in sorted(notices, key=lambda one: one.first_seen):
        learned.setdefault(one.source, one.first_seen)
    return Statement(
        kind=kind,
        date=_date_of(notices, last=kind == NoticeKind.REINSTATEMENT),
        doi=best.doi,
        pmid=best.pmid or (pmids[0].pmid if pmids else ""),
        citation=best.citation,
        learned=tuple(Learned(source, at) for source, at in learned.items()),
        is_seen=any(one.seen_at for one in notices),
        retracted_on=retracted_on,
    )


def _date_of(notices: Sequence[Told], *, last: bool = False) -> str:
    """The first day that is known, or the last; “2026” alone says less than a day of that year."""
    dates = [one.date for one in notices if one.date]
    choose = max if last else min
    chosen = choose(dates, default="")
    whole = [date for date in dates if len(date) == DAY and date.startswith(chosen)]
    return choose(whole, default=chosen)
