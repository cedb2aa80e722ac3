"""What stands in a cell: a number as it was written, a p with its sign, a text, a year."""

import math
import re
import unicodedata
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from gleanings.evidence.reading import Number
from gleanings.evidence.tables import bare, decimals, is_missing, number, reads_two_ways
from gleanings.literature.safe_cell import looks_like_formula
from gleanings.synthesis.upload.limits import LONGEST_NUMBER
from gleanings.synthesis.upload.sheet import Cell

# case counts here: Na is a name
_NO_TEXT = {"", "NA", "N/A", "n/a", "#N/A", "NaN", "NULL", ".", "-", "–", "—"}
_NOT_AVAILABLE = {"#N/A", "#NA"}
_ERRORS = {"#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
_ERRORS |= {"#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!"}  # as a French spreadsheet writes them
_P = re.compile(r"(?:p\s*)?([<>=≤≥]=?)?\s*(.*)", re.IGNORECASE | re.DOTALL)
_COMPARISONS = {"≤": "<=", "≥": ">=", "==": "=", "": "="}
_NOT_SIGNIFICANT = {"ns", "n.s.", "n. s.", "not significant", "non significatif"}

FIRST_YEAR, LAST_YEAR = 1800, 2100
_YEAR = re.compile(r"([0-9]{4})(?:[a-z]|\.0+)?", re.IGNORECASE)
_DATE = re.compile(r"([0-9]{4})[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:[ T].*)?")
_DATE_BACKWARDS = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.]([0-9]{4})")
_NOT_YET = {"in press", "inpress", "n.d.", "nd", "sous presse", "s.d.", "sd", "à paraître"}


@dataclass(frozen=True)
class Read:
    """A cell's value, or its `fault`; without either the cell is empty."""

    number: Number | None = None
    comparison: str | None = None
    fault: str = ""
    note: str = ""


def is_empty(cell: Cell) -> bool:
    return is_missing(cell.text) or cell.text.strip().upper() in _NOT_AVAILABLE


def cell_fault(cell: Cell, title: str) -> str:
    """Why no cell of any column can be this one: a formula, or an error of the spreadsheet."""
    if cell.is_formula:
        return _(
            "%(column)s holds a formula, %(text)s. Copy the column, paste it as values, and "
            "upload the file again."
        ) % {"column": title, "text": _short(cell.text)}
    if cell.text.strip().upper() in _ERRORS:
        return _("%(column)s holds the spreadsheet's error %(text)s.") % {
            "column": title,
            "text": cell.text.strip(),
        }
    return ""


def bare_number(text: str) -> str:
    """The digits of a cell: without a sign of per cent, or the comparison before a p."""
    match = _P.fullmatch(text.strip())
    rest = match[2] if match else text
    return rest.replace("\u00a0", " ").replace("\u202f", " ").removesuffix("%").strip()


def read_number(cell: Cell, title: str, comma: bool) -> Read:
    fault = cell_fault(cell, title)
    if fault:
        return Read(fault=fault)
    if is_empty(cell):
        return Read()
    if cell.date is not None:
        return Read(
            fault=_(
                "%(column)s: the spreadsheet made a date of a number (%(text)s). "
                "Format the column as numbers and type it again."
            )
            % {"column": title, "text": cell.text}
        )
    if cell.value is not None:
        return _of_workbook(cell, title)
    return _of_text(cell, title, comma)


def _of_workbook(cell: Cell, title: str) -> Read:
    value = cell.value or 0.0
    if not math.isfinite(value):
        return Read(fault=_not_a_number(title, cell.text))
    found = Number(cell.text, value, max(0, decimals(cell.text)))
    return Read(found, note=_percent_note(title, found) if cell.percent else "")


def _of_text(cell: Cell, title: str, comma: bool) -> Read:
    text = bare(cell.text)
    percent = text.endswith("%")
    if percent:
        text = text.removesuffix("%").strip()
    if looks_like_formula(text) and number(text, comma="," in text) is None:
        return Read(fault=cell_fault(replace(cell, is_formula=True), title))
    if "," in text and not comma:
        return Read(fault=_comma_fault(title, text))
    if "." in text and comma:
        return Read(fault=_point_fault(title, text))
    value = number(text, comma) if len(text) <= LONGEST_NUMBER else None
    if value is None or not math.isfinite(value) or cell.is_truth_value:
        return Read(fault=_not_a_number(title, cell.text))
    places = decimals(text)
    if not percent:
        return Read(Number(text, value, places))
    found = Number(f"{value / 100:.15g}", value / 100, places + 2)
    return Read(found, note=_percent_note(title, found))


