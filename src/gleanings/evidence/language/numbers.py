"""The one speller of numbers, as the APA's Publication Manual (7th edition, 6.36) and French
typography have it. The same number reads alike wherever it stands.
"""

import math
from dataclasses import dataclass

MINUS = "−"
UNKNOWN = "–"
# No table has room for more digits than this; beyond, a number stands in powers of ten.
_LONGEST = 1e15
# p is told to three decimals at most, unless it is held against one that has more, and below the
# last of them only that it is.
_DECIMALS_OF_P = 3


@dataclass(frozen=True)
class Style:
    """How a language writes numbers."""

    decimal: str
    thousands: str
    drops_zero: bool
    """Is what can never be beyond 1 written without the zero before the point?"""
    percent: str


STYLES = {
    "en": Style(decimal=".", thousands=",", drops_zero=True, percent="{number}%"),
    "fr": Style(decimal=",", thousands="\u00a0", drops_zero=False, percent="{number}\u00a0%"),
}


def fixed(value: float | None, decimals: int, style: Style, *, within_one: bool = False) -> str:
    """A number with so many decimals: “−0.46”, “1,234.5”, “.26”, “0,26”.

    Whole from a million on, whatever decimals are asked for. A dash for what is not known.
    `within_one` says that it is of a kind that can never be beyond 1, such as r.
    """
    if value is None or math.isnan(value):
        return UNKNOWN
    sign = MINUS if value < 0 else ""
    size = abs(value)
    if math.isinf(size):
        return f"{sign}∞"
    if size >= _LONGEST:
        return f"{sign}{size:.2e}".replace(".", style.decimal)
    text = f"{size:,.{decimals if size < 1e6 else 0}f}"
    if not text.strip("0.,"):
        sign = ""
    if within_one and style.drops_zero and text.startswith("0."):
        text = text[1:]
    whole, point, part = text.partition(".")
    return sign + whole.replace(",", style.thousands) + (style.decimal if point else "") + part


def number(
    value: float | None, style: Style, *, decimals: int = 2, within_one: bool = False
) -> str:
    """An effect, a statistic: two decimals, or two digits of what would come out as 0.

    What is 0 for all practical purposes, to eight decimals, stays 0.00.
    """
    if value is not None and 0 < abs(value) < 10**-decimals:
        places = decimals - 1 - math.floor(math.log10(abs(value)))
        decimals = places if places <= 8 else decimals
    return fixed(value, decimals, style, within_one=within_one)


def count(value: float | None, style: Style) -> str:
    """“12,480”."""
    return fixed(value, 0, style)


def percent(value: float | None, style: Style, *, decimals: int = 0) -> str:
    """Of a number in per cent: “84%”, “84 %”."""
    return style.percent.format(number=fixed(value, decimals, style))


def at_most(value: float, decimals: int, style: Style) -> str:
    """A number with so many decimals, less the zeros at its end: 2.2, 14, 0.667."""
    places = len(f"{value:.{decimals}f}".rstrip("0").partition(".")[2])
    return fixed(value, places, style)


def shortest(value: float, style: Style) -> str:
    """A number as short as it is: 95, 97.5; degrees of freedom, the level of an interval."""
    text = f"{value:.6g}"
    if "e" in text:
        return fixed(value, 0, style)
    return fixed(value, len(text.partition(".")[2]), style)


def p_value(p: float | None, style: Style, *, decimals: int = _DECIMALS_OF_P) -> str:
    """“p = .043”, “p = .20”, “p < .001”, “p > .999”; empty where it is not known.

    Two decimals, or three where the third is not 0, however many the source gave: as exact as the
    APA asks for, and alike wherever it stands. More `decimals` are for a check, which holds it
    against a p that has as many.
    """
    if p is None or math.isnan(p):
        return ""
    smallest = 10**-decimals
    if p < smallest:
        return f"p < {fixed(smallest, decimals, style, within_one=True)}"
    if 1 - smallest < p < 1:
        return f"p > {fixed(1 - smallest, decimals, style, within_one=True)}"
    return f"p = {p_number(p, style, decimals=decimals)}"


def p_number(p: float, style: Style, *, decimals: int = _DECIMALS_OF_P) -> str:
    """The number alone, as in `p_value`."""
    text = f"{p:.{decimals}f}".rstrip("0")
    places = max(2, len(text.partition(".")[2]))
    return fixed(p, places, style, within_one=True)
