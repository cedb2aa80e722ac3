"""The table of Retraction Watch, as Crossref gives it away: a row for each retraction, correction,
expression of concern and reinstatement of a paper.

https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/
"""

import csv
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from gleanings.literature.identifiers import find_doi
from gleanings.literature.notices.kinds import NoticeKind
from gleanings.literature.notices.words import RETRACTION_WATCH
from gleanings.literature.records.opening import opened_text
from gleanings.literature.records.record import Refused, UnreadableFileError
from gleanings.literature.records.table import LARGEST_CELL
from gleanings.literature.records.text import plain
from gleanings.literature.records.unpacking import TruncatedError

SOURCE = RETRACTION_WATCH

KINDS = {
    "retraction": NoticeKind.RETRACTION,
    "correction": NoticeKind.CORRECTION,
    "expression of concern": NoticeKind.CONCERN,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
NEEDED = (
    *("RetractionNature", "RetractionDate", "OriginalPaperDOI", "OriginalPaperPubMedID"),
    *("RetractionDOI", "RetractionPubMedID"),
)
# “5/3/2026 0:00”, month first, and as ISO has it
_DATE = re.compile(r"^(?:(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{1,2})-(\d{1,2}))(?:[ T].*)?$")
_NONE = {"", "0", "unavailable", "n/a", "none"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A row: what was published about which paper. Identifiers are empty where it has none."""

    line: int
    kind: NoticeKind
    date: str
    """ISO, or empty where it cannot be read."""
    article_doi: str
    article_pmid: str
    notice_doi: str
    notice_pmid: str
    title: str


def read_table(path: Path) -> Iterator[Listed | Refused]:
    """Each row, also gzipped; never the whole table in memory.

    Raises UnreadableFileError where it is another table.
    """
    csv.field_size_limit(LARGEST_CELL)
    with opened_text(path) as text:
        reader = csv.reader(line.replace("\0", "") for line in text)
        try:
            columns = _columns(next(reader, []))
            yield from _rows(reader, columns)
        except TruncatedError as error:
            raise UnreadableFileError(
                _("The file ends before its contents do: fetch it again.")
            ) from error


def _columns(header: list[str]) -> dict[str, int]:
    columns = {name.strip(): place for place, name in enumerate(header)}
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise UnreadableFileError(
            _(
                "This is not the table of Retraction Watch: its first line has no column "
                "%(columns)s. Fetch retraction_watch.csv from Crossref."
            )
            % {"columns": ", ".join(missing)}
        )
    return columns


def _rows(reader: Iterator[list[str]], columns: dict[str, int]) -> Iterator[Listed | Refused]:
    while True:
        line = reader.line_num + 1  # type: ignore[attr-defined]
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refused(line, _("It cannot be read: %(fault)s.") % {"fault": error})
            continue
        if any(row):
            yield _listed(line, row, columns)


def _listed(line: int, row: list[str], columns: dict[str, int]) -> Listed | Refused:
    def cell(name: str) -> str:
        place = columns.get(name, len(row))
        return row[place].strip() if place < len(row) else ""

    if len(row) < len(columns):
        return Refused(
            line,
            _("It has %(number)s cells of %(all)s: the line is not whole.")
            % {"number": len(row), "all": len(columns)},
        )
    nature = cell("RetractionNature")
    kind = KINDS.get(nature.lower())
    if kind is None:
        return Refused(
            line, _("Its nature, “%(nature)s”, is not known here.") % {"nature": nature[:60]}
        )
    date = _date(cell("RetractionDate"))
    if date is None:
        return Refused(
            line,
            _("Its date, “%(date)s”, cannot be read.") % {"date": cell("RetractionDate")[:40]},
        )
    return Listed(
        line=line,
        kind=kind,
        date=date,
        article_doi=_doi(cell("OriginalPaperDOI")),
        article_pmid=_pmid(cell("OriginalPaperPubMedID")),
        notice_doi=_doi(cell("RetractionDOI")),
        notice_pmid=_pmid(cell("RetractionPubMedID")),
        title=plain(cell("Title"))[:100],
    )


def _date(written: str) -> str | None:
    """Empty where there is none; None where it is no date."""
    if written.lower() in _NONE:
        return ""
    found = _DATE.match(written)
    if not found:
        return None
    month, day, year, iso_year, iso_month, iso_day = found.groups()
    parts = (year, month, day) if year else (iso_year, iso_month, iso_day)
    try:
        return dt.date(*map(int, parts)).isoformat()
    except ValueError:
        return None


def _doi(written: str) -> str:
    return "" if written.lower() in _NONE else find_doi(written) or ""


def _pmid(written: str) -> str:
    return written if written.isascii() and written.isdecimal() and int(written) else ""
