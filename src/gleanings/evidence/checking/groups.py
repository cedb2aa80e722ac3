"""t and d recomputed from the means, SDs and sizes of the two groups that they compare."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

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
    mean: float
    sd: float
    n: float | None


_Means = tuple[Statistic, Statistic]


def check_groups(statistic: Statistic) -> Iterator[Outcome]:
    """A t by Student's or Welch's formula, a d by any usual standard deviation.

    An alarm only where the groups are surely two independent ones of known sizes: the degrees of
    freedom of the t are those of both, or each mean has its n. Otherwise it is not checkable.
    """
    if statistic.groups is None or statistic.value_written is None:
        return
    first, second = statistic.groups
    if any(one.value_written is None or not one.sd for one in (first, second)):
        return
    difference = _difference(first, second)
    if statistic.kind == "t":
        yield from _check_t(statistic, statistic.value_written, difference, (first, second))
    else:
        yield _check_d(statistic, statistic.value_written, difference, (first, second))


def _group(one: Statistic, sd: float) -> _Group:
    return _Group(one.value or 0.0, sd, one.n if one.n_stated and (one.n or 0) > 1 else None)


def _difference(first: Statistic, second: Statistic) -> Range:
    """Sizes of the difference of the means that rounding leaves open."""
    return rounded(_written(first)).minus(rounded(_written(second))).absolute()


def _written(mean: Statistic) -> Number:
    assert mean.value_written is not None  # noqa: S101 - asked before
    return mean.value_written


def _spreads(first: Statistic, second: Statistic) -> Iterator[tuple[_Group, _Group]]:
    """Both groups with the least and with the largest SDs that are written so, and as written."""
    for end in ("high", "low", "value"):
        sds = [getattr(one.sd_written, end) for one in (first, second)]
        yield _group(first, max(sds[0], 1e-9)), _group(second, max(sds[1], 1e-9))


def _student(a: _Group, b: _Group) -> float:
    """Standard error of the difference by the pooled variance."""
    return _pooled_sd(a, b) * math.sqrt(1 / (a.n or 1) + 1 / (b.n or 1))


def _welch(a: _Group, b: _Group) -> float:
    return math.sqrt(a.sd**2 / (a.n or 1) + b.sd**2 / (b.n or 1))


def _pooled_sd(a: _Group, b: _Group) -> float:
    weights = ((a.n or 2) - 1, (b.n or 2) - 1)
    return math.sqrt((weights[0] * a.sd**2 + weights[1] * b.sd**2) / sum(weights))


def _check_t(
    statistic: Statistic, value: Number, difference: Range, groups: _Means
) -> Iterator[Outcome]:
    high, low, exact = _spreads(*groups)
    if exact[0].n is None or exact[1].n is None:
        return
    t = abs(exact[0].mean - exact[1].mean) / _student(*exact)
    facts = {"statistic": statistic, "derived": t, "off": abs(t - abs(value.value))}
    for error in (_student, _welch):
        found = Range(difference.low / error(*high), difference.high / error(*low))
        if found.meets(rounded(value).absolute()):
            yield Outcome(CONSISTENT, "t-of-groups", facts, t)
            return
    of_both = statistic.df2 == exact[0].n + exact[1].n - 2
    if of_both and statistic.comparison == "=" and not statistic.damaged:
        yield Outcome(INCONSISTENT, "t-against-groups", facts, t)
    else:
        yield Outcome(NOT_CHECKABLE, "groups-otherwise", facts, t)


def _check_d(statistic: Statistic, value: Number, difference: Range, groups: _Means) -> Outcome:
    high, low, exact = _spreads(*groups)
    d = abs(exact[0].mean - exact[1].mean) / _pooled_sd(*exact)
    facts = {"statistic": statistic, "derived": d, "off": abs(d - abs(value.value))}
    smallest, largest = min(one.sd for one in low), max(one.sd for one in high)
    sizes = [one.n for one in exact]
    known = all(sizes)
    # Hedges' correction makes it smaller, in groups of unknown sizes by up to a fifth
    fewest = sum(size or 0.0 for size in sizes) - 2 if known else 4.0
    correction = 1 - 3 / (4 * max(fewest, 4.0) - 1)
    found = Range(
        difference.low / largest * correction * (1 - _OTHER_SD),
        difference.high / smallest * (1 + _OTHER_SD),
    )
    if found.meets(rounded(value).absolute()):
        return Outcome(CONSISTENT, "d-of-groups", facts, d)
    if known and statistic.comparison == "=":
        return Outcome(INCONSISTENT, "d-against-groups", facts, d)
    return Outcome(NOT_CHECKABLE, "groups-otherwise", facts, d)
