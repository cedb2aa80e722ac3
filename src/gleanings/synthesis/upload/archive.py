"""A workbook's parts, looked at before any of them is believed.

Nothing is unpacked before what it says it unpacks to is known to be little, and no XML is read
that declares entities: a workbook of a spreadsheet program declares none.
"""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from django.utils.translation import gettext as _

from gleanings.synthesis.upload.files import damaged
from gleanings.synthesis.upload.limits import (
    LAST_SHEET_ROW,
    MOST_COLUMNS,
    MOST_ELEMENTS,
    MOST_ELEMENTS_BESIDE_CELLS,
    MOST_PARTS,
    MOST_RATIO,
    MOST_ROWS,
    MOST_ROWS_WRITTEN,
    MOST_UNPACKED,
    RATIO_MATTERS_FROM,
)
from gleanings.synthesis.upload.result import UploadError

_ENCRYPTED = 0x1
_ACTIVE = ("vbaproject.bin", "vbadata.xml", "xl/activex/", "xl/embeddings/", "xl/macrosheets/")
_OUTSIDE = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/")
_OF_CELLS = {"row", "c", "v", "is", "f", "t", "r"}
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def check_parts(archive: zipfile.ZipFile) -> None:
    """UploadError for macros, links to elsewhere, encryption, bombs of zip or XML, and damage."""
    parts = archive.infolist()
    _check_sizes(parts)
    _check_names([part.filename.casefold() for part in parts])
    for part in parts:
        if part.filename.casefold().endswith((".xml", ".rels", ".vml")):
            parser = expat.ParserCreate()
            parser.StartElementHandler = _Counter(MOST_ELEMENTS).start
            _parse(archive, part.filename, parser)


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UploadError(
            _("The workbook is encrypted. Save it without a password and upload it again.")
        )
    swells = any(
        part.file_size > RATIO_MATTERS_FROM and part.file_size > MOST_RATIO * part.compress_size
        for part in parts
    )
    unpacked = sum(part.file_size for part in parts)
    if swells or unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise UploadError(_far_more())


def _far_more() -> str:
    return _(
        "The workbook holds far more than a table of studies needs. "
        "Copy the rows into a new workbook, or save the sheet as CSV, and upload that."
    )


class _Counter:
    def __init__(self, most: int) -> None:
        self.left = most

    def start(self, _name: str = "", _attributes: object = None) -> None:
        self.left -= 1
        if self.left < 0:
            raise UploadError(_far_more())


def _check_names(names: list[str]) -> None:
    if any(word in name for name in names for word in _ACTIVE):
        raise UploadError(
            _(
                "The workbook holds macros or embedded objects, which are not taken. "
                "Save it as “Excel Workbook (.xlsx)” without them, or as CSV."
            )
        )
    if any(name.startswith(_OUTSIDE) for name in names):
        raise UploadError(
            _(
                "The workbook is linked to other files or sources. "
                "Break the links (Data, Edit links), paste the values, and upload it again."
            )
        )


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
    _parse(archive, part, parser)
    return found


class _OutlineReader:
    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.elements = _Counter(MOST_ELEMENTS)
        self.beside = _Counter(MOST_ELEMENTS_BESIDE_CELLS)
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
            raise UploadError(
                _("The sheet has more than %(most)d columns. Keep those of the template.")
                % {"most": MOST_COLUMNS}
            )
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


def too_many_rows() -> str:
    return _(
        "The sheet has more than %(most)d rows. "
        "Delete empty rows below the data, or split it into parts."
    ) % {"most": MOST_ROWS}


def _parse(archive: zipfile.ZipFile, name: str, parser: expat.XMLParserType) -> None:
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        with archive.open(name) as part:
            parser.ParseFile(part)
    except UploadError:
        raise
    # a damaged zip fails in many ways: checksums, compressions that are unknown, ends too soon
    except Exception:
        raise UploadError(damaged()) from None


def _refuse_doctype(*_declared: object) -> None:
    raise UploadError(
        _(
            "The workbook holds XML that no spreadsheet program writes. "
            "Save the sheet as CSV and upload that."
        )
    )
