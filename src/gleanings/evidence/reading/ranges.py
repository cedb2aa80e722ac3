"""Ranges: between 55% and 74%, between 35 and 45 strategies, ranging from .19 to .32."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.nearby import STUDIED, Nearby
from gleanings.evidence.reading.numerals import NUMBER, is_year, parse_number
from gleanings.evidence.reading.statistic import Number

_OPENING = re.compile(
    r"[\s(\"'\x02](?:[Bb]etween|[Ee]ntre|[Rr]ang(?:ed?|ing)|[Vv]ar(?:ied|ies|ying)|[Aa]llant)(?=[\s:,=])"
)
_RANGE = re.compile(
    r"(?:between\s|entre\s|(?P<ranged>rang(?:ed|ing)|var(?:ied|ies|ying)|allant)\s(?:from|between|de|entre)\s"
    r"|(?P<range>range)(?:\s?[:=,]\s?|\s(?:was\s)?))"
    rf"(?P<minus>-)?(?P<low>{NUMBER})(?P<percent>\s?%)?(?:\s(?:and|to|et|à)\s|(?(range)\s?-\s?|(?!)))"
    rf"(?P<minus2>-)?(?P<high>{NUMBER})"
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
    if match["percent"] or low.value >= high.value or is_year(low) or is_year(high):
        return False
    if low.decimals and high.decimals and not match["range"]:
        return bool(match["ranged"]) or abs(high.value) < 1
    after = match["after"]
    return bool(after) and not _NO_RANGE_OF.match(after) and not _SINGULAR.match(after)


def _is_range_of_data(match: re.Match[str], low: Number, high: Number) -> bool:
    """(range 47-64), ranged between 7 and 19: of what was studied, whatever it is."""
    named = match["range"] or match["ranged"]
    is_unit = match["after"] and _NO_RANGE_OF.match(match["after"])
    return bool(named) and low.value < high.value and not is_unit


def ranges(page: Page) -> Iterator[Draft]:
    """between 55% and 74%, between 35 and 45 strategies, ranging from .19 to .32."""
    nearby = Nearby(page.small, STUDIED)
    first = _RANGE.match(page.plain)
    openings = (
        _RANGE.match(page.plain, found.start() + 1) for found in _OPENING.finditer(page.plain)
    )
    for match in chain([first], openings):
        if match is None:
            continue
        low, high = _bound(page, match, "low", "minus"), _bound(page, match, "high", "minus2")
        if low is None or high is None:
            continue
        if not _is_statistical_range(match, low, high) and not (
            _is_range_of_data(match, low, high) and nearby.has(match.start(), match.end())
        ):
            continue
        end = match.end("percent2") if match["percent2"] else match.end("high")
        if match["after"] and not match["percent2"] and not low.decimals and not match["range"]:
            end = match.end("after")
        yield Draft(match.start(), end, "range", None, low=low, high=high)
