"""Sheets out of text: CSV with commas or semicolons, tabs."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from gleanings.evidence.tables import decoded, records
from gleanings.synthesis.upload.limits import MOST_COLUMNS
from gleanings.synthesis.upload.result import UploadError
from gleanings.synthesis.upload.sheet import Cell, Sheet, SheetRow, sheet_of


def delimited_sheet(raw: bytes) -> Sheet:
    try:
        return sheet_of(_rows(records(decoded(raw))))
    except ValueError:
        raise UploadError(
            _(
                "The file is not a table of text, or a quotation mark in it is opened and not "
                "closed. Save the sheet as XLSX or CSV and upload that."
            )
        ) from None


def _rows(lines: Iterable[list[str]]) -> Iterator[SheetRow]:
    """One by one, so that reading ends where there are too many."""
    width = 0
    for number, line in enumerate(lines, start=1):
        if not any(cell.strip() for cell in line):
            continue
        row = SheetRow(
            number,
            [Cell(cell.strip()) for cell in line[: MOST_COLUMNS + 1]],
            _misfit(line, width) if width else "",
        )
        if not width and not row.is_comment:
            width = len(line)
        yield row


def _misfit(line: list[str], width: int) -> str:
    if len(line) >= width and not any(cell.strip() for cell in line[width:]):
        return ""
    return _(
        "The row has %(found)d cells, the header %(expected)d. A cell that holds the mark that "
        "parts the columns, or a line break, must stand in quotation marks."
    ) % {"found": len(line), "expected": width}
