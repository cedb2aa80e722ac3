"""Numbers as people write them: figures with point or comma, powers of ten, words."""

from __future__ import annotations

import re

from gleanings.evidence.reading.statistic import Number

GAP = r"[\s\x01\x02]{0,40}+"

# Digits are bounded everywhere, so that no run of them can make the search slow.
_FIGURES = r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,15})?|\d{1,12}(?:[.,]\d{1,20})?|[.,]\d{1,20})"
_RAISED = r"10\s?\^?\{?\s?-\s?\d{1,3}\}?"
_POWER = rf"(?:[eE][-+]?\d{{1,3}}|\s?[x*]\s?{_RAISED})?"
_END = r"(?![.,]?\d)"
NUMBER = rf"{_FIGURES}{_POWER}{_END}"
POWER_OF_TEN = rf"{_RAISED}{_END}"
# "2. 20" and ". 05": conversion sets a space beside the point, or among the digits.
SPACED_NUMBER = rf"(?:\d{{1,6}}\s?\.\s\d{{1,6}}|\d{{1,6}}\s\.\d{{1,6}}|\.\s\d{{1,6}}){_END}"
# A bound after a bound: here a comma may be what separates, so "1,2" stays two numbers.
PLAIN_NUMBER = rf"(?:\d{{1,12}}(?:\.\d{{1,15}})?|\.\d{{1,15}}){_END}"
COMMA_NUMBER = rf"(?:\d{{1,12}},\d{{1,15}}){_END}"

_POWER_PARTS = re.compile(r"(?:[eE]|(?:\s?[x*]\s?|^)10\s?\^?\{?\s?(?=-))([-+]?)\s?(\d{1,3})\}?$")
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


ENGLISH = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
ENGLISH_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
FRENCH = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14,
    "quinze": 15, "seize": 16, "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt": 20,
    "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "quatre-vingts": 80,
    "cent": 100,
}  # fmt: skip
FRENCH_TENS = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "quatre-vingt": 80,
}  # fmt: skip


def _number_words() -> dict[str, int]:
    words = {**FRENCH, **ENGLISH, **ENGLISH_TENS, "hundred": 100, "one hundred": 100}
    for ten, tens in ENGLISH_TENS.items():
        for one, ones in list(ENGLISH.items())[:9]:
            words[f"{ten}-{one}"] = words[f"{ten} {one}"] = tens + ones
    for ten, tens in FRENCH_TENS.items():
        for one in list(FRENCH)[2:10]:
            words[f"{ten}-{one}"] = tens + FRENCH[one]
        words[f"{ten} et un"] = words[f"{ten} et une"] = tens + 1
    return words


NUMBER_WORDS = _number_words()


def _as_pattern(words: list[str]) -> str:
    """The words as nested groups by their first letters, so that most words fail at once."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[:1], []).append(word[1:])
    ends = "" in tails
    branches = [
        (f"[{first}{first.upper()}]" if first.isalpha() else re.escape(first)) + _as_pattern(rest)
        for first, rest in tails.items()
        if first
    ]
    if not branches:
        return ""
    joined = "|".join(branches)
    return f"(?:{joined})?" if ends else joined if len(branches) == 1 else f"(?:{joined})"


_INITIALS = "".join(sorted({word[0] for word in NUMBER_WORDS}))
NUMBER_WORD = (
    rf"(?=[{_INITIALS}{_INITIALS.upper()}])(?:{_as_pattern(sorted(NUMBER_WORDS))})(?![\w-])"
)


def number_from_words(words: str) -> Number | None:
    """The whole number that words such as "eighteen" or "dix-huit" name."""
    value = NUMBER_WORDS.get(re.sub(r"\s+", " ", words.lower()))
    return None if value is None else Number(words, float(value), 0)


_FIGURE_START = re.compile(r"[\d.](?<![\w.,$€£#/].)(?<!\w-.)(?:(?<=\d)|(?=\d))")
_WORD_START = re.compile(rf"[\s(\"'\[/:,;.\x01\x02](?={NUMBER_WORD})")
_FIRST_WORD = re.compile(NUMBER_WORD)


def number_starts(plain: str) -> list[int]:
    """Where the numbers of a text begin, in figures and in words."""
    starts = [match.start() for match in _FIGURE_START.finditer(plain)]
    words = [match.end() for match in _WORD_START.finditer(plain)]
    if _FIRST_WORD.match(plain):
        words.insert(0, 0)
    return sorted(starts + words) if words else starts


def is_year(number: Number) -> bool:
    """Whether it looks like a calendar year."""
    return number.decimals == 0 and 1800 <= number.value <= 2100
