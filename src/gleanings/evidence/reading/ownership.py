"""Whose a p or an interval is, where more than one number may own it."""

from __future__ import annotations

import re

from gleanings.evidence.reading.draft import Draft, Interval, Page, PValue
from gleanings.evidence.reading.intervals import bounds_for

# A p after these words is of another comparison than the estimate before them.
_OTHER_COMPARISON = re.compile(
    r"heterogen|homogen|hétérogén|interact|subgroup|sub-group|sous-groupe|trend|tendance|moderat|"
    r"differ|compared|comparison|versus|\bvs\b|egger|publication|asymmetry|attenuat"
)
# All that may stand between an estimate and its own interval: other parts of it, no words.
_NOTHING = re.compile(r"[\s,;:()\[\]{}=\"'\x01\x02-]*(?:with\s(?:an?\s)?|and\s(?:an?\s)?)?$")
# "20.8% more nights (95% CI": a few words that compare with nothing.
_FEW_WORDS = re.compile(
    r"(?:\s(?!(?:and|versus|vs|compared|to|or|than|et)\b)[A-Za-z-]{1,14}){1,4}\s?[(\[,;]\s?$"
)
# "32.3 (CI …) than in those (22.5 (CI …); p": of the difference of the two.
_COMPARED_WITH = re.compile(r"\b(?:vs|versus|than|compared|contre)\b")
_AND = re.compile(r"\b(?:and|et)\s$")
_WORD = re.compile(r"[a-z]{2}")
# "(d = 1.5), anxiety (p < .001", "(R2 = .36) and others (U = 11, p = .01": of the next brackets.
_NEXT_BRACKET = re.compile(r"\)\s?(?:(?:[,;]|and\b|et\b)[^()]*\([^()]*|[^()]*\([^()]*\w[^()]*)$")
_LONGEST_COMPARISON = 60
_SMALL_P = 0.001
_LEAST_P_OF_NONE = 0.3
_DECREASE = re.compile(
    r"decreas|reduc|declin|lower|fewer|\bless|drop|fell\b|fall|loss|diminu|baisse|moins|shorter"
)
_BEFORE, _BEHIND = 100, 60
_DIRECTLY = re.compile(r"\s?[,;]\s?$")


def p_is_of_another(page: Page, draft: Draft, p: PValue, before: Draft | None) -> bool:
    """Whether the p behind this estimate is named as of something else, or words say so."""
    if draft.is_test:
        return False
    if draft.kind == "I2" and before is not None and before.ci is not None and not before.has_p:
        # "OR 5.02 (2.87-8.79), I2 = 0%, p < .001": so small a p may well be of the ratio
        # and where I2 is 0, Q is below its df, which no small p can be of
        least = _LEAST_P_OF_NONE if draft.value and draft.value.value == 0 else _SMALL_P
        return p.number is not None and p.number.value <= least
    if before is not None and before.kind in {draft.kind, "M"} and not before.has_p:
        between = page.small[before.end : draft.start]
        if _COMPARED_WITH.search(between):
            return True
        if draft.kind == "estimate" and before.ci and _AND.search(between):
            # "0.56 (0.47-0.65) with it and 0.53 (0.44-0.62) without (p = .80)": of the two
            return _WORD.search(page.small, draft.end, p.start) is not None
    if _NEXT_BRACKET.search(page.small[draft.end : p.start]):
        return True
    return p.of_another or _OTHER_COMPARISON.search(page.small, draft.end, p.start) is not None


def leads(page: Page, p: PValue, following: Draft | None, before: Draft | None) -> bool:
    """Whether the p stands before the estimate that it is of: (p < .05, d = 0.57)."""
    if following is None or following.is_test or following.start < p.end:
        return False
    if not _DIRECTLY.match(page.plain[p.end : following.start]):
        return False
    if before is None:
        return True
    if before.is_test:
        return False
    gap = page.plain[before.end : p.start]
    return any(character.isalpha() for character in gap)


def is_adjacent(page: Page, draft: Draft, start: int) -> bool:
    return _NOTHING.match(page.plain[draft.end : start]) is not None


def is_second_of_two(draft: Draft, before: Draft | None) -> bool:
    """Whether this percentage stands with one before it that has no interval: 63% vs. 66%."""
    if before is None or before.kind != "percentage" or before.ci is not None:
        return False
    return draft.start - before.end <= _LONGEST_COMPARISON


def says_decrease(page: Page, draft: Draft) -> bool:
    """Whether the words around a number call it a decrease."""
    near = page.small[max(0, draft.start - _BEFORE) : draft.end + _BEHIND]
    return _DECREASE.search(near) is not None


def holds(interval: Interval, draft: Draft, *, unsigned: bool = False) -> bool:
    """Whether the estimate lies within; ``unsigned`` where the text may say its sign in words."""
    if draft.value is None:
        return False
    value = draft.value.value
    low, high = (bound.value for bound in bounds_for(interval, value))
    values = (value, -value) if unsigned else (value,)
    return any(min(low, high) <= one <= max(low, high) for one in values)


def _is_of_a_difference(interval: Interval, draft: Draft) -> bool:
    """No percentage of people lies below 0; their difference may."""
    positive = draft.value is not None and draft.value.value > 0
    return positive and interval.low.value < 0 < interval.high.value


def may_own(page: Page, draft: Draft, interval: Interval, before: Draft | None) -> bool:
    """Whether an interval is of this estimate, and can be held against it.

    Of a percentage only what stands right beside it; and the second of two that are compared has
    the interval of their difference, unless it lies within.
    """
    if draft.kind == "percentage":
        if not is_adjacent(page, draft, interval.start):
            few = _FEW_WORDS.match(page.plain[draft.end : interval.start]) is not None
            return few and before is None and holds(interval, draft)
        second = is_second_of_two(draft, before)
        if holds(interval, draft, unsigned=not second and says_decrease(page, draft)):
            return True
        return not (second or _is_of_a_difference(interval, draft))
    if holds(interval, draft, unsigned=True):
        return True
    return is_adjacent(page, draft, interval.start)
