"""Ranges: between 55% and 74%, between 35 and 45 strategies, ranging from .19 to .32."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.numerals import NUMBER, is_year, parse_number
from gleanings.evidence.reading.statistic import Number

_OPENING = re.compile(
    r"[\s(\"'\x02](?:[Bb]etween|[Ee]ntre|[Ff]rom|[Dd]e|[Rr]anged|[Rr]anging|[Aa]llant)(?=\s)"
)
_RANGE = re.compile(
    r"(?:between|entre|from|de|ranged\sfrom|ranging\sfrom|allant\sde|ranged\sbetween)\s"
    rf"(?P<minus>-)?(?P<low>{NUMBER})(?P<percent>\s?%)?\s(?:and|to|et|à)\s(?P<minus2>-)?(?P<high>{NUMBER})"
    r"(?P<percent2>\s?%)?(?P<after>\s[\w'-]{1,24})?",
    re.IGNORECASE,
)
_NO_RANGE_OF = re.compile(
    r"\s(?:minutes?|hours?|days?|weeks?|months?|years?|am|pm|a\.m|p\.m|o'clock|dollars?|euros?|"
    r"pounds|miles|meters|metres|kilometers|km|kg|cm|mm|pages?|degrees|percent|seconds|times|cents|"
    r"heures?|jours?|mois|ans|francs|mètres|is|was|this|address|has|as|its|his|pages|news|always)$",
    re.IGNORECASE,
)
_SINGULAR = re.compile(r"\s\w+(?<!s)$")


def _bound(page: Page, match: re.Match[str], name: str, minus: str) -> Number | None:
    begin = match.start(minus) if match[minus] else match.start(name)
    return parse_number(
        match[name],
        source=page.source[begin : match.end(name)],
        negative=bool(match[minus]),
        comma=page.comma,
    )


def _is_statistical_range(match: re.Match[str], low: Number, high: Number) -> bool:
    if match["percent2"]:
        return True
    if match["percent"] or low.value >= high.value:
        return False
    opening = match[0][:8].lower()
    if low.decimals and high.decimals:
        return opening.startswith(("ranged", "ranging", "allant")) or abs(high.value) < 1
    if is_year(low) or is_year(high) or opening.startswith(("from", "de ")):
        return False
    after = match["after"]
    return bool(after) and not _NO_RANGE_OF.match(after) and not _SINGULAR.match(after)


def ranges(page: Page) -> Iterator[Draft]:
    """between 55% and 74%, between 35 and 45 strategies, ranging from .19 to .32."""
    first = _RANGE.match(page.plain)
    openings = (
        _RANGE.match(page.plain, found.start() + 1) for found in _OPENING.finditer(page.plain)
    )
    for match in chain([first], openings):
        if match is None:
            continue
        low, high = _bound(page, match, "low", "minus"), _bound(page, match, "high", "minus2")
        if low is None or high is None or not _is_statistical_range(match, low, high):
            continue
        end = match.end("percent2") if match["percent2"] else match.end("high")
        if match["after"] and not match["percent2"] and not low.decimals:
            end = match.end("after")
        yield Draft(match.start(), end, "range", None, low=low, high=high)
