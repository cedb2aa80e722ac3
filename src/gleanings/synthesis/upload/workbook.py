"""Sheets out of XLSX workbooks, read with openpyxl.

Values are never computed: a formula is told as one, whatever the workbook says it gave last.
"""

import datetime as dt
import logging
import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import to_excel

from gleanings.synthesis.upload.archive import check_parts
from gleanings.synthesis.upload.files import damaged
from gleanings.synthesis.upload.limits import MOST_ROWS
from gleanings.synthesis.upload.outline import Outline, outline_of
from gleanings.synthesis.upload.result import UploadError
from gleanings.synthesis.upload.sheet import EMPTY, Cell, Sheet, SheetRow, sheet_of

logger = logging.getLogger(__name__)

# the template's second sheet, which explains the columns; in both languages, to be known again
HELP_SHEET = "Columns - Colonnes"

# a range merged over more rows than a study has effects is a slip
LONGEST_MERGE = 200


def workbook_sheet(raw: bytes) -> Sheet:
    """The first sheet that holds something. UploadError where the workbook cannot be used."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive, warnings.catch_warnings():
            # of features that are not read anyway: validation, extensions, odd dates
            warnings.simplefilter("ignore")
            check_parts(archive)
            return _sheet(raw, archive)
    except UploadError:
        raise
    # whatever a damaged or hostile part makes openpyxl stumble over: it raises a dozen kinds
    except Exception as error:
        logger.info("An uploaded workbook could not be read: %r", error)
        raise UploadError(damaged()) from error


def _sheet(raw: bytes, archive: zipfile.ZipFile) -> Sheet:
    book = openpyxl.load_workbook(BytesIO(raw), read_only=True, keep_links=False)
    try:
        # openpyxl has no public name for the part that a sheet is read from
        parts = {sheet.title: sheet._worksheet_path for sheet in book.worksheets}
        outlines = {title: outline_of(archive, part) for title, part in parts.items()}
        filled = [sheet for sheet in book.worksheets if outlines[sheet.title].filled]
        visible = [sheet for sheet in filled if sheet.sheet_state == "visible"] or filled
        if not visible:
            raise UploadError(_("The file is empty. Fill in the template and upload it."))
        chosen = visible[0]
        others = [s.title for s in filled if s.title not in {chosen.title, HELP_SHEET}]
        return _read(chosen, outlines[chosen.title], others, book.epoch)
    finally:
        book.close()


def _read(sheet: Any, outline: Outline, others: list[str], epoch: dt.datetime) -> Sheet:
    notes = []
    if others:
        notes.append(
            _("Only the sheet “%(read)s” was read. These hold something too: %(others)s.")
            % {"read": sheet.title, "others": ", ".join(f"“{title}”" for title in others[:10])}
        )
    # what a sheet says of its own size may be wrong, and rows beyond it would be lost
    written = sheet.iter_rows(max_row=max(outline.filled), max_col=outline.widest)
    rows = [
        SheetRow(number, [_cell(cell, epoch) for cell in row])
        for number, row in enumerate(written, start=1)
        if number in outline.filled
    ]
    notes += _spread_merged(rows, outline)
    read = sheet_of(rows, notes)
    hidden = set(outline.hidden) & {row.number for row in read.rows}
    if hidden:
        read.notes.append(
            ngettext(
                "Row %(rows)s is hidden in the sheet; it was read like any other.",
                "Rows %(rows)s are hidden in the sheet; they were read like any other.",
                len(hidden),
            )
            % {"rows": ", ".join(map(str, sorted(hidden)[:20]))}
        )
    return read


def _cell(cell: Any, epoch: dt.datetime) -> Cell:
    value = cell.value
    if value is None:
        return EMPTY
    if cell.data_type == "f":
        return Cell(str(getattr(value, "text", value) or "="), is_formula=True)
    if isinstance(value, bool):
        return Cell(str(value).upper(), is_truth_value=True)
    if isinstance(value, int | float):
        return Cell(f"{value:.15g}", value=float(value), percent="%" in (cell.number_format or ""))
    if isinstance(value, dt.datetime | dt.date):
        moment = value if isinstance(value, dt.datetime) else dt.datetime(*value.timetuple()[:3])
        return Cell(moment.date().isoformat(), value=float(to_excel(moment, epoch)), date=moment)
    return Cell(str(value).strip())


def _spread_merged(rows: list[SheetRow], outline: Outline) -> list[str]:
    """What stands in a cell merged over several rows is said of each of them."""
    by_number = {row.number: row for row in rows}
    first = min(by_number, default=0)
    spread = False
    for column, top, bottom in _downward(outline):
        anchor = by_number.get(top)
        if anchor is None or top == first:
            continue
        for number in range(top + 1, bottom + 1):
            row = by_number.get(number)
            if row is not None and not row.cells[column].text:
                row.cells[column] = anchor.cells[column]
                spread = True
    if not spread:
        return []
    return [_("The content of merged cells was read as applying to each of their rows.")]


def _downward(outline: Outline) -> Iterator[tuple[int, int, int]]:
    """(column from 0, first row, last row) of the ranges that are merged over rows."""
    for written in outline.merged[:MOST_ROWS]:
        left, top, _right, bottom = range_boundaries(written)
        if None not in (left, top, bottom) and bottom > top and left <= outline.widest:
            yield left - 1, top, min(bottom, top + LONGEST_MERGE)
