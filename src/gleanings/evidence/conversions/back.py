"""From the scale on which effects are pooled back to the one on which they are read."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ..distributions import Real
from ..effect_sizes import measures
from ..inputs import choice

__all__ = ["BackTransformed", "back_transform"]


@dataclass(frozen=True)
class BackTransformed:
    """A pooled effect on its own scale. There is no standard error there: the interval is not
    symmetric."""

    estimate: float
    ci_low: float
    ci_high: float
    prediction_low: float
    prediction_high: float


def _square_sine(x: Real) -> Real:
    """Inverse of arcsin √p, cut at the ends of its range."""
    return np.sin(np.clip(x, 0, np.pi / 2)) ** 2


def _logistic(x: Real) -> Real:
    return (1 + np.tanh(x / 2)) / 2


def _square(x: Real) -> Real:
    return np.maximum(x, 0.0) ** 2


def _hakstian_whalen(x: Real) -> Real:
    return 1 - (1 - x) ** 3


def _bonett(x: Real) -> Real:
    return -np.expm1(-x)


def _freeman_tukey(x: Real, n: float) -> Real:
    """Miller 1978 for a single sample size n, cut where no proportion could give x."""
    lowest = math.asin(math.sqrt(1 / (n + 1))) / 2
    highest = (math.asin(math.sqrt(n / (n + 1))) + math.pi / 2) / 2
    inside = np.clip(x, lowest, highest)
    sine = np.sin(2 * inside)
    with np.errstate(invalid="ignore"):
        root = np.sqrt(np.maximum(1 - (sine + (sine - 1 / sine) / n) ** 2, 0))
    p = (1 - np.sign(np.cos(2 * inside)) * root) / 2
    return np.where(x <= lowest, 0.0, np.where(x >= highest, 1.0, p))


def _freeman_tukey_rate(x: Real, n: float) -> Real:
    """Solves x = (√λ + √(λ + 1/n)) / 2 for λ, n the time at risk."""
    lowest = math.sqrt(1 / n) / 2
    inside = np.maximum(x, lowest)
    return (inside - 1 / (4 * n * inside)) ** 2


BACK: dict[str, Callable[[Real], Real]] = {
    "identity": np.asarray,
    "exp": np.exp,
    "tanh": np.tanh,
    "logistic": _logistic,
    "arcsine": _square_sine,
    "square": _square,
    "hakstian_whalen": _hakstian_whalen,
    "bonett": _bonett,
}
BACK_WITH_N: dict[str, Callable[..., Real]] = {
    "freeman_tukey": _freeman_tukey,
    "freeman_tukey_rate": _freeman_tukey_rate,
}


def back_transform(value: Any, measure: str, *, ni: Any = None) -> Any:
    """Estimates or interval ends of a measure on the scale on which they are read.

    Ratios from their logarithms, r from Fisher's z, proportions from logits or arcsines, alpha
    from its transformations; measures that are pooled as they are come back unchanged.

    Parameters
    ----------
    value : numbers, or a pooled effect, of which estimate, interval and prediction interval are
        transformed together.
    measure : metafor's name ("OR", "ZCOR", ...).
    ni : for PFT the sample sizes, for IRFT the times at risk; their harmonic mean is used (Miller
        1978).

    Returns
    -------
    numbers of the same shape, or BackTransformed.

    Examples
    --------
    >>> float(back_transform(0.0, "OR"))
    1.0
    """
    way = _way_back(choice("measure", measure, tuple(measures())), ni)
    if hasattr(value, "ci_low"):
        ends = ("estimate", "ci_low", "ci_high", "prediction_low", "prediction_high")
        return BackTransformed(*(float(way(getattr(value, end, math.nan))) for end in ends))
    return way(np.asarray(value, dtype=float))[()]


def _way_back(measure: str, ni: Any) -> Callable[[Real], Real]:
    chosen = measures()[measure]
    if not chosen.needs_n:
        return BACK[chosen.back]
    if ni is None:
        raise ValueError(f"{measure} needs ni, the sample sizes (or times), to go back.")
    sizes = np.asarray(ni, dtype=float)
    if sizes.size == 0 or not (sizes > 0).all():
        raise ValueError("ni must be above 0 everywhere.")
    return partial(BACK_WITH_N[chosen.back], n=float(1 / np.mean(1 / sizes)))
