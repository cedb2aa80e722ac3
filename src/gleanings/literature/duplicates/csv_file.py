"""Records for the matcher out of a CSV file, as reviewers' tools write it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from textwrap import shorten

from gleanings.literature.duplicates.normal_form import NormalForm, normal_form
from gleanings.literature.records.opening import is_text, opened_text
from gleanings.literature.records.record import UnreadableFileError
from gleanings.literature.records.table import delimiter_of
from gleanings.literature.records.unpacking import TruncatedError

_COLUMNS = {
    "id": ("id", "record_id", "recordid", "record id", "key"),
    "title": ("title", "article title", "primary title"),
    "author": ("author", "authors"),
    "year": ("year", "publication year", "date"),
    "journal": (
        "journal",
        "container",
        "container_title",
        "source title",
        "source",
        "secondary_title",
    ),
    "volume": ("volume",),
    "number": ("number", "issue"),
    "pages": ("pages", "page"),
    "doi": ("doi",),
    "pmid": ("pmid", "pubmed_id", "pubmed id"),
    "abstract": ("abstract",),
}
LONGEST_CELL = 1_000_000
LONGEST_LIST = 300
"""Of the columns that a file has instead; one that is no table has all in its first line."""
_BETWEEN_NAMES = re.compile(r"\s+and\s+|\s*;\s*")


class NotRecordsError(ValueError):
    """The file cannot be read as records; the message says where and why."""


def read_csv(path: Path) -> list[NormalForm]:
    """The records of a CSV file with a heading, in the file's order.

    Parted by commas, semicolons or tabs, in any encoding that records come in. Columns are found
    by their names in any case, of which a title and an id are needed: an id tells the answer's
    records apart. Authors stand between `and` or semicolons. Raises `NotRecordsError`; `OSError`
    where the file cannot be opened.
    """
    csv.field_size_limit(LONGEST_CELL)
    try:
        with opened_text(path) as text:
            heading, second = text.readline(), text.readline()
            delimiter = delimiter_of(heading.rstrip("\r\n"))
            if delimiter is None and not is_text(heading + second):
                raise NotRecordsError(f"{path.name} is no CSV file: what is in it is no text.")
            lines = chain([heading, second], text)
            return list(_records(csv.DictReader(lines, delimiter=delimiter or ",", strict=True)))
    except (TruncatedError, UnreadableFileError, csv.Error) as error:
        why = str(error) or "it ends in the midst"
        raise NotRecordsError(f"{path.name} is no CSV file that can be read: {why}.") from error


def _records(reader: csv.DictReader[str]) -> Iterator[NormalForm]:
    headings = {name.strip().lower(): name for name in reader.fieldnames or [] if name}
    column = {
        field: headings[name]
        for field, names in reversed(_COLUMNS.items())
        for name in reversed(names)
        if name in headings
    }
    for needed in ("title", "id"):
        if needed not in column:
            there = shorten(", ".join(reader.fieldnames or []) or "none", LONGEST_LIST)
            raise NotRecordsError(
                f"A column “{needed}” is needed in the first line. Columns: {there}."
            )
    seen: set[str] = set()
    for row in reader:
        record = _record(row, column)
        if not record.id or record.id in seen:
            why = f"the id “{record.id}” was there before" if record.id else "it has no id"
            raise NotRecordsError(
                f"Line {reader.line_num}: {why}. Each record needs an id of its own."
            )
        seen.add(record.id)
        yield record


def _record(row: Mapping[str, str | None], column: Mapping[str, str]) -> NormalForm:
    def text(field: str) -> str:
        return (row.get(column.get(field, "")) or "").strip()

    return normal_form(
        text("id"),
        title=text("title"),
        authors=_BETWEEN_NAMES.split(text("author")),
        year=text("year"),
        journal=text("journal"),
        volume=text("volume"),
        number=text("number"),
        pages=text("pages"),
        doi=text("doi"),
        pmid=text("pmid"),
        abstract=text("abstract"),
    )