def _comma_fault(title: str, text: str) -> str:
    if reads_two_ways(text):
        return _(
            "%(column)s: %(text)s can be read as %(decimal)s or as %(whole)s. Write it without a "
            "mark between thousands, and with a point before decimals."
        ) % {
            "column": title,
            "text": text,
            "decimal": text.replace(",", "."),
            "whole": text.replace(",", ""),
        }
    if number(text, comma=True) is None:
        return _not_a_number(title, text)
    return _(
        "%(column)s: %(text)s has a decimal comma, other numbers of the file have a point. "
        "Write all of them in the same way."
    ) % {"column": title, "text": text}


def _point_fault(title: str, text: str) -> str:
    """A point among decimal commas."""
    if not reads_two_ways(text):
        return _not_a_number(title, text)
    return _(
        "%(column)s: %(text)s has a point, and other numbers of the file a decimal comma. Write it "
        "as %(whole)s, without a mark between thousands, or as %(decimal)s."
    ) % {
        "column": title,
        "text": text,
        "whole": text.replace(".", ""),
        "decimal": text.replace(".", ","),
    }


def _percent_note(title: str, found: Number) -> str:
    return _("%(column)s is in per cent; it was read as %(number)s.") % {
        "column": title,
        "number": found.text,
    }


def _not_a_number(title: str, text: str) -> str:
    return _("%(column)s: “%(text)s” is not a number.") % {"column": title, "text": _short(text)}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NUMBER else f"{text[:LONGEST_NUMBER]}…"


def read_p(cell: Cell, title: str) -> Read:
    """A p, which may be "< .001" or "ns", with a decimal comma or a point."""
    comma = "," in cell.text
    if cell.value is not None or cell.is_formula or is_empty(cell):
        found = read_number(cell, title, comma)
        return replace(found, comparison="=") if found.number else found
    text = cell.text.strip()
    if text.casefold() in _NOT_SIGNIFICANT:
        return Read(comparison="ns")
    match = _P.fullmatch(text)
    sign, digits = (match[1] or "", match[2]) if match else ("", text)
    found = read_number(Cell(digits.strip()), title, comma)
    if not found.number and not found.fault:
        return Read(fault=_not_a_number(title, text))
    return replace(found, comparison=_COMPARISONS.get(sign, sign)) if found.number else found


def read_text(cell: Cell, title: str, longest: int) -> tuple[str, str]:
    """The text of a cell in one line, and its fault."""
    fault = cell_fault(cell, title)
    if fault or cell.text.strip() in _NO_TEXT:
        return "", fault
    text = " ".join("".join(map(_printed, cell.text)).split())
    if looks_like_formula(text):
        return "", _(
            "%(column)s begins like a formula: %(text)s. Write it without the sign at its start."
        ) % {"column": title, "text": _short(text)}
    if len(text) > longest:
        return "", _("%(column)s is too long: %(found)d characters; at most %(most)d.") % {
            "column": title,
            "found": len(text),
            "most": longest,
        }
    return text, ""


def _printed(sign: str) -> str:
    return " " if unicodedata.category(sign) in {"Cc", "Cs"} else sign


@dataclass(frozen=True)
class Year:
    year: int | None = None
    fault: str = ""
    note: str = ""


def read_year(cell: Cell, title: str) -> Year:
    """A year, also out of a date, or typed into a cell that shows dates."""
    fault = cell_fault(cell, title)
    if fault or is_empty(cell):
        return Year(fault=fault)
    text = cell.text.strip()
    if text.casefold() in _NOT_YET:
        return Year(note=_("%(column)s: “%(text)s” is no year.") % {"column": title, "text": text})
    if cell.date is not None:
        # 2015 typed into a cell that shows dates is kept as day 2015 since 1900, in 1905
        serial = int(cell.value or 0)
        year = serial if FIRST_YEAR <= serial <= LAST_YEAR else cell.date.year
        return _within(year, title, text, _year_note(title, text, year))
    if found := _YEAR.fullmatch(text):
        return _within(int(found[1]), title, text)
    if found := _DATE.fullmatch(text) or _DATE_BACKWARDS.fullmatch(text):
        return _within(int(found[1]), title, text, _year_note(title, text, int(found[1])))
    return Year(fault=_not_a_year(title, text))


def _within(year: int, title: str, text: str, note: str = "") -> Year:
    if FIRST_YEAR <= year <= LAST_YEAR:
        return Year(year, note=note)
    return Year(fault=_not_a_year(title, text))


def _year_note(title: str, text: str, year: int) -> str:
    return _("%(column)s: the date %(text)s was read as the year %(year)s.") % {
        "column": title,
        "text": text,
        "year": year,
    }


def _not_a_year(title: str, text: str) -> str:
    return _("%(column)s: “%(text)s” is not a year.") % {"column": title, "text": _short(text)}
