"""Numbers in words: eighteen, two hundred and ninety-five, thirty thousand, dix-huit."""

from __future__ import annotations

import re

from gleanings.evidence.reading.statistic import Number

_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9,
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8,
    "neuf": 9,
}  # fmt: skip
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
}  # fmt: skip
_HUNDREDS = {"hundred", "cent", "cents"}
_SCALES = {
    "thousand": 1000, "mille": 1000,
    "million": 10**6, "millions": 10**6,
    "billion": 10**9, "milliard": 10**9, "milliards": 10**9,
}  # fmt: skip
_STANDS_ALONE = {"cent", "mille"}  # French needs no "one" before them
_WORDS = sorted({*_UNITS, *_TEENS, *_TENS, *_HUNDREDS, *_SCALES})


def _as_pattern(words: list[str]) -> str:
    """The words as nested groups by their first letters, so that most words fail at once."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[:1], []).append(word[1:])
    ends = "" in tails
    branches = [
        f"[{first}{first.upper()}]" + _as_pattern(rest) for first, rest in tails.items() if first
    ]
    if not branches:
        return ""
    joined = "|".join(branches)
    return f"(?:{joined})?" if ends else joined if len(branches) == 1 else f"(?:{joined})"


NUMBER_WORD_BEGINNINGS = sorted({word[:3] for word in _WORDS})
_INITIALS = "".join(sorted({word[0] for word in _WORDS}))
_WORD = rf"(?:{_as_pattern(_WORDS)})(?!\w)"
_JOINED = r"(?:-\s?|\s(?:(?<=dred\s)and\s|(?<=sand\s)and\s|(?<=lion\s)and\s|et\s(?=une?\b|onze))?)"
# The words of one number, taken whole: what is not understood is never read by half.
NUMBER_WORD = (
    rf"(?:(?=[{_INITIALS}{_INITIALS.upper()}])|(?=[aA]\s[htm]))(?<!per\s)(?<!pour\s)"
    rf"(?>(?:[aA]\s(?=hundred|thousand|million))?{_WORD}(?:{_JOINED}{_WORD}){{0,11}})(?![\w-])"
)
_PARTS = re.compile(r"[-\s]+")


def value_of_words(words: str) -> int | None:
    """The whole number that these words name, or None where they name none."""
    parts = [part for part in _PARTS.split(words.lower()) if part not in {"and", "et"}]
    below, total, last_scale = 0, 0, 10**12
    if parts[:1] == ["a"]:
        parts[0] = "one"
    for place, part in enumerate(parts):
        if part in _SCALES:
            scale = _SCALES[part]
            if scale >= last_scale or (below == 0 and (part not in _STANDS_ALONE or total)):
                return None
            total, below, last_scale = total + max(below, 1) * scale, 0, scale
            continue
        grown = _grown(below, part, alone=place == 0 or parts[place - 1] in _SCALES)
        if grown is None:
            return None
        below = grown
    return total + below


def _grown(below: int, part: str, *, alone: bool) -> int | None:
    """The number below a thousand with one more word, or None where the word cannot follow."""
    rest = below % 100
    if part in _HUNDREDS:
        if part in _STANDS_ALONE and alone:
            return 100
        return below * 100 if 1 <= below <= 99 and below % 10 else None
    if part in _TENS:
        if part in {"vingt", "vingts"} and rest == 4:
            return below + 76  # quatre-vingts
        return below + _TENS[part] if rest == 0 else None
    if part in _TEENS:
        return below + _TEENS[part] if rest in {0, 60, 80} else None
    # after tens, and in French after soixante-dix, quatre-vingt-dix and dix
    fits = rest == 0 or (rest >= 20 and rest % 10 == 0) or (rest == 10 and _UNITS[part] >= 7)
    return below + _UNITS[part] if fits else None


def number_from_words(words: str) -> Number | None:
    """The number of these words, written as they are."""
    value = value_of_words(words) if words else None
    return None if value is None else Number(words, float(value), 0)
