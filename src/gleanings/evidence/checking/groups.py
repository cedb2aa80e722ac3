"""t and d recomputed from the means, SDs and sizes of the two groups that they compare."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gleanings.evidence.checking.outcome import (
    CONSISTENT,
    INCONSISTENT,
    NOT_CHECKABLE,
    Outcome,
)
from gleanings.evidence.checking.rounding import Range, rounded
from gleanings.evidence.reading import Number, Statistic

# By which standard deviation a d is made is seldom told; so much is granted besides.
_OTHER_SD = 0.05


@dataclass(frozen=True, slots=True)
class _Group:
    """``n`` is 0 where the text does not give it."""

    mean: float
    sd: float
    n: float


_Two = tuple[_Group, _Group]


def check_groups(statistic: Statistic) -> Iterator[Outcome]:
    """A t by Student's or Welch's formula, a d by any usual standard deviation.

    An alarm only where the groups are surely two independent ones of known sizes: the degrees of
    freedom of the t are those of both, or each mean has its n. Otherwise it is not checkable.
    """
    value = statistic.value_written
    if statistic.groups is None or value is None:
        return
    first, second = statistic.groups
    if not first.sd or not second.sd:
        return
    difference = _of(first.value_written).minus(_of(second.value_written)).absolute()
    spreads = [_groups(statistic.groups, end) for end in ("high", "low", "value")]
    is_known = all(one.n > 1 for one in spreads[0])
    if statistic.kind != "t":
        yield _check_d(statistic, value, difference, spreads, is_known)
    elif is_known:
        yield _check_t(statistic, value, difference, spreads)


def _of(number: Number | None) -> Range:
    assert number is not None  # noqa: S101 - a mean is one
    return rounded(number)


def _groups(means: tuple[Statistic, Statistic], end: str) -> _Two:
    """With the least or the largest SDs that are written so, or as they are written."""
    first, second = (
        _Group(
            one.value or 0.0, getattr(one.sd_written, end), one.n or 0.0 if one.n_stated else 0.0
        )
        for one in means
    )
    return first, second


def _student(a: _Group, b: _Group) -> float:
    """Standard error of the difference by the pooled variance."""
    return _pooled_sd(a, b) * math.sqrt(1 / a.n + 1 / b.n)


def _welch(a: _Group, b: _Group) -> float:
    return math.sqrt(a.sd**2 / a.n + b.sd**2 / b.n)


def _pooled_sd(a: _Group, b: _Group) -> float:
    """Of groups whose sizes are not known, as if they were the same."""
    weights = (a.n - 1, b.n - 1) if min(a.n, b.n) > 1 else (1.0, 1.0)
    return math.sqrt((weights[0] * a.sd**2 + weights[1] * b.sd**2) / sum(weights))


def _facts(statistic: Statistic, value: Number, derived: float) -> dict[str, Any]:
    off = abs(derived - abs(value.value))
    return {"statistic": statistic, "derived": derived, "off": off}


def _check_t(
    statistic: Statistic, value: Number, difference: Range, spreads: list[_Two]
) -> Outcome:
    high, low, (a, b) = spreads
    t = abs(a.mean - b.mean) / _student(a, b)
    facts = _facts(statistic, value, t)
    for error in (_student, _welch):
        found = Range(difference.low / error(*high), difference.high / error(*low))
        if found.meets(rounded(value).absolute()):
            return Outcome(CONSISTENT, "t-of-groups", facts, t)
    of_both = statistic.df2 == a.n + b.n - 2
    if of_both and statistic.comparison == "=" and not statistic.damaged:
        return Outcome(INCONSISTENT, "t-against-groups", facts, t)
    return Outcome(NOT_CHECKABLE, "groups-otherwise", facts, t)


# In so few degrees of freedom Hedges' correction takes a fifth; groups of unknown sizes may be so.
_FEWEST_DF = 4.0


def _check_d(
    statistic: Statistic, value: Number, difference: Range, spreads: list[_Two], is_known: bool
) -> Outcome:
    high, low, (a, b) = spreads
    d = abs(a.mean - b.mean) / _pooled_sd(a, b)
    facts = _facts(statistic, value, d)
    # Hedges' correction makes it smaller
    df = max(_FEWEST_DF, a.n + b.n - 2) if is_known else _FEWEST_DF
    correction = 1 - 3 / (4 * df - 1)
    found = Range(
        difference.low / max(one.sd for one in high) * correction * (1 - _OTHER_SD),
        difference.high / min(one.sd for one in low) * (1 + _OTHER_SD),
    )
    if found.meets(rounded(value).absolute()):
        return Outcome(CONSISTENT, "d-of-groups", facts, d)
    if is_known and statistic.comparison == "=":
        return Outcome(INCONSISTENT, "d-against-groups", facts, d)
    return Outcome(NOT_CHECKABLE, "groups-otherwise", facts, d)
