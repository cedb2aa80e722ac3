"""One row of a sheet as read, cell by cell, before anything is computed from it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from gleanings.evidence.reading import Number
from gleanings.evidence.tables import decimal_comma
from gleanings.synthesis.upload.cells import Read, bare_number, read_number, read_p, read_text
from gleanings.synthesis.upload.columns import MEASURE, Columns, plain, spellings
from gleanings.synthesis.upload.consistency import P
from gleanings.synthesis.upload.limits import LONGEST_NAME
from gleanings.synthesis.upload.sheet import EMPTY, Cell, Sheet, SheetRow
from gleanings.synthesis.upload.source import Source, source_of

# measures that are computed from the same and read as the same: one name may stand for another
_SAME = ({"COR", "UCOR", "ZCOR"}, {"PCOR", "ZPCOR"})
MOST_PEOPLE = 2**31 - 1


@dataclass(frozen=True)
class Draft:
    row: SheetRow
    source: Source = field(default_factory=Source)
    numbers: dict[str, Number] = field(default_factory=dict)
    p: P | None = None
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def drafts_of(sheet: Sheet, columns: Columns, measure: str) -> list[Draft]:
    titles = {name: sheet.header[place] for name, place in columns.places.items()}
    comma = _decimal_comma(sheet, columns)
    return [_draft(row, columns, titles, measure, comma) for row in sheet.rows]


def _decimal_comma(sheet: Sheet, columns: Columns) -> bool:
    # a p is below 1 with either mark, and people write it as their journal does
    places = [columns.places[name] for name in columns.numbers if name != "p"]
    cells = (_cell(row, place) for row in sheet.rows for place in places)
    return decimal_comma(bare_number(cell.text) for cell in cells if cell.value is None)


def _cell(row: SheetRow, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else EMPTY


def _draft(
    row: SheetRow, columns: Columns, titles: dict[str, str], measure: str, comma: bool
) -> Draft:
    if row.fault:
        return Draft(row, faults=[row.fault])
    cells = {name: _cell(row, place) for name, place in columns.places.items()}
    source = source_of(cells, titles)
    if source.is_example:
        return Draft(row, source, faults=[_("This is an example of the template. Delete it.")])
    reads = {
        name: read_p(cells[name], titles[name])
        if name == "p"
        else read_number(cells[name], titles[name], comma)
        for name in columns.numbers
    }
    numbers = {name: read.number for name, read in reads.items() if read.number is not None}
    return Draft(
        row,
        source,
        numbers,
        _p(reads.get("p")),
        faults=[
            *_other_measure(cells.get(MEASURE, EMPTY), titles.get(MEASURE, MEASURE), measure),
            *source.faults,
            *(read.fault for read in reads.values() if read.fault),
            *_no_people(numbers, titles),
        ],
        notes=[*source.notes, *_notes(reads)],
    )


def _notes(reads: dict[str, Read]) -> list[str]:
    """A level is in per cent as a rule, and not worth a word."""
    return [read.note for name, read in reads.items() if read.note and name != "level"]


def _p(read: Read | None) -> P | None:
    if read is None or read.comparison is None:
        return None
    return P(read.comparison, read.number)


def _other_measure(cell: Cell, title: str, measure: str) -> list[str]:
    text, fault = read_text(cell, title, LONGEST_NAME)
    if fault or not text:
        return [fault] if fault else []
    names = {measure, *(name for same in _SAME if measure in same for name in same)}
    if plain(text) in map(plain, names) or spellings(measure).get(plain(text)) in {"ri", "effect"}:
        return []
    return [
        _("The row is of another measure, %(found)s; the question is of %(measure)s.")
        % {"found": text, "measure": measure}
    ]


def _no_people(numbers: dict[str, Number], titles: dict[str, str]) -> list[str]:
    n = numbers.get("n")
    if n is None or 1 <= n.value <= MOST_PEOPLE:
        return []
    return [
        _("%(column)s: %(value)s is not a number of people.")
        % {"column": titles["n"], "value": n.text}
    ]
