"""Values that cannot be: a correlation above 1, a negative F, an odds ratio below 0."""

from __future__ import annotations

import math
from collections.abc import Iterator

from gleanings.evidence.checking.outcome import INCONSISTENT, Outcome
from gleanings.evidence.measures import UNKNOWN, Phrasing, measure_of
from gleanings.evidence.reading import Statistic

_ANYTHING = (-math.inf, math.inf)
_ESTIMATED_OTHERWISE = {Phrasing.RELIABILITY, Phrasing.INTRACLASS, Phrasing.AGREEMENT}


def _bounds(statistic: Statistic) -> tuple[float, float]:
    measure = measure_of(statistic.kind, UNKNOWN)
    low, high = measure.bounds
    if measure.phrasing is Phrasing.SHARE and statistic.text.rstrip().endswith("%"):
        return low, 100.0
    return _ANYTHING if measure.maybe_per_cent else (low, high)


def _beyond(value: float | None, low: float, high: float) -> bool:
    return value is not None and not low <= value <= high


def check_limits(statistic: Statistic) -> Iterator[Outcome]:
    """Each number of the statistic that lies where none can."""
    bounds = _bounds(statistic)
    if bounds != _ANYTHING:
        yield from _beyond_bounds(statistic, *bounds)
    if _beyond(statistic.p, 0.0, 1.0):
        yield Outcome(INCONSISTENT, "p-beyond", {"statistic": statistic})
    if _beyond(statistic.level, 1e-9, 100 - 1e-9):
        yield Outcome(
            INCONSISTENT, "level-beyond", {"statistic": statistic, "level": statistic.level}
        )
    if statistic.se is not None and statistic.se < 0:
        yield Outcome(INCONSISTENT, "se-negative", {"statistic": statistic})
    if statistic.sd is not None and statistic.sd < 0:
        yield Outcome(INCONSISTENT, "sd-negative", {"statistic": statistic})


def _beyond_bounds(statistic: Statistic, low: float, high: float) -> Iterator[Outcome]:
    facts = {"statistic": statistic, "lowest": low, "highest": high}
    measure = measure_of(statistic.kind, UNKNOWN)
    zero_ratio = measure.is_ratio and statistic.value == 0 and statistic.decimals == 0
    if _beyond(statistic.value, low, high) or zero_ratio:
        yield Outcome(INCONSISTENT, "value-beyond", facts)
    if measure.phrasing not in _ESTIMATED_OTHERWISE and (
        _beyond(statistic.ci_low, low, high) or _beyond(statistic.ci_high, low, high)
    ):
        yield Outcome(INCONSISTENT, "bound-beyond", facts)
