"""Screening records with known decisions, from a CSV file as reviews publish them."""

import csv
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from gleanings.desk.ranking.simulation import LabelledRecord
from gleanings.literature.records.opening import is_text, opened_text
from gleanings.literature.records.record import UnreadableFileError
from gleanings.literature.records.unpacking import TruncatedError

HEADINGS = {
    "title": ("title", "primary_title", "article_title", "ti", "t1"),
    "abstract": ("abstract", "abstract_note", "notes_abstract", "ab", "n2"),
    "label": (
        *("label_included", "included", "label", "final_label", "included_final"),
        *("included_label", "include", "relevant", "label_relevant", "decision"),
    ),
}
"""What the columns are called: the first that the file has is read. Those of ASReview first."""
YES = {"1", "1.0", "yes", "y", "true", "include", "included", "relevant"}
NO = {"0", "0.0", "no", "n", "false", "exclude", "excluded", "irrelevant", "not relevant"}
NOT_SAID = {"", "-1", "-1.0", "nan", "na", "none", "null", "maybe", "unscreened"}
_BYTES_TO_GUESS_BY = 1 << 16
_LONGEST_LIST = 300
"""Of the columns that a file has instead; one that is no table has all in its first line."""


class NotLabelledError(ValueError):
    """What keeps the file from being read as records with decisions: where, and what to do."""


@dataclass(frozen=True)
class LabelledFile:
    records: list[LabelledRecord]
    without_decision: int
    """Rows that say neither yes nor no."""


def read_labelled(path: Path) -> LabelledFile:
    """Of a CSV file, gzipped or not, in UTF-8 or else Windows-1252; commas, semicolons or tabs.

    Raises `NotLabelledError`, or OSError where there is no such file.
    """
    csv.field_size_limit(sys.maxsize)
    text = _text_of(path)
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        columns = _columns(rows.fieldnames or [], text, path)
        read = [_record(row, columns, rows.line_num) for row in rows]
    except csv.Error as error:
        raise NotLabelledError(f"{path.name} cannot be read as CSV: {error}.") from error
    records = [record for record in read if record is not None]
    return LabelledFile(records, len(read) - len(records))


def _text_of(path: Path) -> str:
    try:
        with opened_text(path) as text:
            return text.read()
    except (TruncatedError, UnreadableFileError) as error:
        raise NotLabelledError(f"{path.name} is cut off or damaged. {error}".strip()) from error


def _delimiter(text: str) -> str:
    head = text[:_BYTES_TO_GUESS_BY].partition("\n")[0]
    return max(",;\t", key=head.count)


def _columns(fieldnames: Sequence[str], text: str, path: Path) -> dict[str, str]:
    by_name = {_normal(name): name for name in fieldnames if name}
    found = {
        what: by_name[name]
        for what, names in HEADINGS.items()
        for name in reversed(names)
        if name in by_name
    }
    missing = [what for what in ("title", "label") if what not in found]
    if missing and not is_text("\n".join(text[:_BYTES_TO_GUESS_BY].split("\n", 2)[:2])):
        raise NotLabelledError(f"{path.name} is no CSV file: what is in it is no text.")
    if missing:
        there = shorten(", ".join(fieldnames), _LONGEST_LIST) or "not named"
        raise NotLabelledError(
            f"{path.name} has no column for the {' and the '.join(missing)}; its columns are "
            f"{there}. Call them title, abstract and label."
        )
    return found


def _normal(heading: str) -> str:
    return "_".join(heading.lower().replace("_", " ").replace("-", " ").split())


def _record(
    row: Mapping[str | None, str | None], columns: Mapping[str, str], line: int
) -> LabelledRecord | None:
    said = (row.get(columns["label"]) or "").strip()
    title = row.get(columns["title"]) or ""
    abstract = (row.get(columns["abstract"]) or "") if "abstract" in columns else ""
    if said.lower() in NOT_SAID:
        return None
    if said.lower() not in YES | NO:
        raise NotLabelledError(
            f"Line {line}: “{said}” is no decision. 1 is relevant, 0 is not; yes and no, included "
            "and excluded are understood too."
        )
    return LabelledRecord(title, abstract, said.lower() in YES)


def lines_of(file: LabelledFile) -> Iterator[str]:
    """What is to be said of the file beside its result; nothing where all is there."""
    if file.without_decision:
        yield f"Rows without a decision, which are left out: {file.without_decision}."
    without = sum(not record.abstract.strip() for record in file.records)
    if without:
        yield f"Records without an abstract: {without} of {len(file.records)}."
