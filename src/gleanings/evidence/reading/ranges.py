"""Ranges: between 55% and 74%, between 35 and 45 strategies, ranging from .19 to .32."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain

from gleanings.evidence.reading.criteria import is_a_category
from gleanings.evidence.reading.draft import SENTENCE_BREAK, Draft, Page
from gleanings.evidence.reading.nearby import RESEARCH, STUDIED, Nearby
from gleanings.evidence.reading.numerals import NUMBER, is_year, parse_number
from gleanings.evidence.reading.percentages import bounds_alone
from gleanings.evidence.reading.statistic import Number

_OPENING = re.compile(
    r"[\s(\"'\x02](?:[Bb]etween|[Ee]ntre|[Rr]ang(?:ed?|es|ing)|[Vv]ar(?:y|ied|ies|ying)|[Ee]xtend(?:s|ed|ing)?|"
    r"[Aa]llant)(?=[\s:,=])"
)
_SIGN = r"(?:%(?!\]?tile)|per\s?cent(?!ile|age)|pour\s?cent)"
_NAMED = r"(?:[A-Za-zκαβρ]{1,5}\s?=\s?)?"  # from κ = .19 to κ = .83
_RANGE = re.compile(
    r"(?:between\s|entre\s|(?P<ranged>rang(?:es?|ed|ing)|var(?:y|ied|ies|ying)|extend(?:s|ed|ing)?|allant)(?:\s[\w-]{1,20}){0,3}?\s(?:from|between|de|entre)\s"
    r"|(?P<range>range)(?:\s?[:=,]\s?|\s(?:was\s)?))"
    rf"{_NAMED}(?P<minus>-)?(?P<low>{NUMBER})(?P<percent>\s?{_SIGN})?(?:\s(?:and|(?:up\s)?to|et|(?:jusqu')?à)\s|(?(range)\s?-\s?|(?(ranged)\s?-\s?|(?!))))"
    rf"{_NAMED}(?:(?P<minus2>-)|\+)?(?P<high>{NUMBER})"
    rf"(?P<percent2>\s?{_SIGN})?(?P<after>\s[\w'-]{{1,24}})?",
    re.IGNORECASE,
)
# "15 to 20 percent", "64.5%-81.3%", "in 80% to 90%": a range by itself. "(69% to 81%)" may be a
# change from one to the other, and then is two percentages.
_OF_PERCENT = re.compile(
    rf"(?<![\w.,/$€£-])(?P<low>{NUMBER})"
    rf"(?:(?P<dashed>\s?%\s?-\s?)|\s?%?\s?[-~]\s?|\s(?:to|à)\s|(?P<both>\s?%\s(?:to|à)\s))(?P<high>{NUMBER})"
    rf"\s?{_SIGN}"
)
# "(51.6%-67.0%; P < 0.001)": what is tested is a change.
_TESTED = re.compile(r"\s?[;,]\"?\s?[pP]\s?[<=>]")
_TESTED_IN_BRACKETS = re.compile(r"\s?\([pP]\s?[<=>]")
_CHANGED = re.compile(
    r"increas|decreas|improv|rais|rose|fell|reduc|declin|drop|chang|grew|lower|more\slikely|baseline|before|"
    r"interven|from|program|augment|dimin|amélior|baiss|avant"
)
_CHANGE_REACH = 120
# "68.8% on day 1 to 82.2%", "should be above 85 to 90%": no range begins there.
_NO_END = re.compile(
    r"(?:\b(?:day|week|month|year|wave|visit|phase|time|group)s?\s|\b(?:should|must)\s(?:be\s|exceed\s)?(?:above|over|at\sleast)?\s?)$"
)
_IN = re.compile(
    r"\b(?:of|in|by|with|about|approximately|around|at|de|dans|chez)\s$", re.IGNORECASE
)
_CHANGE = re.compile(
    r"(?:(?<!ranging\s)(?<!ranged\s)(?<!varying\s)(?<!varied\s)(?<!ranges\s)(?<!range\s)from|de"
    r"|[<>≥≤±]|(?<!M\s)=|C\.?I\.?[:,]?|interval[:,]?|(?:C\.?I\.?\s|\()9[059]\s?%\s?[;:,]|\d/\d{1,5}\s?;)\s?[(\[]?$",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|p(?:er|our)\s?cent")
_NO_RANGE_OF = re.compile(
    r"\s(?:minutes?|hours?|days?|weeks?|months?|years?|am|pm|a\.m|p\.m|o'clock|dollars?|euros?|"
    r"pounds|miles|meters|metres|kilometers|km|kg|m[gl]|µg|mcg|cm|mm|pages?|degrees|percent|seconds|times|cents|"
    r"heures?|jours?|mois|ans|francs|mètres|is|was|this|address|has|as|its|his|pages|news|always)$",
    re.IGNORECASE,
)
_NO_NOUNS = frozenset({"and", "or", "in", "for", "with", "to", "at", "et", "ou", "dans", "pour"})
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
    are_years = is_year(low) and is_year(high)
    return bool(named) and low.value < high.value and not (is_unit or are_years)


# "Normal range 180-900", "within the range 50-200", "possible scores range from 1 to 5": which were
# set, not found.
_SET_BEFORE = re.compile(
    r"\b(?:normal|reference|doses?|dosage|intermediate|therapeutic|dynamic|concentration|target|"
    r"physiological|within\sthe)\s\(?$"
)
_POSSIBLE_BEFORE = re.compile(
    r"\b(?:(?:possible|potential|theoretical)(?:\s[a-z]{3,12})?|should\s(?:be\s)?(?:[a-z]{3,12}))\s\(?$"
)


def _of_percent(page: Page) -> Iterator[Draft]:
    """15 to 20 percent, 64.5%-81.3%: found by the sign, tried from the two numbers before it."""
    nearby = Nearby(page.small, RESEARCH)
    falls = False
    for sign in _PERCENT.finditer(page.plain):
        place = bisect_right(page.numbers, sign.start())
        tries = (
            _OF_PERCENT.match(page.plain, at) for at in page.numbers[max(0, place - 2) : place]
        )
        match = next((one for one in tries if one and one.end() >= sign.end()), None)
        if match is None:
            continue
        low, high = (
            parse_number(
                match[name], source=page.source[slice(*match.span(name))], comma=page.comma
            )
            for name in ("low", "high")
        )
        if low is None or high is None or low.value >= high.value:
            falls = falls or bool(match["dashed"] and low and high and low.value > high.value)
            continue
        if _TESTED.match(page.plain, match.end()):
            continue
        if match["both"] and (
            _may_be_a_change(page, match.start(), match.end())
            or is_a_category(page, match.start())
            or match.start() in bounds_alone(page)
        ):
            continue
        if match["dashed"] and falls:
            continue  # "(49.4%-26.1%)" and "(50.3%-52.6%)" say what changed to what
        if _NO_END.search(page.small, max(0, match.start() - 24), match.start()):
            continue
        if _CHANGE.search(page.plain, max(0, match.start() - 24), match.start()):
            continue
        if nearby.has(match.start(), match.end()):
            yield Draft(match.start(), match.end(), "range", None, low=low, high=high)


def _may_be_a_change(page: Page, start: int, end: int) -> bool:
    """Whether "69% to 81%" may say what rose to what."""
    if _TESTED_IN_BRACKETS.match(page.plain, end):
        return True
    if _IN.search(page.plain, max(0, start - 16), start):
        return False
    words = list(_CHANGED.finditer(page.small, max(0, start - _CHANGE_REACH), start))
    return bool(words) and SENTENCE_BREAK.search(page.plain, words[-1].end(), start) is None


def _was_set(page: Page, match: re.Match[str]) -> bool:
    begin, start = max(0, match.start() - 28), match.start()
    if _POSSIBLE_BEFORE.search(page.small, begin, start):
        return True
    is_noun = page.small.startswith(("range ", "range,", "range:", "range="), start)
    return is_noun and _SET_BEFORE.search(page.small, begin, start) is not None


def ranges(page: Page) -> Iterator[Draft]:
    """between 55% and 74%, between 35 and 45 strategies, ranging from .19 to .32."""
    yield from _of_percent(page)
    nearby = Nearby(page.small, STUDIED)
    first = _RANGE.match(page.plain)
    openings = (
        _RANGE.match(page.plain, found.start() + 1) for found in _OPENING.finditer(page.plain)
    )
    for match in chain([first], openings):
        if match is None:
            continue
        if _was_set(page, match):
            continue
        low, high = _bound(page, match, "low", "minus"), _bound(page, match, "high", "minus2")
        if low is None or high is None:
            continue
        if not _is_statistical_range(match, low, high) and not (
            _is_range_of_data(match, low, high) and nearby.has(match.start(), match.end())
        ):
            continue
        end = match.end("percent2") if match["percent2"] else match.end("high")
        is_noun = match["after"] and match["after"].strip() not in _NO_NOUNS
        if is_noun and not match["percent2"] and not low.decimals and not match["range"]:
            end = match.end("after")
        yield Draft(match.start(), end, "range", None, low=low, high=high)
