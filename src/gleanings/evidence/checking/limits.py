"""Values that cannot be: a correlation above 1, a negative F, an odds ratio below 0."""

from __future__ import annotations

import math
from collections.abc import Iterator

from gleanings.evidence.checking.outcome import INCONSISTENT, Outcome
from gleanings.evidence.checking.scales import RATIOS
from gleanings.evidence.reading import Statistic

_WITHIN_ONE = {"r": -1.0, "rho": -1.0, "kappa": -1.0, "ICC": -1.0, "alpha": -math.inf}
_SHARES = {"eta2", "omega2", "R2"}
_NEVER_NEGATIVE = {"F", "chi2", "Q", "QB", "QW", "QM", "QE", "QT", "tau2", "f2", "I2"} | RATIOS


_ANYTHING = (-math.inf, math.inf)
_BOUNDS = {
    **{kind: (low, 1.0) for kind, low in _WITHIN_ONE.items()},
    **dict.fromkeys(_NEVER_NEGATIVE, (0.0, math.inf)),
    "I2": (0.0, 100.0),
}
_ESTIMATED_OTHERWISE = {"alpha", "kappa", "ICC"}


def _bounds(statistic: Statistic) -> tuple[float, float]:
    if statistic.kind in _SHARES:
        # Explained variance is often given in per cent; adjusted R² and ω² may fall below 0.
        return -1.0, 100.0 if statistic.text.rstrip().endswith("%") else 1.0
    return _BOUNDS.get(statistic.kind, _ANYTHING)


def _beyond(value: float | None, low: float, high: float) -> bool:
    return value is not None and not low <= value <= high


def check_limits(statistic: Statistic) -> Iterator[Outcome]:
    """Each number of the statistic that lies where none can."""
    bounds = _bounds(statistic)
    if bounds is not _ANYTHING:
        yield from _beyond_bounds(statistic, *bounds)
    if _beyond(statistic.p, 0.0, 1.0):
        yield Outcome(INCONSISTENT, "p-beyond", {"statistic": statistic})
    if _beyond(statistic.level, 1e-9, 100 - 1e-9):
        yield Outcome(INCONSISTENT, "level-beyond", {"statistic": statistic})
    if statistic.se is not None and statistic.se < 0:
        yield Outcome(INCONSISTENT, "se-negative", {"statistic": statistic})
    if statistic.sd is not None and statistic.sd < 0:
        yield Outcome(INCONSISTENT, "sd-negative", {"statistic": statistic})


def _beyond_bounds(statistic: Statistic, low: float, high: float) -> Iterator[Outcome]:
    facts = {"statistic": statistic, "lowest": low, "highest": high}
    zero_ratio = statistic.kind in RATIOS and statistic.value == 0 and statistic.decimals == 0
    if _beyond(statistic.value, low, high) or zero_ratio:
        yield Outcome(INCONSISTENT, "value-beyond", facts)
    if statistic.kind not in _ESTIMATED_OTHERWISE and (
        _beyond(statistic.ci_low, low, high) or _beyond(statistic.ci_high, low, high)
    ):
        yield Outcome(INCONSISTENT, "bound-beyond", facts)
