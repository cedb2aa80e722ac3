"""Numbers in cells of text, with a decimal point or a decimal comma."""

import re
from collections.abc import Iterable

MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", ".", "-", "–", "—", "#n/a"})
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+")
_POINTED_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_MINUS = re.compile(r"^[−–—‐‑‒﹣－](?=\s*[0-9.,])")
_STARS = re.compile(r"(?<=[0-9])\s*[*†‡]+$")
"""How a table marks what is significant."""


def is_missing(cell: str) -> bool:
    return cell.strip().casefold() in MISSING


def number(cell: str, comma: bool) -> float | None:
    """The cell as a number, its decimal mark a comma or a point; None if it is not one, as 1.234
    is not where the comma is the mark."""
    text = bare(cell)
    if comma:
        text = text.replace(".", " ").replace(",", ".", 1)
    return float(text) if _NUMBER.fullmatch(text) else None


def decimal_comma(cells: Iterable[str]) -> bool:
    """Is the comma the decimal mark? It takes a number that can be read in no other way.

    1,234 alone could be either, and is refused where nothing else in the table tells; 1.234 among
    decimal commas has thousands.
    """
    plain = (bare(cell) for cell in cells)
    numbers = [cell for cell in plain if _NUMBER.fullmatch(cell.replace(",", ".", 1))]
    points = any("." in cell and not _POINTED_THOUSANDS.fullmatch(cell) for cell in numbers)
    commas = any("," in cell and not _THOUSANDS.fullmatch(cell) for cell in numbers)
    return commas and not points


def reads_two_ways(cell: str) -> bool:
    """Could its mark part thousands as well as decimals, as in 1,234 or, of French, 1.234?"""
    text = bare(cell)
    parted = _THOUSANDS.fullmatch(text) or _POINTED_THOUSANDS.fullmatch(text)
    return bool(parted) and text.count(",") + text.count(".") == 1


def decimals(text: str) -> int:
    """To how many decimals a number was written: 2 for 0.30, 5 for 1.2e-4."""
    mantissa, _, exponent = text.casefold().replace(",", ".").partition("e")
    return max(0, len(mantissa.partition(".")[2]) - int(exponent or 0))


def bare(cell: str) -> str:
    """The digits with a plain minus sign, without the stars and daggers of significance."""
    return _STARS.sub("", _MINUS.sub("-", cell.strip())).replace("−", "-")
