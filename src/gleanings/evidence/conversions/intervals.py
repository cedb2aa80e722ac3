"""From a confidence interval to a standard error and back, on the scale where it is symmetric."""

from typing import NamedTuple

import numpy as np

from ..distributions import critical_value
from ..effect_sizes import measures
from ..inputs import choice, level_of
from . import checked
from .checked import Number

__all__ = ["ConfidenceInterval", "ci_from_se", "scale_of", "se_from_ci"]

SCALES = ("identity", "log", "fisher")


class ConfidenceInterval(NamedTuple):
    low: Number
    high: Number


def scale_of(measure: str) -> str:
    """The scale on which a measure's interval is symmetric: "log" for ratios ("OR", "HR", ...),
    "fisher" for correlations ("r", "COR", "ZCOR"), "identity" for the rest."""
    if measure in {"r", "COR", "UCOR", "PHI", "PCOR"}:
        return "fisher"
    if measure == "HR":
        return "log"
    if measure in measures():
        return {"exp": "log", "tanh": "fisher"}.get(measures()[measure].back, "identity")
    return "identity"


def se_from_ci(
    low: Number, high: Number, *, scale: str = "identity", level: float = 0.95, df: Number = np.inf
) -> Number:
    """Standard error behind an interval, on the given scale: the log of a ratio, Fisher's z of r.

    Parameters
    ----------
    low, high : the ends as reported (a ratio, an r), low < high.
    scale : "identity", "log" or "fisher"; `scale_of` knows it by measure.
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
    return ConfidenceInterval(_back(middle - half, scale), _back(middle + half, scale))


def _back(value: Number, scale: str) -> Number:
    if scale == "log":
        return np.exp(value)
    return np.tanh(value) if scale == "fisher" else value


def _onto(value: Number, scale: str, name: str) -> Number:
    choice("scale", scale, SCALES)
    if scale == "log":
        return np.log(checked.positive(name, value))
    if scale == "fisher":
        return np.arctanh(checked.number(name, value, -1.0, 1.0, open_ends=True))
    return checked.real(name, value)
