"""The two groups that a t or a d compares: M = 12.3, SD = 4.1 vs. M = 14.5, …; t(78) = 2.1."""

from __future__ import annotations

import re

from gleanings.evidence.reading.draft import SENTENCE_BREAK, Draft, Page
from gleanings.evidence.reading.statistic import Statistic

_COMPARE = frozenset({"t", "d", "g", "SMD"})
_BETWEEN_GROUPS, _TO_THE_TEST, _AROUND = 160, 80, 80
_SIZES = frozenset({"n", "k", "count"})
# Another comparison than that of two independent groups' means as they stand.
_OTHERWISE = re.compile(
    r"adjust|covari|controlling|ancova|paired|within|repeated|dependent|change|chang(?:é|e)|gain|"
    r"pre-|post|baseline|follow|before|after|\bfrom\b|improv|decreas|increas|ajust|appari|avant|après|"
    r"\bsem?\b|standard error"
)


def compared_groups(
    page: Page, draft: Draft, before: list[Statistic]
) -> tuple[Statistic, Statistic] | None:
    """The two means with their SDs that stand alone before this one in its sentence, or None.

    A d behind a t is of the same two groups.
    """
    if draft.kind not in _COMPARE:
        return None
    others = [one for one in before[-8:] if one.kind not in _SIZES]
    if others and others[-1].groups and draft.kind != "t":
        near = draft.start - others[-1].end <= _TO_THE_TEST
        return others[-1].groups if near and _joined(page, others[-1].end, draft.start) else None
    two = others[-2:]
    if len(two) < 2 or any(one.kind != "M" or one.sd is None for one in two):
        return None
    first, second = two
    if others[-3:-2] and others[-3].kind == "M" and _joined(page, others[-3].end, draft.start):
        return None  # of more than two means nobody can tell which are compared
    if second.start - first.end > _BETWEEN_GROUPS or draft.start - second.end > _TO_THE_TEST:
        return None
    if not _joined(page, first.start, draft.start):
        return None
    around = page.small[max(0, first.start - _AROUND) : draft.end + _AROUND]
    return None if _OTHERWISE.search(around) else (first, second)


def _joined(page: Page, start: int, end: int) -> bool:
    return SENTENCE_BREAK.search(page.plain, start, end) is None
