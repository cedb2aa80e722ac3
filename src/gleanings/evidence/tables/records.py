"""The lines of a delimited text as lists of cells."""

import csv
import io
import re
from collections.abc import Iterator

LONGEST_CELL = 131_072
"""Characters; a quotation mark that never closes makes a cell of all that follows."""
_DELIMITERS = ("\t", ";", ",", "|")
_LINE_END = re.compile(r"\r\n|\r|\n")
_TOLD = re.compile(r"\"?sep=(.)\"?\s*")


def records(text: str) -> Iterator[list[str]]:
    """Every line with its cells, parted by comma, semicolon, tab or bar; [] for an empty line.

    ValueError, at the latest when it comes to the line, where the text is not a table.
    """
    text = text.removeprefix("\ufeff")
    first, rest = _first_line(text)
    told = _TOLD.fullmatch(first)  # a line that Excel writes
    if told:
        text = rest
    if "\0" in text:
        raise ValueError("is not a table of text; save the sheet as CSV first")
    delimiter = told[1] if told else _delimiter(_first_line(text.lstrip("\r\n"))[0])
    lines = io.StringIO(text, newline="")
    csv.field_size_limit(LONGEST_CELL)  # of the whole process: others may have set it higher
    try:
        yield from csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    except (csv.Error, TypeError, ValueError) as error:
        raise ValueError(
            "cannot be parted into cells; perhaps a quotation mark is opened and not closed"
        ) from error


def _first_line(text: str) -> tuple[str, str]:
    end = _LINE_END.search(text)
    return (text[: end.start()], text[end.end() :]) if end else (text, "")


def _delimiter(line: str) -> str:
    """The mark that parts the header into most columns; a lone column has none."""
    counts = {mark: len(_cells(line, mark)) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: counts[mark])
    return " " if counts[best] == 1 and " " in line.strip() else best


def _cells(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return []
