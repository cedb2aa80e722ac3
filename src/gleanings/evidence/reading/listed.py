"""Estimates of a list whose first names the measure: OR 4.88 [3.30, 7.21]; (2.79 [2.03, 3.84])."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.intervals import read_bounds
from gleanings.evidence.reading.numerals import NUMBER, parse_number

# A number with its bounds in brackets of their own, found by the bracket.
_OPENING = re.compile(r"[\[(](?:(?<=\d\s.)|(?<=\d,\s.))(?=\s?-?\s?\d{0,3}[.,]\d)")
_NUMBER_BEFORE = re.compile(rf"(?<![\w.])(?P<minus>-)?(?P<number>{NUMBER})$")
_CLOSING = re.compile(rf"\s?(?P<p>[,;]\s?[pP]\s?[<=>≤≥]\s?{NUMBER}\s?)?[\])]")
_LONGEST_NUMBER = 20
# Both in the same brackets: stroke (1.39, 1.27-1.52).
_WITHIN = re.compile(rf"\((?P<minus>-)?(?P<number>{NUMBER})\s?[,;]\s(?=-?\d{{0,3}}\.\d)")


def listed_estimates(page: Page) -> Iterator[Draft]:
    """Each still needs the measure that its list began with."""
    yield from _within_brackets(page)
    for opening in _OPENING.finditer(page.plain):
        bounds = read_bounds(page, opening.end())
        closing = _CLOSING.match(page.plain, bounds.end) if bounds else None
        if bounds is None or closing is None or bounds.low.value > bounds.high.value:
            continue
        end = len(page.plain[: opening.start()].rstrip(" ,"))
        begin = max(0, end - _LONGEST_NUMBER)
        match = _NUMBER_BEFORE.search(page.plain[begin:end])
        if match is None:
            continue
        number = parse_number(
            match["number"],
            source=page.source[begin + match.start() : end],
            negative=bool(match["minus"]),
            comma=page.comma,
        )
        if number is None or not bounds.low.value <= number.value <= bounds.high.value:
            continue
        interval = (bounds.low, bounds.high)
        # its p is read by itself, and joined to it
        reach = bounds.end if closing["p"] else closing.end()
        yield Draft(begin + match.start(), reach, "listed", number, ci=interval)


def _within_brackets(page: Page) -> Iterator[Draft]:
    for match in _WITHIN.finditer(page.plain):
        bounds = read_bounds(page, match.end())
        start = match.start("minus") if match["minus"] else match.start("number")
        number = parse_number(
            match["number"],
            source=page.source[start : match.end("number")],
            negative=bool(match["minus"]),
        )
        if bounds is None or number is None or not _CLOSING.match(page.plain, bounds.end):
            continue
        if not number.decimals:
            continue
        if bounds.low.value <= number.value <= bounds.high.value:
            yield Draft(start, bounds.end, "listed", number, ci=(bounds.low, bounds.high))
