"""A table of studies with its columns by name."""

import math
from collections.abc import Iterable, Sequence
from functools import cached_property

from gleanings.evidence.inputs import Faults, Floats
from gleanings.evidence.tables.numbers import decimal_comma, is_missing, number
from gleanings.evidence.tables.records import records


class Table:
    """Columns by name, in lower case; cells as text until a number is asked for.

    Rows count from 1, the first below the header.
    """

    def __init__(self, name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.name = name
        self.header = list(header)
        self.columns = {
            title.casefold(): [row[place] for row in rows]
            for place, title in enumerate(header)
            if title
        }
        self.size = len(rows)

    def __contains__(self, title: str) -> bool:
        return title.casefold() in self.columns

    def __str__(self) -> str:
        return f"{self.name} has the columns {', '.join(filter(None, self.header))}"

    def text(self, title: str) -> list[str]:
        """A column's cells. ValueError names the columns there are, if this is not one."""
        if title not in self:
            raise ValueError(f"There is no column {title}; {self}.")
        return self.columns[title.casefold()]

    def missing(self, title: str) -> list[bool]:
        """Which rows have no value in a column."""
        return [is_missing(cell) for cell in self.text(title)]

    def is_numeric(self, title: str) -> bool:
        cells = [cell for cell in self.text(title) if not is_missing(cell)]
        return bool(cells) and all(number(cell, self._comma) is not None for cell in cells)

    def numbers(self, titles: Iterable[str]) -> dict[str, Floats]:
        """Columns as numbers, missing cells as NaN. ValueError names each cell that is none."""
        import numpy as np

        faults = Faults(f"{self.name} has cells that are not numbers")
        found = {}
        for title in titles:
            cells = enumerate(self.text(title))
            values = [self._value(title, row, cell, faults) for row, cell in cells]
            found[title.casefold()] = np.array(values, dtype=float)
        faults.raise_if_any()
        return found

    def _value(self, title: str, row: int, cell: str, faults: Faults) -> float:
        if is_missing(cell):
            return math.nan
        value = number(cell, self._comma)
        if value is None:
            has_mark = "," in cell or (self._comma and "." in cell)
            hint = "write it without a mark between thousands" if has_mark else "give a number"
            faults.add(title, row, cell, f"is not a number; {hint}")
            return math.nan
        return value

    @cached_property
    def _comma(self) -> bool:
        return decimal_comma(cell for column in self.columns.values() for cell in column)

    def without(self, incomplete: Sequence[bool]) -> "Table":
        """The table without some of its rows."""
        titles = list(self.columns)
        rows = [
            [self.columns[title][row] for title in titles]
            for row in range(self.size)
            if not incomplete[row]
        ]
        kept = Table(self.name, titles, rows)
        kept.header = self.header
        kept.__dict__["_comma"] = self._comma
        return kept


def read_table(name: str, text: str) -> Table:
    """A table with a header line, its cells parted by comma, semicolon, tab or bar."""
    shown = "The input" if name == "-" else name
    try:
        found = [record for record in records(text) if any(cell.strip() for cell in record)]
    except ValueError as error:
        raise ValueError(f"{shown} {error}.") from None
    if len(found) < 2:
        what = "is empty" if not found else "has a header but no rows"
        raise ValueError(f"{shown} {what}; it needs a line of column names and a line per effect.")
    return _table(shown, [cell.strip() for cell in found[0]], found[1:])


def _table(name: str, header: list[str], rows: list[list[str]]) -> Table:
    named = [title.casefold() for title in header if title]
    twice = sorted({title for title in named if named.count(title) > 1})
    if twice:
        raise ValueError(f"{name} has two columns called {', '.join(twice)}.")
    width = len(header)
    faults = Faults(f"{name} has rows that do not fit its {width} columns")
    fitted = []
    for place, row in enumerate(rows):
        cells = [cell.strip() for cell in row]
        if len(cells) < width or any(cells[width:]):
            faults.say(f"row {place + 1} has {len(cells)} cells")
        fitted.append(cells[:width])
    faults.raise_if_any()
    return Table(name, header, fitted)
