"""From a confidence interval to a standard error and back, on the scale where it is symmetric."""

from typing import NamedTuple

import numpy as np

from ..distributions import critical_value
from ..inputs import choice, level_of
from ..measures import Measure, Scale
from . import checked
from .checked import Number

__all__ = ["ConfidenceInterval", "ci_from_se", "pooled_se", "se_from_ci"]


class ConfidenceInterval(NamedTuple):
    low: Number
    high: Number


def se_from_ci(
    low: Number, high: Number, *, scale: str = "identity", level: float = 0.95, df: Number = np.inf
) -> Number:
    """Standard error behind an interval, on the given scale: the log of a ratio, Fisher's z of r.

    Parameters
    ----------
    low, high : the ends as reported (a ratio, an r), low < high.
    scale : "identity", "log", "fisher", …; the table of `measures` has that of each measure.
    df : degrees of freedom if the interval was made with t; infinite for z.

    Examples
    --------
    >>> round(float(se_from_ci(1.2, 2.7, scale="log")), 4)
    0.2069
    """
    low, high = _onto(low, scale, "low"), _onto(high, scale, "high")
    if np.any(low >= high):
        raise ValueError("low must be below high; are the ends of the interval exchanged?")
    return ((high - low) / (2 * critical_value(level_of(level), df)))[()]


def pooled_se(
    measure: Measure, estimate: float, low: float, high: float, *, level: float = 0.95
) -> float:
    """Standard error, on the scale that a measure is pooled on, of an estimate as reported.

    The interval of r is symmetric in Fisher's z; where r is pooled as it is, its standard error is
    by the delta method (1 - r²) times that of z.
    """
    se = float(se_from_ci(low, high, scale=measure.interval or Scale.IDENTITY, level=level))
    if measure.interval is Scale.FISHER and measure.scale is Scale.IDENTITY:
        return se * (1 - estimate**2)
    return se


def ci_from_se(
    estimate: Number,
    se: Number,
    *,
    scale: str = "identity",
    level: float = 0.95,
    df: Number = np.inf,
) -> ConfidenceInterval:
    """Interval of an estimate as reported (a ratio, an r), its standard error on `scale`."""
    middle = _onto(estimate, scale, "estimate")
    half = critical_value(level_of(level), df) * checked.number("se", se, 0.0, np.inf)
    return ConfidenceInterval(Scale(scale).back(middle - half), Scale(scale).back(middle + half))


def _onto(value: Number, scale: str, name: str) -> Number:
    chosen = Scale(choice("scale", scale, tuple(Scale)))
    return chosen.onto(checked.number(name, value, *chosen.domain, open_ends=True))
