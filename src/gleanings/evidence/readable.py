"""Pooled values as people read them: a ratio, not its logarithm."""

import math

from .languages import Words, number
from .measures import GEN, Measure, measure_of


def _measure(code: str | None) -> Measure:
    return measure_of(code or GEN.code)


def name_of(measure: str | None, words: Words) -> str:
    """The measure with its article: "a correlation", and not Fisher's z of one."""
    return _measure(measure).pooled_name_in(words["language"])


def readable(x: float, measure: str | None) -> float:
    """Back from the scale of pooling; as it is without a measure."""
    return float(_measure(measure).natural(x))


def null_of(measure: str | None) -> float:
    """The value of no effect on the scale of pooling; NaN where there is none."""
    return _measure(measure).pooled_null


def shown(x: float, measure: str | None, words: Words) -> str:
    within_one = _measure(measure).stays_within_one
    return number(readable(x, measure), words, within_one=within_one)


def null_shown(measure: str | None, words: Words) -> str:
    null = null_of(measure)
    return shown(null, measure, words) if measure is not None and not math.isnan(null) else "0"


def ends_shown(low: float, high: float, measure: str | None, words: Words) -> str:
    """An interval in brackets."""
    return words["ends"].format(low=shown(low, measure, words), high=shown(high, measure, words))
