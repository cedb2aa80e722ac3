"""The scale on which an estimate's interval is symmetric and its standard error is stated."""

from __future__ import annotations

from gleanings.evidence.checking.rounding import Range
from gleanings.evidence.measures import UNKNOWN, Scale, measure_of
from gleanings.evidence.reading import Number


def is_symmetric(kind: str) -> bool:
    """Is the interval built as estimate ± z × SE? If not, only its order can be checked."""
    return measure_of(kind, UNKNOWN).interval is not None


def scale_of(kind: str) -> Scale:
    return measure_of(kind, UNKNOWN).interval or Scale.IDENTITY


def on_scale(scale: Scale, number: Number) -> Range:
    """The rounding range of a number, carried over to the scale."""
    ends = (number.low, number.high)
    return Range(*(ends if scale is Scale.IDENTITY else scale.onto(ends).tolist()))
