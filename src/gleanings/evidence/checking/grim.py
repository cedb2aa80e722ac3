"""Whether a percentage or a mean can come of whole numbers.

GRIM: Brown & Heathers (2017), Social Psychological and Personality Science 8:363–369. A mean of
``n`` whole numbers is a multiple of 1/n, so many reported means are impossible.
"""

from __future__ import annotations

import math
from typing import Any

from gleanings.evidence.checking.outcome import (
    CONSISTENT,
    INCONSISTENT,
    NOT_CHECKABLE,
    ROUNDING_SLIP,
    Outcome,
)
from gleanings.evidence.checking.rounding import Range, is_last_digit_slip, rounded
from gleanings.evidence.reading import Number, Statistic


def nearest_counts(percentage: Number, n: int) -> tuple[int, int]:
    """The whole numbers of n just below and just above the percentage, for the explanation."""
    exact = percentage.value / 100 * n
    return math.floor(exact), math.floor(exact) + 1


def _whole_number_between(low: float, high: float) -> bool:
    return math.floor(high + 1e-9) >= math.ceil(low - 1e-9)


def percentage_possible(percentage: Number, n: int) -> bool:
    """Whether some whole number of n people makes this percentage, after rounding."""
    return _whole_number_between(max(0.0, percentage.low) / 100 * n, percentage.high / 100 * n)


def mean_possible(mean: Number, n: int, *, items: int = 1) -> bool:
    """Whether n people answering ``items`` questions in whole numbers can have this mean."""
    return _whole_number_between(mean.low * n * items, mean.high * n * items)


def tells_nothing(number: Number, wholes: float) -> bool:
    """Whether every number with so few decimals comes of so many wholes, right or misprinted.

    ``wholes`` to one unit of the number: n / 100 of a percentage, n of a mean.
    """
    return wholes >= 10.0**number.decimals


def check_percentage(statistic: Statistic) -> Outcome:
    """Alarm only where the sentence itself says of which n the percentage is."""
    value, n = statistic.value_written, statistic.n
    if value is None or statistic.comparison != "=":
        return Outcome(NOT_CHECKABLE, "percentage-bound", {"statistic": statistic})
    if statistic.of_variance:
        return Outcome(NOT_CHECKABLE, "percentage-of-variance", {"statistic": statistic})
    if value.value < 0:
        return Outcome(NOT_CHECKABLE, "percentage-change", {"statistic": statistic})
    if statistic.count_written is not None and not statistic.n_stated:
        parts = {"statistic": statistic, "count": statistic.count}
        return Outcome(NOT_CHECKABLE, "percentage-part-or-whole", parts)
    if n is None or n < 1:
        return Outcome(NOT_CHECKABLE, "percentage-without-n", {"statistic": statistic})
    total = round(n)
    below, above = nearest_counts(value, total)
    facts: dict[str, Any] = {
        "statistic": statistic,
        "n": total,
        "below": below,
        "above": above,
        "percent_below": 100 * below / total,
        "percent_above": 100 * above / total,
    }
    if statistic.count_written is not None and statistic.n_stated:
        return _of_count(statistic, value, facts)
    possible = percentage_possible(value, total)
    if not statistic.n_stated:
        rule = "percentage-perhaps-of-n" if possible else "percentage-of-a-part"
        return Outcome(NOT_CHECKABLE, rule, facts)
    count = min(below, above, key=lambda count: abs(100 * count / total - value.value))
    nearest = 100 * count / total
    facts |= {"count": count, "percent": nearest, "off": abs(nearest - value.value)}
    if possible and tells_nothing(value, total / 100):
        return Outcome(NOT_CHECKABLE, "percentage-of-many", facts)
    if possible:
        return Outcome(CONSISTENT, "percentage-possible", facts, nearest)
    if is_last_digit_slip(value, nearest):
        return Outcome(ROUNDING_SLIP, "percentage-of-count-slip", facts, nearest)
    return Outcome(INCONSISTENT, "percentage-impossible", facts, nearest)


def _of_count(statistic: Statistic, value: Number, facts: dict[str, Any]) -> Outcome:
    count, total = statistic.count or 0.0, statistic.n or 1.0
    exact = 100 * count / total
    facts = {**facts, "count": round(count), "percent": exact, "off": abs(exact - value.value)}
    if count > total:
        return Outcome(INCONSISTENT, "fraction-above-total", facts)
    if rounded(value).meets(Range(exact, exact)):
        return Outcome(CONSISTENT, "percentage-of-count", facts, exact)
    if is_last_digit_slip(value, exact):
        return Outcome(ROUNDING_SLIP, "percentage-of-count-slip", facts, exact)
    return Outcome(INCONSISTENT, "percentage-not-of-count", facts, exact)


def check_mean(statistic: Statistic) -> Outcome:
    """GRIM where the text says that the scale is of whole numbers and n stands with the mean."""
    value, n = statistic.value_written, statistic.n
    if value is None or n is None or not statistic.n_stated or n < 1:
        return Outcome(NOT_CHECKABLE, "mean-without-n", {"statistic": statistic})
    if not statistic.whole_numbers:
        return Outcome(NOT_CHECKABLE, "mean-of-what", {"statistic": statistic})
    total = round(n)
    nearest = round(value.value * total) / total
    facts = {
        "statistic": statistic,
        "n": total,
        "nearest": nearest,
        "off": abs(nearest - value.value),
    }
    if tells_nothing(value, total):
        return Outcome(NOT_CHECKABLE, "mean-of-many", facts)
    if mean_possible(value, total):
        return Outcome(CONSISTENT, "mean-possible", facts, nearest)
    return Outcome(INCONSISTENT, "mean-impossible", facts, nearest)
