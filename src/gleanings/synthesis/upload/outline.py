"""What a sheet says beside its cells, and whether it is of a size that can be read."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from gleanings.synthesis.upload.archive import Counter, parse
from gleanings.synthesis.upload.files import damaged
from gleanings.synthesis.upload.limits import (
    LAST_SHEET_ROW,
    MOST_COLUMNS,
    MOST_ELEMENTS,
    MOST_ELEMENTS_BESIDE_CELLS,
    MOST_ROWS,
    MOST_ROWS_WRITTEN,
)
from gleanings.synthesis.upload.result import UploadError
from gleanings.synthesis.upload.sheet import too_many_columns, too_many_rows

_OF_CELLS = {"row", "c", "v", "is", "f", "t", "r"}
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass
class Outline:
    """What a sheet says beside its cells: hidden rows, merged ranges, and where something stands:
    in which rows, and up to which column."""

    hidden: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    filled: dict[int, None] = field(default_factory=dict)
    widest: int = 0


def outline_of(archive: zipfile.ZipFile, part: str) -> Outline:
    """UploadError where the sheet has too many rows, or rows that no spreadsheet writes."""
    found = Outline()
    reader = _OutlineReader(found)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parse(archive, part, parser)
    return found


class _OutlineReader:
    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.elements = Counter(MOST_ELEMENTS)
        self.beside = Counter(MOST_ELEMENTS_BESIDE_CELLS)
        self.row = 0
        self.written = 0
        self.column = 0
        self.handlers: dict[str, Callable[[dict[str, str]], None]] = {
            "row": self._row,
            "c": self._cell,
            "v": self._content,
            "is": self._content,
            "f": self._content,
            "mergeCell": self._merge,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements.start()
        name = name.rpartition(" ")[2]
        handle = self.handlers.get(name)
        if handle:
            handle(attributes)
        if name not in _OF_CELLS:
            self.beside.start()

    def _row(self, attributes: dict[str, str]) -> None:
        told = attributes.get("r", "")
        number = int(told) if told.isdecimal() and len(told) < 9 else 0 if told else self.row + 1
        # openpyxl leaves out a row whose number does not ascend, and nothing may be lost
        if not self.row < number <= LAST_SHEET_ROW:
            raise UploadError(damaged())
        self.row, self.column = number, 0
        self.written += 1
        if self.written > MOST_ROWS_WRITTEN:
            raise UploadError(too_many_rows())
        if attributes.get("hidden") in {"1", "true"}:
            self.outline.hidden.append(number)

    def _cell(self, attributes: dict[str, str]) -> None:
        told = attributes.get("r")
        if told is None:
            self.column += 1
            return
        cell = _CELL.fullmatch(told)
        if not cell or int(cell[2]) != self.row:
            raise UploadError(damaged())
        self.column = _column(cell[1])

    def _content(self, attributes: dict[str, str]) -> None:
        if self.column > MOST_COLUMNS:
            raise UploadError(too_many_columns())
        self.outline.widest = max(self.outline.widest, self.column)
        self.outline.filled[self.row] = None
        # the template's explanations and the header come on top
        if len(self.outline.filled) > MOST_ROWS + MOST_COLUMNS:
            raise UploadError(too_many_rows())

    def _merge(self, attributes: dict[str, str]) -> None:
        self.outline.merged.append(attributes.get("ref", ""))


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place
