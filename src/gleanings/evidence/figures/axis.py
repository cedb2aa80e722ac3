"""From the scale that effects are pooled on to the axis that a reader sees.

Ratios are pooled as logarithms and read as ratios on a log axis; Fisher's z is read as r, logits
as proportions, and so on.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gleanings.evidence.figures.words import Words, format_number
from gleanings.evidence.measures import GEN, Measure, measure_of

# A log axis ends here (at e to this power), far beyond every ratio and short of an overflow.
_MOST = 600.0
# No axis goes there, and its width must still be a number. Log axes go to e^600.
_BEYOND = 1e280


def measure_drawn(code: str | None) -> Measure:
    """The measure of a code; one not known is shown as it was pooled."""
    return measure_of(code or GEN.code, GEN)


def shown(measure: Measure, value: float) -> float:
    """A pooled value as people read it; one beyond all measure is infinite."""
    natural = float(measure.natural(value))
    return natural if abs(natural) < _BEYOND else math.copysign(math.inf, natural)


@dataclass(frozen=True)
class Axis:
    """A horizontal axis: values on the reader's scale, ``low`` to ``high``, to pixels."""

    low: float
    high: float
    left: float
    right: float
    log: bool

    def x(self, value: float) -> float:
        """Pixel of a value; one outside the axis lies on its end."""
        part = (self._position(value) - self._position(self.low)) / (
            self._position(self.high) - self._position(self.low)
        )
        return self.left + min(max(part, 0.0), 1.0) * (self.right - self.left)

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high

    def _position(self, value: float) -> float:
        if not self.log:
            return value
        return math.log(value) if value > 0 else -math.inf

    def ticks(self, words: Words, label_width: Callable[[str], float]) -> list[tuple[float, str]]:
        """Round values with their labels, as many as stand side by side without touching."""
        room = self.right - self.left
        for wanted in range(8, 1, -1):
            values = _log_ticks(self, wanted) if self.log else _linear_ticks(self, wanted)
            labels = _tick_labels(values, words, self.log)
            places = [self.x(value) for value in values]
            gaps = [
                after - before - (label_width(first) + label_width(second)) / 2
                for before, after, first, second in zip(
                    places[:-1], places[1:], labels[:-1], labels[1:], strict=True
                )
            ]
            if len(values) >= 2 and (not gaps or min(gaps) >= 10) and len(values) * 20 < room:
                return list(zip(values, labels, strict=True))
        ends = [self.low, self.high]
        return list(zip(ends, _rounded_labels(ends, words), strict=True))


def _linear_ticks(axis: Axis, wanted: int) -> list[float]:
    step = _round_step((axis.high - axis.low) / wanted)
    first = math.ceil(axis.low / step - 1e-9)
    last = math.floor(axis.high / step + 1e-9)
    return [round(index * step, 12) + 0.0 for index in range(first, last + 1)]


def _round_step(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= step * 0.999)


def _log_ticks(axis: Axis, wanted: int) -> list[float]:
    """1-2-5 in every decade, or whole decades, or every second one, …; a short axis linearly."""
    decades = math.log10(axis.high) - math.log10(axis.low)
    if decades < 0.6:
        return [value for value in _linear_ticks(axis, wanted) if value > 0]
    first, last = math.floor(math.log10(axis.low)), math.ceil(math.log10(axis.high))
    values: list[float] = []
    for digits in ((1, 2, 5), (1, 3), (1,)):
        values = [
            float(f"{digit}e{power}")
            for power in range(first, last + 1)
            for digit in digits
            if axis.holds(float(f"{digit}e{power}"))
        ]
        if len(values) <= wanted + 1:
            return values
    stride = math.ceil(len(values) / wanted)
    return [value for value in values if round(math.log10(value)) % stride == 0]


def _tick_labels(values: Sequence[float], words: Words, own_decimals: bool) -> list[str]:
    """With the same number of decimals each; on a log axis each with its own (0.1, 1, 10)."""
    labels = [f"{value:.6g}" for value in values]
    decimals = [0 if "e" in label else len(label.partition(".")[2]) for label in labels]
    if not own_decimals:
        decimals = [max(decimals, default=0)] * len(labels)
    return [
        label if "e" in label else format_number(value, places, words)
        for value, label, places in zip(values, labels, decimals, strict=True)
    ]


def _rounded_labels(values: Sequence[float], words: Words) -> list[str]:
    return [format_number(float(f"{value:.2g}"), 2, words) for value in values]


def fitting_axis(
    measure: Measure,
    estimates: Sequence[float],
    intervals: Sequence[tuple[float, float]],
    whole: Sequence[float],
    limits: tuple[float, float] | None,
    left: float,
    right: float,
) -> Axis:
    """An axis that holds every estimate, every value in ``whole``, and intervals of usual length.

    An interval many times as long as the others would press them together: it is cut, and an arrow
    says so. All values are on the reader's scale.
    """
    if limits is not None:
        return _given_axis(measure, limits, left, right)

    def to(value: float) -> float:
        if not measure.is_ratio:
            return value
        return math.log(value) if value > 0 else -math.inf

    def back(value: float) -> float:
        return math.exp(min(max(value, -_MOST), _MOST)) if measure.is_ratio else value

    core = [to(value) for value in (*estimates, *whole) if math.isfinite(to(value))] or [0.0]
    ends = [(to(low), to(high)) for low, high in intervals]
    halves = sorted((high - low) / 2 for low, high in ends if math.isfinite(high - low))
    reach = 3.0 * halves[len(halves) // 2] if halves else 0.0
    low = min([*core, *(end for end, _ in ends if end >= min(core) - reach)])
    high = max([*core, *(end for _, end in ends if end <= max(core) + reach)])
    if any(end < low for end, _ in ends):
        low = min(low, min(core) - reach)
    if any(end > high for _, end in ends):
        high = max(high, max(core) + reach)
    margin = 0.03 * (high - low) or 0.5
    least, most = (to(bound) for bound in measure.bounds)
    low = max(low - margin, least) if low >= least else low - margin
    high = min(high + margin, most) if high <= most else high + margin
    if not high - low > 1e-9 * max(abs(low), abs(high)):
        room = max(0.5, 0.1 * abs(high))
        low, high = low - room, high + room
    return Axis(back(low), back(high), left, right, measure.is_ratio)


def _given_axis(measure: Measure, limits: tuple[float, float], left: float, right: float) -> Axis:
    low, high = (float(limit) for limit in limits)
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ValueError(f"limits are {low:g} to {high:g}; give two finite numbers, lower first.")
    if measure.is_ratio and low <= 0:
        raise ValueError(f"limits begin at {low:g}; a ratio's axis begins above 0.")
    return Axis(low, high, left, right, measure.is_ratio)
