"""So many of so many: eighteen of 22 studies, (414/840), all but one of the 19 patients."""

from __future__ import annotations

import re

from gleanings.evidence.reading.bounds import bound_before
from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.nearby import Nearby
from gleanings.evidence.reading.nouns import IN_WORDS, PEOPLE, STUDIES, STUDIES_IN_WORDS, THINGS
from gleanings.evidence.reading.number_words import NUMBER_WORD, number_from_words
from gleanings.evidence.reading.numerals import WHOLE, is_year, parse_number
from gleanings.evidence.reading.statistic import Number

_OF = (
    r"(?:(?P<stroke>\s?/\s?)|\s(?:out\sof|of|sur|des|de)\s)"
    r"(?:the\s|all\s|these\s|our\s|les\s|ces\s)?"
)
_FRACTION = re.compile(
    rf"(?:(?P<count>{WHOLE})|(?P<count_words>{NUMBER_WORD})){_OF}"
    rf"(?:(?P<total>{WHOLE})|(?P<total_words>{NUMBER_WORD}))"
    rf"(?:(?=\s(?P<phrase>(?:[\w-]{{1,20}}\s){{0,2}}?(?:{STUDIES}|{PEOPLE}|{THINGS}))(?!\w))"
    r"|(?=\s?[(,;]\s?\d{1,3}(?:[.,]\d{1,3})?\s?%)"
    r"|(?P<among>(?=\s(?:on|in|with|versus|vs|compared|for)\s))"
    r"|(?=\s(?P<any>(?:[\w-]{1,20}\s){0,2}?[A-Za-z][\w-]{1,24}(?<=[A-Za-z])s)(?!\w))"
    r"|(?P<alone>(?=\s?[)\]])))",
    re.IGNORECASE,
)
_MAY_BE_FRACTION = re.compile(r"[\d,\s]{0,12}?\d\s?(?:/|out|of|sur|des?)")
_OF_RESEARCH = re.compile(rf"(?:{STUDIES_IN_WORDS}|{IN_WORDS})$", re.IGNORECASE)
# "Randomized to 1 of 2 groups", "at least 2 of the 3 tests": a design or a rule.
_BY_RULE = re.compile(r"(?:\b(?:(?:in)?to|or)|at\sleast|minimum\sof|any)\s$", re.IGNORECASE)
# "Treated on one of 27 wards": where, not how many.
_PLACE = re.compile(r"\b(?:on|in|at|from|to|by|into|with)\s$", re.IGNORECASE)
# "Was found in 17/34 on the drug versus 28/38 on placebo".
_FOUND_IN = re.compile(r"\b(?:in|by|vs\.?|versus)\s$", re.IGNORECASE)
_ALL_BUT = re.compile(r"\ball\s(?:but|except)\s$", re.IGNORECASE)
# "One of the ten high-burden countries" is named among them; nobody counted one.
_NAMED_AMONG = re.compile(r"[Oo]ne\sof\sthe\s")
_IS = re.compile(r"\b(?:is|are|was|were|as|being|est)\s$")
# 61/100 000 women-years: a rate.
_PER = {1000, 10_000, 100_000, 1_000_000}
_LEAST_DILUTION = 10_000
_LEAST_TOTAL, _LEAST_TOTAL_OF_ANY = 10, 20


def whole(page: Page, match: re.Match[str], name: str) -> Number | None:
    """The whole number of a group, in figures or (``name_words``) in words."""
    groups = match.groupdict()
    if groups.get(name) is None:
        return number_from_words(groups.get(f"{name}_words") or "")
    figures = re.sub(r"[,\s]", "", str(groups[name]))
    return parse_number(figures, source=page.source[slice(*match.span(name))])


def less(total: Number, count: Number) -> Number:
    """All but ``count``."""
    return Number(count.text, total.value - count.value, 0)


def is_all_but(page: Page, start: int) -> bool:
    return _ALL_BUT.search(page.plain, max(0, start - 12), start) is not None


def fraction_at(page: Page, start: int, nearby: Nearby) -> Draft | None:
    """The fraction whose count begins at ``start``, or None."""
    if page.plain[start].isdigit() and not _MAY_BE_FRACTION.match(page.plain, start):
        return None
    match = _FRACTION.match(page.plain, start)
    if match is None:
        return None
    count, total = whole(page, match, "count"), whole(page, match, "total")
    if count is None or total is None or (is_year(total) and not match["phrase"]):
        return None
    if match["stroke"] and count.value == 1 and total.value >= _LEAST_DILUTION:
        return None  # adrenaline 1/200000
    if match["stroke"] and (total.value in _PER or (count.value, total.value) == (9, 11)):
        return None
    if (
        match["count_words"]
        and count.value == 1
        and _PLACE.search(page.plain, max(0, start - 8), start)
    ):
        return None
    if _NAMED_AMONG.match(page.plain, start) and _IS.search(page.plain, max(0, start - 8), start):
        return None
    if total.value < _LEAST_TOTAL and _BY_RULE.search(page.plain, max(0, start - 12), start):
        return None
    if is_all_but(page, start):
        count = less(total, count)
    if match["any"] or match["alone"] is not None or match["among"] is not None:
        if not _may_stand_alone(page, match, count, total, nearby):
            return None
    elif match["stroke"] and (count.value > total.value or not match["phrase"]):
        # "24/7 support", and 12/37 (32.4%), which the percentage holds already.
        return None
    elif match["total_words"] and not _OF_RESEARCH.search(match["phrase"] or ""):
        return None
    phrase = "phrase" if match["phrase"] else "any" if match["any"] else None
    end = match.end(phrase) if phrase else match.end()
    start, comparison = bound_before(page.plain, start)
    return Draft(start, end, "fraction", count, comparison, total=total)


def _may_stand_alone(
    page: Page, match: re.Match[str], count: Number, total: Number, nearby: Nearby
) -> bool:
    """(414/840), or 23 of the 26 of whatever: in a text on research, and not by small numbers."""
    if (
        total.value < (_LEAST_TOTAL if match["alone"] is not None else _LEAST_TOTAL_OF_ANY)
        or count.value > total.value
    ):
        return False
    if match["among"] is not None and not (
        match["stroke"] and _FOUND_IN.search(page.plain, max(0, match.start() - 10), match.start())
    ):
        return False
    if match["alone"] is not None and page.plain[match.start() - 1 : match.start()] not in {
        "(",
        "[",
    }:
        return False
    if match["any"] and match["stroke"]:
        return False
    return nearby.has(match.start(), match.end())
