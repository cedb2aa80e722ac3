"""How large an effect is called, by the thresholds of its measure.

Values are always on the scale that people read: a ratio and not its logarithm, r and not Fisher's
z, a share between 0 and 1 (R², η²), whichever of the two names a measure goes by.
"""

import math

from ..measures import UNKNOWN, Measure, Scale, Thresholds, measure_of

# A value that stands on its threshold is there in spite of the last bit of its decimals.
_ROUNDING = 1e-9


def thresholds(measure: str) -> Thresholds | None:
    """The thresholds of a measure; None where there is no agreement (mean and risk differences,
    whose size depends on the scale or on how frequent the outcome is; reliability; tests)."""
    return measure_of(measure, UNKNOWN).thresholds


def size_of(measure: str, estimate: float) -> str | None:
    """ "none", "small", "moderate" or "large"; None without agreed thresholds, or without a number.

    `measure` is a name as in prose (`reading.KINDS`) or metafor's; `estimate` is on the scale that
    people read, so that size_of("OR", 1.0) and size_of("r", 0.0) are "none".

    Examples
    --------
    >>> size_of("r", -0.27), size_of("OR", 0.5), size_of("MD", 3.0)
    ('moderate', 'small', None)
    """
    chosen = measure_of(measure, UNKNOWN)
    known = chosen.thresholds
    if known is None or _is_impossible(chosen, estimate):
        return None
    far = _distance(chosen, estimate) + _ROUNDING
    for size in ("large", "moderate", "small"):
        if far >= _distance(chosen, getattr(known, size)):
            return size
    return "none"


def size_called(measure: str, estimate: float) -> str | None:
    """`size_of`, where a sentence may call it so: a ratio is called nothing, unless it reads 1.00.

    Twice the odds and twice the risk are nearly the same where few are affected, and have other
    names; twice of 1% is less than a tenth more of 40%, and four fifths of 40% is much.
    """
    if measure_of(measure, UNKNOWN).is_ratio:
        return "none" if round(estimate, 2) == 1 else None
    return size_of(measure, estimate)


def is_too_small_to_matter(measure: str, low: float, high: float) -> bool:
    """Whether nothing between two values would matter: see `may_matter`.

    Of a ratio also "no effect" has to lie between them: what fewer cases are worth depends on how
    frequent they are. False without agreed thresholds.
    """
    if thresholds(measure) is None or may_matter(measure, low) or may_matter(measure, high):
        return False
    return not measure_of(measure, UNKNOWN).is_ratio or low <= 1 <= high


def may_matter(measure: str, value: float) -> bool:
    """Whether it lies beyond the small threshold of its measure; of any ratio beyond 1.25.

    Odds lie further from 1 than the risks that they stand for, so 1.25 is on the safe side for
    them (Guyatt et al. 2011, J Clin Epidemiol 64:1283). True without agreed thresholds.
    """
    steps = in_small("RR" if measure_of(measure, UNKNOWN).is_ratio else measure, value)
    return steps is None or abs(steps) > 1


def in_small(measure: str, value: float) -> float | None:
    """How many times the small threshold a value lies from no effect, with its sign.

    Ratios are compared by their logarithms. None without agreed thresholds, or for an impossible
    ratio.
    """
    chosen = measure_of(measure, UNKNOWN)
    known = chosen.thresholds
    if known is None or chosen.null is None or _is_impossible(chosen, value):
        return None
    steps = _distance(chosen, value) / _distance(chosen, known.small)
    return math.copysign(steps, value - chosen.null)


def _is_impossible(measure: Measure, value: float) -> bool:
    return math.isnan(value) or (measure.is_ratio and value < 0)


def _distance(measure: Measure, value: float) -> float:
    """From no effect; of a ratio by its logarithm."""
    return abs(float(Scale.LOG.onto(value))) if measure.is_ratio else abs(value)
