"""From the scale that effects are pooled on to the axis that a reader sees.

Ratios are pooled as logarithms and read as ratios on a log axis; Fisher's z is read as r, logits
as proportions, and so on.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gleanings.evidence.figures.words import Words, format_number

# A log axis ends here (at e to this power), far beyond every ratio and short of an overflow.
_MOST = 600.0
# No axis goes there, and its width must still be a number. Log axes go to e^600.
_BEYOND = 1e280


@dataclass(frozen=True)
class Scale:
    """How effects of one measure are shown.

    ``natural`` takes a value from the pooling scale to the reader's; ``log`` says that the axis is
    logarithmic in the reader's scale; ``null`` is "no effect" on the reader's scale, if there is
    such a value.
    """

    effect: str
    natural: Callable[[float], float]
    log: bool = False
    null: float | None = 0.0
    bounds: tuple[float, float] = (-math.inf, math.inf)

    def shown(self, value: float) -> float:
        """The value on the reader's scale; one beyond all measure is infinite."""
        try:
            natural = self.natural(value)
        except OverflowError:
            return math.inf
        return natural if abs(natural) < _BEYOND else math.copysign(math.inf, natural)


def _same(value: float) -> float:
    return value


def _logistic(value: float) -> float:
    return 0.5 * (1.0 + math.tanh(value / 2.0))


def _arcsine(value: float) -> float:
    return math.sin(min(max(value, 0.0), math.pi / 2)) ** 2


def _square(value: float) -> float:
    return max(value, 0.0) ** 2


def _ratio(effect: str, null: float | None = 1.0) -> Scale:
    return Scale(effect, math.exp, log=True, null=null, bounds=(0.0, math.inf))


def _correlation(effect: str, natural: Callable[[float], float]) -> Scale:
    return Scale(effect, natural, bounds=(-1.0, 1.0))


def _proportion(effect: str, natural: Callable[[float], float]) -> Scale:
    return Scale(effect, natural, null=None, bounds=(0.0, 1.0))


_SCALES = {
    "GEN": Scale("Effect", _same),
    "COR": _correlation("Correlation", _same),
    "UCOR": _correlation("Correlation", _same),
    "ZCOR": _correlation("Correlation", math.tanh),
    "PCOR": _correlation("Partial correlation", _same),
    "ZPCOR": _correlation("Partial correlation", math.tanh),
    "SPCOR": _correlation("Semi-partial correlation", _same),
    "ZSPCOR": _correlation("Semi-partial correlation", math.tanh),
    "RPB": _correlation("Correlation", _same),
    "RBIS": _correlation("Correlation", _same),
    "PHI": _correlation("Correlation", _same),
    "RTET": _correlation("Correlation", _same),
    "MD": Scale("Mean difference", _same),
    "SMD": Scale("Standardized mean difference", _same),
    "SMDH": Scale("Standardized mean difference", _same),
    "SMD1": Scale("Standardized mean difference", _same),
    "SMD1H": Scale("Standardized mean difference", _same),
    "D2OR": _ratio("Odds ratio"),
    "D2ORN": _ratio("Odds ratio"),
    "D2ORL": _ratio("Odds ratio"),
    "OR2D": Scale("Standardized mean difference", _same),
    "OR2DN": Scale("Standardized mean difference", _same),
    "OR2DL": Scale("Standardized mean difference", _same),
    "PBIT": Scale("Standardized mean difference", _same),
    "ROM": _ratio("Ratio of means"),
    "CVR": _ratio("Ratio of coefficients of variation"),
    "VR": _ratio("Ratio of standard deviations"),
    "OR": _ratio("Odds ratio"),
    "PETO": _ratio("Odds ratio"),
    "RR": _ratio("Risk ratio"),
    "HR": _ratio("Hazard ratio"),
    "RD": Scale("Risk difference", _same, bounds=(-1.0, 1.0)),
    "AS": Scale("Arcsine difference", _same),
    "PR": _proportion("Proportion", _same),
    "PLN": Scale("Proportion", math.exp, log=True, null=None, bounds=(0.0, 1.0)),
    "PLO": _proportion("Proportion", _logistic),
    "PAS": _proportion("Proportion", _arcsine),
    "PFT": _proportion("Proportion", _arcsine),
    "IR": Scale("Rate", _same, null=None),
    "IRLN": _ratio("Rate", null=None),
    "IRS": Scale("Rate", _square, null=None),
    "IRFT": Scale("Rate", _square, null=None),
    "IRR": _ratio("Rate ratio"),
    "IRD": Scale("Rate difference", _same),
    "IRSD": Scale("Difference of square-root rates", _same),
    "MN": Scale("Mean", _same, null=None),
    "MNLN": _ratio("Mean", null=None),
    "SDLN": _ratio("Standard deviation", null=None),
    "CVLN": _ratio("Coefficient of variation", null=None),
    "SMN": Scale("Standardized mean", _same),
    "MC": Scale("Mean change", _same),
    "SMCC": Scale("Standardized mean change", _same),
    "SMCR": Scale("Standardized mean change", _same),
    "SMCRH": Scale("Standardized mean change", _same),
    "SMCRP": Scale("Standardized mean change", _same),
    "ROMC": _ratio("Ratio of means"),
    "CVRC": _ratio("Ratio of coefficients of variation"),
    "VRC": _ratio("Ratio of standard deviations"),
    "ARAW": Scale("Reliability (alpha)", _same, null=None, bounds=(-math.inf, 1.0)),
    "ABT": Scale("Reliability (alpha)", lambda value: -math.expm1(-value), null=None),
    "AHW": Scale("Reliability (alpha)", lambda value: 1.0 - (1.0 - value) ** 3, null=None),
    "YUQ": _correlation("Yule's Q", _same),
    "YUY": _correlation("Yule's Y", _same),
    "MPRD": Scale("Risk difference", _same, bounds=(-1.0, 1.0)),
    "MPRR": _ratio("Risk ratio"),
    "MPOR": _ratio("Odds ratio"),
    "MPORC": _ratio("Odds ratio"),
    "MPPETO": _ratio("Odds ratio"),
}


def scale_of(measure: str) -> Scale:
    """The scale of a measure by metafor's name; one not known is shown as it was pooled."""
    return _SCALES.get(measure.upper(), _SCALES["GEN"])


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
    scale: Scale,
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
        return _given_axis(scale, limits, left, right)

    def to(value: float) -> float:
        if not scale.log:
            return value
        return math.log(value) if value > 0 else -math.inf

    def back(value: float) -> float:
        return math.exp(min(max(value, -_MOST), _MOST)) if scale.log else value

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
    least, most = (to(bound) for bound in scale.bounds)
    low = max(low - margin, least) if low >= least else low - margin
    high = min(high + margin, most) if high <= most else high + margin
    if not high - low > 1e-9 * max(abs(low), abs(high)):
        room = max(0.5, 0.1 * abs(high))
        low, high = low - room, high + room
    return Axis(back(low), back(high), left, right, scale.log)


def _given_axis(scale: Scale, limits: tuple[float, float], left: float, right: float) -> Axis:
    low, high = (float(limit) for limit in limits)
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ValueError(f"limits are {low:g} to {high:g}; give two finite numbers, lower first.")
    if scale.log and low <= 0:
        raise ValueError(f"limits begin at {low:g}; a ratio's axis begins above 0.")
    return Axis(low, high, left, right, scale.log)
