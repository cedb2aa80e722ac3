"""Pooled values on the scale that people read: a ratio, not its logarithm."""

import math

from .conversions.back import back_transform
from .effect_sizes import measures
from .languages import Words, number


def readable(x: float, measure: str | None) -> float:
    """Back from the scale of pooling; as it is without a measure, or where that needs sizes."""
    if measure is None or measures()[measure].needs_n:
        return float(x)
    return float(back_transform(x, measure))


def null_of(measure: str | None) -> float:
    """The value of no effect on the scale of pooling; NaN where there is none."""
    return measures()[measure].null if measure is not None else 0.0


def shown(x: float, measure: str | None, words: Words) -> str:
    return number(readable(x, measure), words)


def null_shown(measure: str | None, words: Words) -> str:
    null = null_of(measure)
    return shown(null, measure, words) if measure is not None and not math.isnan(null) else "0"


def ends_shown(low: float, high: float, measure: str | None, words: Words) -> str:
    """An interval in brackets."""
    return words["ends"].format(low=shown(low, measure, words), high=shown(high, measure, words))
