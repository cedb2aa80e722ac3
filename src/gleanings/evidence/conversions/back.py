"""From the scale on which effects are pooled back to the one on which they are read."""

import math
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ..effect_sizes import effect_measures
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
    n = _sample_size(choice("measure", measure, tuple(effect_measures())), ni)
    natural = partial(effect_measures()[measure].natural, n=n)
    if hasattr(value, "ci_low"):
        ends = ("estimate", "ci_low", "ci_high", "prediction_low", "prediction_high")
        return BackTransformed(*(float(natural(getattr(value, end, math.nan))) for end in ends))
    return natural(value)


def _sample_size(measure: str, ni: Any) -> float | None:
    if not effect_measures()[measure].needs_n:
        return None
    if ni is None:
        raise ValueError(f"{measure} needs ni, the sample sizes (or times), to go back.")
    sizes = np.asarray(ni, dtype=float)
    if sizes.size == 0 or not (sizes > 0).all():
        raise ValueError("ni must be above 0 everywhere.")
    return float(1 / np.mean(1 / sizes))
