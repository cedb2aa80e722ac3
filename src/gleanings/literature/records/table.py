"""Spreadsheets of records: CSV in any of its forms, XLSX."""

import csv
import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

import openpyxl
from django.utils.translation import gettext as _

from gleanings.literature.records import notices
from gleanings.literature.records.fields import (
    article_number,
    doi_of,
    language_code,
    page_range,
    pages_of,
    pmcid_of,
    pmid_of,
    web_address,
    year_and_date,
)
from gleanings.literature.records.headings import columns_of
from gleanings.literature.records.people import listed
from gleanings.literature.records.record import (
    Outcomes,
    Record,
    Refused,
    UnreadableFileError,
)
from gleanings.literature.records.ris import TYPES as RIS_TYPES
from gleanings.literature.records.text import paragraphs, plain, title_of

Row = tuple[int, list[str]]

LARGEST_CELL = 1_000_000
LARGEST_SHEET = 1_000_000_000
LINES_BEFORE = 10
"""A header stands among these."""
_DELIMITERS = ("\t", ";", ",", "|")
_DATABASES = {"scopus", "pubmed", "medline", "embase", "psycinfo", "web of science", "crossref"}
_MISSING = {"", "na", "n/a", "nan", "null", "none", "#n/a", "-"}
# Embase: “Endoscopic Ultrasound (2014) 3:3 (152-160). Date of Publication: 2014”
_EMBASE_SOURCE = re.compile(
    r"^(?P<container>.+?)\s\((?P<year>\d{4})\)\s(?P<volume>[^\s:()]+)?"
    r"(?::(?P<issue>[^\s()]+))?(?:\s*\((?P<pages>[^()]+)\))?"
)
_TYPES = {
    **{name.lower(): kind for name, kind in RIS_TYPES.items()},
    **dict.fromkeys(("j", "journal article", "journalarticle", "journal", "article"),
                    "article-journal"),
    **dict.fromkeys(("booksection", "book section", "book chapter", "chapter"), "chapter"),
    **dict.fromkeys(("b", "book"), "book"),
    "report": "report",
    **dict.fromkeys(("thesis", "dissertation"), "thesis"),
    **dict.fromkeys(("conferencepaper", "conference paper", "webpage", "preprint", "dataset",
                     "conference proceedings", "p", "document"), "document"),
}  # fmt: skip


def delimiter_of(header: str) -> str | None:
    """The mark that parts a header into known columns; None where it is no header."""
    told = re.fullmatch(r"\"?sep=(.)\"?\s*", header)
    if told:
        return told[1]
    known = {mark: len(columns_of(_cells(header, mark))) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: (known[mark], len(_cells(header, mark))))
    return best if known[best] else None


def header_among(lines: Iterable[str]) -> str | None:
    """The delimiter of the first line that is a header: others may stand before it.

    Not in the first line, it takes two known columns, for any word may stand in a remark.
    """
    for place, line in enumerate(lines):
        delimiter = delimiter_of(line)
        if delimiter and (place == 0 or len(columns_of(_cells(line, delimiter))) > 1):
            return delimiter
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []


def read_csv(text: TextIO, delimiter: str) -> Outcomes:
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(
        (line.replace("\0", "") for line in text), delimiter=delimiter, skipinitialspace=True
    )
    yield from _records(_csv_rows(reader))


def _csv_rows(reader: Iterator[list[str]]) -> Iterator[Row | Refused]:
    while True:
        line = reader.line_num + 1  # type: ignore[attr-defined]
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Refused(
                line,
                _("A cell beginning here has no end; perhaps a quotation mark is not closed."),
            )
            continue
        yield line, row


