"""One article by its DOI or PMID, for somebody who waits at a form."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

from gleanings.literature.records.record import Record
from gleanings.literature.sources.in_time import AT_A_FORM, in_time
from gleanings.literature.sources.polite import SourceError
from gleanings.literature.sources.registry import open_source

SECONDS = 4.0


@dataclass(frozen=True)
class Fetched:
    """The record, and who gave it; or why nobody could, which is empty where nobody knows it."""

    record: Record | None = None
    sources: tuple[str, ...] = ()
    fault: str = ""


def fetch(*, doi: str = "", pmid: str = "") -> Fetched:
    """Crossref's record, as far as it knows the article; PubMed's fills in what is empty there."""
    asked = ("Crossref", "PubMed") if doi else ("PubMed",)
    answers = in_time({source: _question(source, doi, pmid) for source in asked}, SECONDS)
    found = {
        source: record
        for source, answer in answers.items()
        if not isinstance(answer, SourceError) and (record := _the_one(answer, doi, pmid))
    }
    if found:
        first, *others = found.values()
        for other in others:
            first = filled_in(first, other)
        return Fetched(first, tuple(found))
    faults = [str(answer) for answer in answers.values() if isinstance(answer, SourceError)]
    return Fetched(fault=" ".join(faults))


def filled_in(record: Record, other: Record) -> Record:
    """With what the other says where this one says nothing."""
    empty = [one.name for one in fields(record) if not getattr(record, one.name)]
    return replace(record, **{name: getattr(other, name) for name in empty})


def _question(source: str, doi: str, pmid: str) -> Callable[[], list[Record]]:
    names = ([doi] if doi else [], [pmid] if pmid and not doi else [])
    return lambda: open_source(source, AT_A_FORM).look_up(*names)


def _the_one(records: list[Record], doi: str, pmid: str) -> Record | None:
    named = [one for one in records if one.title and (one.doi == doi if doi else one.pmid == pmid)]
    return named[0] if named else None
