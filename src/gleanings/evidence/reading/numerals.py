"""Numbers as people write them in figures: with point or comma, with powers of ten."""

from __future__ import annotations

import re

from gleanings.evidence.reading.number_words import NUMBER_WORD, NUMBER_WORD_BEGINNINGS
from gleanings.evidence.reading.statistic import Number

GAP = r"[\s\x01\x02]{0,40}+"

# Digits are bounded everywhere, so that no run of them can make the search slow.
_FIGURES = r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,15})?|\d{1,12}(?:[.,]\d{1,20})?|[.,]\d{1,20})"
_RAISED = r"10\s?\^?(?:\{?\s?-\s?\d{1,3}\}?|\(\s?-\s?\d{1,3}\))"
_POWER = rf"(?:[eE][-+]?\d{{1,3}}|\s?[x*]\s?{_RAISED})?"
# "OR = 1.34,95% CI": a level may follow without a space.
_END = r"(?!\.?\d)(?!,\d(?!\d\s?%\s?[CI]))"
NUMBER = rf"{_FIGURES}{_POWER}{_END}"
POWER_OF_TEN = rf"{_RAISED}{_END}"
# A whole number, with thousands set apart or not.
WHOLE = r"(?:\d{1,3}(?:[,\s]\d{3}){1,3}|\d{1,9})(?![.,]?\d)"
# "2. 20" and ". 05": conversion sets a space beside the point, or among the digits.
SPACED_NUMBER = rf"(?:\d{{1,6}}\s?\.\s\d{{1,6}}|\d{{1,6}}\s\.\d{{1,6}}|\.\s\d{{1,6}}){_END}"
# A bound after a bound: here a comma may be what separates, so "1,2" stays two numbers.
PLAIN_NUMBER = rf"(?:\d{{1,12}}(?:\.\d{{1,15}})?|\.\d{{1,15}}){_END}"
COMMA_NUMBER = rf"(?:\d{{0,12}},\d{{1,15}}){_END}"

_POWER_PARTS = re.compile(
    r"(?:[eE]|(?:\s?[x*]\s?|^)10\s?\^?[{(]?\s?(?=-))([-+]?)\s?(\d{1,3})[})]?$"
)
_PLAIN_FIGURES = re.compile(r"\d{1,12}(?:\.\d{1,20})?|\.\d{1,20}")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_COMMA = re.compile(r",\d{1,2}(?:\s?%|\d{0,6})")
_BEFORE_ZERO = re.compile(r"[=<>≤≥\[]\s{0,3}-?0$")


def writes_decimal_comma(text: str) -> bool:
    """Whether the text writes 0,26 for 0.26; then 1,234 is read as a decimal too."""
    for comma in _COMMA.finditer(text):
        start = comma.start()
        if comma[0][-1] == "%" and text[start - 1 : start].isdigit():
            return True
        if text[start - 1 : start] == "0" and _BEFORE_ZERO.search(text[max(0, start - 8) : start]):
            return True
    return False


def parse_number(
    figures: str, *, source: str | None = None, negative: bool = False, comma: bool = False
) -> Number | None:
    """The number that ``figures`` (normalised) write, or None where they write none."""
    written = figures if source is None else source
    if _PLAIN_FIGURES.fullmatch(figures):
        value = float(figures)
        return Number(written, -value if negative else value, len(figures.partition(".")[2]))
    cleaned = re.sub(r"[\s\x01\x02]", "", figures)
    power, decimals_of_power = 0, 0
    found = _POWER_PARTS.search(figures)
    if found:
        cleaned = re.sub(r"[\s\x01\x02]", "", figures[: found.start()]) or "1"
        power = int(found[2]) * (-1 if found[1] == "-" else 1)
        decimals_of_power = -power
    if cleaned.startswith("-"):
        negative, cleaned = True, cleaned[1:]
    if "," in cleaned:
        thousands = _THOUSANDS.fullmatch(cleaned) and not cleaned.startswith("0")
        ambiguous = cleaned.count(",") == 1 and "." not in cleaned
        if thousands and not (comma and ambiguous):
            cleaned = cleaned.replace(",", "")
        else:
            cleaned = cleaned.replace(",", ".")
    try:
        value = float(f"{cleaned}e{power}")
    except ValueError:
        return None
    if value in (float("inf"), float("-inf")):
        return None
    decimals = len(cleaned.partition(".")[2]) + decimals_of_power
    return Number(written, -value if negative else value, decimals)


_FIGURE_START = re.compile(
    r"[\d.](?:(?<![\w.,$€£#/].)(?<!\d\?.)|(?<=%/.))(?<!\w-.)(?:(?<=\d)|(?=\d))"
)
_IN_WORDS = re.compile(NUMBER_WORD)
# Few words begin as a number does, so each begins to be read only where these letters are.
_MAY_BE_IN_WORDS = re.compile(
    rf"(?:^|[\s(\"'\[/:,;.\x01\x02])(?=(?:a\s|{'|'.join(NUMBER_WORD_BEGINNINGS)}))"
)


def number_starts(plain: str, small: str) -> list[int]:
    """Where the numbers of a text begin, in figures and in words; ``small`` is in small letters."""
    starts = [match.start() for match in _FIGURE_START.finditer(plain)]
    words, end = [], 0
    for place in _MAY_BE_IN_WORDS.finditer(small):
        match = _IN_WORDS.match(plain, place.end()) if place.start() >= end else None
        if match is not None:
            words.append(match.start())
            end = match.end()
    return sorted(starts + words) if words else starts


# r = .19-.36, "a correlation of .19 to .36": the first end of a range says nothing by itself.
_GOES_ON = re.compile(r"(?:\s?-\s?|\s(?:to|à)\s?-?\s?)(?:\d|\.\d)")


def goes_on(plain: str, end: int) -> bool:
    """Whether the number that ends here is the first end of a range."""
    return _GOES_ON.match(plain, end) is not None


def is_year(number: Number) -> bool:
    """Whether it looks like a calendar year."""
    return number.decimals == 0 and 1800 <= number.value <= 2100