def read_xlsx(path: Path) -> Outcomes:
    """The first sheet with a heading that is known."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_SHEET:
                raise UnreadableFileError(_("The workbook is too large. Save the sheet as CSV."))
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features that are not read anyway
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            try:
                for sheet in book.worksheets:
                    first = sheet.iter_rows(max_row=LINES_BEFORE, values_only=True)
                    if any(columns_of([_cell(value) for value in row]) for row in first):
                        rows = sheet.iter_rows(values_only=True)
                        numbered = (
                            (number, [_cell(value) for value in row])
                            for number, row in enumerate(rows, start=1)
                        )
                        yield from _records(numbered)
                        return
            finally:
                book.close()
    except UnreadableFileError:
        raise
    # whatever a damaged part makes openpyxl stumble over: it raises a dozen kinds
    except Exception as error:
        raise UnreadableFileError(
            _("The workbook is damaged. Open it and save it again, or save the sheet as CSV.")
        ) from error
    raise UnreadableFileError(_("No sheet has a column of titles, DOIs or PMIDs in its first row."))


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def _records(rows: Iterable[Row | Refused]) -> Outcomes:
    columns: dict[str, list[int]] = {}
    width = 0
    for found in rows:
        if isinstance(found, Refused):
            yield found
            continue
        line, row = found
        if not columns:
            columns, width = columns_of(row), len(row)
            if len(columns) < 2 and line > 1 and len(row) > 1:
                columns = {}  # a remark that has a word of a header
            continue
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > width and any(cell.strip() for cell in row[width:]):
            yield Refused(
                line,
                _("This row has %(cells)s cells, the header %(width)s: a mark within a cell?")
                % {"cells": len(row), "width": width},
            )
            continue
        record = _record(row, columns)
        record.line = line
        yield record


def _record(row: list[str], columns: dict[str, list[int]]) -> Record:
    def raw(field: str) -> str:
        cells = (row[place] for place in columns.get(field, ()) if place < len(row))
        return next((cell for cell in cells if cell.strip().lower() not in _MISSING), "")

    def cell(field: str) -> str:
        return plain(raw(field))

    container, volume, issue = cell("container"), cell("volume"), cell("issue")
    if container.lower() in _DATABASES:
        container = ""
    pages = pages_of(raw("pages")) or page_range(cell("first page"), cell("last page"))
    year, date = year_and_date(
        raw("year"), raw("date"), _in_one(raw("year"), raw("month"), raw("day"))
    )
    if not year and (source := _EMBASE_SOURCE.match(container)):
        container, year = source["container"], int(source["year"])
        volume, issue = volume or source["volume"] or "", issue or source["issue"] or ""
        pages = pages or pages_of(source["pages"] or "")
    kind = cell("type").lower() or cell("publication type").lower()
    record = Record(
        title=title_of(raw("title")),
        authors=listed(raw("authors")),
        year=year,
        date=date,
        container=container,
        volume=volume,
        issue=issue,
        pages=pages or article_number(raw("article number")),
        doi=doi_of(raw("doi"), raw("url")),
        pmid=pmid_of(raw("pmid")),
        pmcid=pmcid_of(raw("pmcid")),
        identifiers={name: cell(name) for name in ("wos", "scopus") if cell(name)},
        type=_TYPES.get(kind, "article-journal"),
        abstract=paragraphs(_ending_lines(raw("abstract"))),
        language=language_code(raw("language")),
        keywords=_keywords(raw("keywords")),
        publication_types=[
            part for part in re.split(r"\s*[;|]\s*", cell("publication type")) if part
        ],
        editors=listed(raw("editors")),
        edition=cell("edition"),
        chapter=cell("chapter"),
        publisher=cell("publisher"),
        source="CSV",
    )
    if not record.doi:
        record.url = web_address(raw("url"))
    notices.add_notes(record, re.split(r";\s+", cell("notices")), "CSV")
    # of a status nothing else is of interest: it may be that of a screening
    is_marked = cell("status").lower() == "retracted"
    marked = "retracted" if is_marked else cell("retracted")
    if is_marked:
        notices.add_what_types_and_title_say(record, "CSV", marked=marked)
    notices.without_mark(record)
    notices.add_what_types_and_title_say(record, "CSV", marked=marked)
    return record


def _in_one(year: str, month: str, day: str) -> str:
    """The date of three cells, the month by its number or its name."""
    numbers = [part for part in (year, month, day) if part.strip().isdigit()]
    return "-".join(numbers) if month.strip().isdigit() else f"{month} {day} {year}"


def _ending_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _keywords(text: str) -> list[str]:
    text = text.strip()
    if text.startswith("['"):
        text = text.removeprefix("[").removesuffix("]")
    mark = r"\s*[;|\n]\s*" if re.search(r"[;|\n]", text) else r"\s*,\s*"
    return [word.strip("'\" *") for word in re.split(mark, plain(text)) if word.strip("'\" *")]
