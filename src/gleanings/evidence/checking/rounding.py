"""Every reported number stands for the range of values that are written so after rounding."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from gleanings.evidence.reading import Number

# Floating point alone must not decide at the very edge of a range.
_EDGE = 1e-9


class Range(NamedTuple):
    """All values from ``low`` to ``high``, both included."""

    low: float
    high: float

    def meets(self, other: Range) -> bool:
        slack = _EDGE * max(1.0, abs(self.low), abs(self.high))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def mapped(self, function: Callable[[float], float]) -> Range:
        """Image under a function that never falls."""
        return Range(function(self.low), function(self.high))

    def minus(self, other: Range) -> Range:
        return Range(self.low - other.high, self.high - other.low)

    def over(self, other: Range) -> Range:
        """Quotient of two ranges of positive numbers."""
        return Range(
            max(self.low, 0.0) / other.high if other.high > 0 else math.inf,
            self.high / other.low if other.low > 0 else math.inf,
        )

    def absolute(self) -> Range:
        if self.low <= 0 <= self.high:
            return Range(0.0, max(-self.low, self.high))
        return Range(*sorted((abs(self.low), abs(self.high))))


def rounded(number: Number) -> Range:
    """What the number may have been before it was rounded."""
    return Range(number.low, number.high)


def exact_if_whole(number: Number) -> Range:
    """Degrees of freedom: whole ones are exact, those with decimals (Welch) are rounded."""
    return rounded(number) if number.decimals > 0 else Range(number.value, number.value)


def distance(reported: Range, recomputed: Range) -> float:
    """How far two ranges lie apart; 0 where they meet."""
    return max(0.0, reported.low - recomputed.high, recomputed.low - reported.high)


def is_last_digit_slip(number: Number, exact: float) -> bool:
    """Whether the number is ``exact`` cut off, or rounded the wrong way, at its last digit."""
    return abs(number.value - exact) < 10.0**-number.decimals - _EDGE
