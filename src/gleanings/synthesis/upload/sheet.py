"""A sheet as it was written, whichever kind of file it comes from."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from gleanings.evidence.tables import number
from gleanings.synthesis.upload.limits import LONGEST_NAME, MOST_COLUMNS, MOST_ROWS
from gleanings.synthesis.upload.result import UploadError

# lines that explain the columns in the template, never data
COMMENT = "# "


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is what stands in the cell; `value` its number where the file holds it as one.

    A date has both: `date`, and the number of days that the spreadsheet keeps of it.
    """

    text: str = ""
    value: float | None = None
    date: dt.datetime | None = None
    percent: bool = False
    is_formula: bool = False
    is_truth_value: bool = False


EMPTY = Cell()


@dataclass(frozen=True)
class SheetRow:
    """`fault` says why the row as a whole cannot be read, if it cannot."""

    number: int
    cells: list[Cell]
    fault: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(cell.text.strip() for cell in self.cells)

    @property
    def is_comment(self) -> bool:
        texts = [cell.text.strip() for cell in self.cells if cell.text.strip()]
        return texts[0].startswith(COMMENT)


@dataclass(frozen=True)
class Sheet:
    """`header` and the cells of a row stand in the same order; rows may have more cells."""

    header: list[str]
    rows: list[SheetRow]
    notes: list[str] = field(default_factory=list)


def sheet_of(written: Iterable[SheetRow], notes: Iterable[str] = ()) -> Sheet:
    """The first row that is not empty is the header; empty rows and comments are left out."""
    header: SheetRow | None = None
    rows: list[SheetRow] = []
    comments = False
    for row in written:
        if row.is_empty:
            continue
        if row.is_comment:
            comments = True
        elif header is None:
            header = row
        else:
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise UploadError(too_many_rows())
    if header is None:
        raise UploadError(_("The file is empty. Fill in the template and upload it."))
    titles = _titles(header)
    if not rows:
        raise UploadError(
            _("The file has column names but no rows. Give each effect a row below them.")
        )
    more = [_("Lines that begin with “#” were not read.")] if comments else []
    return Sheet(titles, rows, [*notes, *more, *_nameless(titles, rows)])


def _titles(header: SheetRow) -> list[str]:
    titles = [" ".join(cell.text.split())[:LONGEST_NAME] for cell in header.cells]
    while not titles[-1]:
        titles.pop()
    if len(titles) > MOST_COLUMNS:
        raise UploadError(too_many_columns())
    named = [title for title in titles if title]
    numbers = [title for title in named if number(title, comma="," in title) is not None]
    if 2 * len(numbers) >= len(named):
        raise UploadError(
            _(
                "Row %(number)d, the first, holds numbers where the names of the columns are "
                "expected. Put a row of column names above it, as in the template."
            )
            % {"number": header.number}
        )
    return titles


def _nameless(titles: list[str], rows: list[SheetRow]) -> list[str]:
    """A note on columns that hold something but have no name."""
    places = {
        place
        for row in rows
        for place, cell in enumerate(row.cells)
        if cell.text.strip() and not (place < len(titles) and titles[place]) and not row.fault
    }
    if not places:
        return []
    shown = ", ".join(letters(place) for place in sorted(places)[:10])
    return [_("Columns without a name were not read: %(columns)s.") % {"columns": shown}]


def letters(place: int) -> str:
    """What a spreadsheet calls the column: A for 0, AB for 27."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def too_many_rows() -> str:
    return _(
        "The sheet has more than %(most)d rows. "
        "Delete empty rows below the data, or split it into parts."
    ) % {"most": MOST_ROWS}


def too_many_columns() -> str:
    return _("The sheet has more than %(most)d columns. Keep those of the template.") % {
        "most": MOST_COLUMNS
    }
