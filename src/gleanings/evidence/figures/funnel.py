"""The funnel plot: are small studies with small effects missing?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, overload

import numpy as np

from gleanings.evidence.distributions import critical_value, normal_two_sided
from gleanings.evidence.figures.axis import Axis, fitting_axis, measure_drawn, shown
from gleanings.evidence.figures.canvas import ACCENT, Canvas, Format, text_width
from gleanings.evidence.figures.forest import Model
from gleanings.evidence.figures.forest_data import Pooled
from gleanings.evidence.figures.labels import study_labels
from gleanings.evidence.figures.rows import NARROW_BELOW, Width, pixel_width
from gleanings.evidence.figures.svg import Description
from gleanings.evidence.figures.words import (
    ENGLISH,
    Words,
    decimals_for,
    format_number,
)
from gleanings.evidence.inputs import Floats, effects
from gleanings.evidence.language.numbers import p_number
from gleanings.evidence.measures import Measure

# Regions of the two-sided p against "no effect" (Peters et al. 2008), and how dark each is.
_REGIONS = ((0.10, 0.05, 0.07), (0.05, 0.01, 0.13), (0.01, 0.0, 0.20))


@overload
def funnel_plot(
    yi: Any, vi: Any = None, *, format: Literal["svg"] = "svg", **options: Any
) -> str: ...
@overload
def funnel_plot(
    yi: Any, vi: Any = None, *, format: Literal["png", "pdf"], **options: Any
) -> bytes: ...
def funnel_plot(  # type: ignore[misc]  # the overloads only tell str from bytes
    yi: Any,
    vi: Any = None,
    *,
    labels: Sequence[object] | None = None,
    pooled: Pooled | None = None,
    trim_and_fill: Any = None,
    contours: bool = True,
    measure: str | None = None,
    method: str | None = None,
    effect: str | None = None,
    title: str | None = None,
    words: Words = ENGLISH,
    format: Format = "svg",
    width: Width = "wide",
    id_prefix: str = "funnel",
    standalone: bool = False,
) -> str | bytes:
    """Every effect against its standard error, with regions of p, and what trim and fill adds.

    Parameters
    ----------
    yi, vi : effects and sampling variances, shape (k,), on the scale they are pooled on; or a
        pooled result that holds them, as the first argument.
    labels : one per study, shown when the mouse rests on its point.
    pooled : the result whose effect is the upright line; without it the effects are pooled here.
    trim_and_fill : a result of `trim_and_fill`; its imputed studies are open circles. True
        computes it here.
    contours : shade the regions p < .10, < .05 and < .01 around "no effect", so that a gap where
        results would not be significant tells bias from other causes; without them, the region
        around the pooled effect that would hold 95% of studies of one common effect.
    measure, method, effect, title, words, format, width, id_prefix, standalone :
        as in `forest_plot`.

    Raises
    ------
    ValueError : for effects that cannot be pooled.

    Notes
    -----
    Peters, Sutton, Jones, Abrams & Rushton (2008), J Clin Epidemiol 61:991 (contours); Sterne &
    Egger (2001), J Clin Epidemiol 54:1046 (standard error as the vertical axis).
    """
    if vi is None:
        if not (hasattr(yi, "yi") and hasattr(yi, "vi")):
            raise ValueError("give yi and vi, or a pooled result that holds its effects.")
        pooled, yi, vi = pooled or yi, yi.yi, yi.vi
    y, v = effects(yi, vi)
    model = Model.of(pooled, method, None, None)
    result = pooled if pooled is not None else model.pool(y, v)
    filling = _filling(trim_and_fill, pooled, y, v, model.method)
    chosen = measure_drawn(measure or getattr(result, "measure", None))
    sheet = _Sheet(
        y=y,
        se=np.sqrt(v),
        labels=study_labels(labels, y.size, words),
        estimate=result.estimate,
        filling=filling,
        contours=contours,
        measure=chosen,
        effect=effect or chosen.heading_in(words.language),
        words=words,
        canvas=Canvas(pixel_width(width)),
    )
    sheet.draw()
    description = Description(
        title=title or words.funnel_title.format(effect=sheet.effect, k=y.size),
        text=sheet.description(),
        prefix=id_prefix,
        css="evidence-funnel",
    )
    return sheet.canvas.render(format, description, standalone=standalone)


@dataclass(frozen=True)
class _Filling:
    """What trim and fill adds: imputed effects, their standard errors, the effect with them."""

    y: Floats
    se: Floats
    estimate: float


def _filling(given: Any, pooled: Any, y: Floats, v: Floats, method: str) -> _Filling | None:
    if given is None or given is False:
        return None
    if given is True:
        from gleanings.evidence.bias import trim_and_fill

        held = pooled if hasattr(pooled, "yi") else None  # one of moderators or clusters is refused
        given = trim_and_fill(y, v, method=method) if held is None else trim_and_fill(held)
    imputed = np.asarray(given.filled, dtype=bool)
    return _Filling(
        np.asarray(given.yi, dtype=float)[imputed],
        np.sqrt(np.asarray(given.vi, dtype=float)[imputed]),
        float(given.estimate),
    )


@dataclass
class _Sheet:
    """One funnel plot while it is drawn. Effects are on the pooling scale until they get an x."""

    y: Floats
    se: Floats
    labels: list[str]
    estimate: float
    filling: _Filling | None
    contours: bool
    measure: Measure
    effect: str
    words: Words
    canvas: Canvas

    def __post_init__(self) -> None:
        self.narrow = self.canvas.width < NARROW_BELOW
        self.size = 11.5 if self.narrow else 12.5
        self.decimals = decimals_for((1.96 * self.se).tolist())
        self.margin = 8.0 if self.narrow else 12.0
        self.top = self.margin + 4.0
        self.bottom = self.top + (250.0 if self.narrow else 400.0)
        self.tallest = self._tallest()
        self.steps = self._steps()
        widest = max(text_width(label, self.size) for _, label in self.steps)
        left = self.margin + self.size + 8 + widest + 10
        self.axis = self._axis(left, self.canvas.width - self.margin)
        # Every measure that has a "no effect" has it at 0 where effects are pooled.
        self.has_null = self.measure.null is not None

    def _all_se(self) -> Floats:
        return self.se if self.filling is None else np.concatenate([self.se, self.filling.se])

    def _tallest(self) -> float:
        return float(self._all_se().max()) * 1.05

    def _steps(self) -> list[tuple[float, str]]:
        """Ticks of the standard error."""
        upright = Axis(0.0, self.tallest, 0.0, self.bottom - self.top, log=False)
        return upright.ticks(self.words, lambda label: 1.6 * self.size)

    def _axis(self, left: float, right: float) -> Axis:
        read = partial(shown, self.measure)
        every = self.y if self.filling is None else np.concatenate([self.y, self.filling.y])
        values = [read(float(value)) for value in every]
        whole = [read(self.estimate)]
        reach = 1.96 * self.tallest
        around = [] if self.contours and self.measure.null is not None else [self.estimate]
        whole += [read(middle + side * reach) for middle in around for side in (-1, 1)]
        if self.measure.null is not None:
            whole.append(self.measure.null)
        low, high = self.measure.bounds
        whole = [min(max(value, low), high) for value in whole]
        if self.measure.is_ratio:
            whole = [value for value in whole if value > 0]
        axis = fitting_axis(self.measure, values, [], whole, None, left, right)
        pad = 0.06  # points keep off the frame
        if axis.log:
            factor = math.exp(pad * (math.log(axis.high) - math.log(axis.low)))
            return Axis(axis.low / factor, axis.high * factor, left, right, log=True)
        more = pad * (axis.high - axis.low)
        return Axis(axis.low - more, axis.high + more, left, right, log=False)

    def _x(self, value: float) -> float:
        return self.axis.x(shown(self.measure, value))

    def _y(self, se: float) -> float:
        return self.top + (self.bottom - self.top) * se / self.tallest

    # -- drawing -----------------------------------------------------------------------------

    def draw(self) -> None:
        if self.contours and self.has_null:
            for above, below, darkness in _REGIONS:
                self._draw_region(above, below, darkness)
        else:
            self._draw_funnel()
        self._draw_lines()
        self._draw_points()
        y = self._draw_axes()
        self.canvas.height = self._draw_legend(y) + self.margin

    def _draw_region(self, above: float, below: float, darkness: float) -> None:
        """Both sides of a region of p, from its inner to its outer border."""
        inner = float(critical_value(1 - above))
        outer = float(critical_value(1 - below)) if below else math.inf
        heights = np.linspace(0.0, self.tallest, 121)
        for side in (-1, 1):
            near = [self._edge(side, inner, se) for se in heights]
            far = [self._edge(side, outer, se) for se in heights]
            if max(abs(a - b) for a, b in zip(near, far, strict=True)) < 0.5:
                continue
            rows = [self._y(float(se)) for se in heights]
            border = list(zip(near, rows, strict=True)) + list(zip(far, rows, strict=True))[::-1]
            self.canvas.polygon(_corners(border), opacity=darkness, css="region")

    def _edge(self, side: int, z: float, se: float) -> float:
        if math.isinf(z):
            return self.axis.right if side > 0 else self.axis.left
        return self._x(side * z * float(se))

    def _draw_funnel(self) -> None:
        for side in (-1, 1):
            border = [
                (self._x(self.estimate + side * 1.959964 * se), self._y(se))
                for se in np.linspace(0.0, self.tallest, 61).tolist()
            ]
            inside = [point for point in border if self.axis.left < point[0] < self.axis.right]
            self.canvas.line(
                _corners(inside), color=ACCENT, dashes=(5, 4), width=1.2, css="expected"
            )

    def _draw_lines(self) -> None:
        top, bottom = self.top, self.bottom
        if self.has_null:
            x = self._x(0.0)
            self.canvas.line([(x, top), (x, bottom)], opacity=0.5, css="null")
        x = self._x(self.estimate)
        self.canvas.line([(x, top), (x, bottom)], color=ACCENT, width=2, css="reference")
        if self.filling is not None and self.filling.y.size:
            x = self._x(self.filling.estimate)
            self.canvas.line(
                [(x, top), (x, bottom)], color=ACCENT, width=2, dashes=(2, 3), css="adjusted"
            )

    def _draw_points(self) -> None:
        radius = 3.4 if self.narrow or self.y.size > 200 else 4.2
        filling = self.filling
        if filling is not None:
            for value, se in zip(filling.y.tolist(), filling.se.tolist(), strict=True):
                self.canvas.circle(
                    self._x(value), self._y(se), radius, filled=False, css="imputed",
                    tooltip=self.words.imputed,
                )  # fmt: skip
        opacity = 0.9 if self.y.size <= 60 else 0.6
        for value, se, label in zip(self.y.tolist(), self.se.tolist(), self.labels, strict=True):
            number = self._number(value)
            self.canvas.circle(
                self._x(value), self._y(se), radius, opacity=opacity, css="study",
                tooltip=f"{label}: {number}",
            )  # fmt: skip

    def _draw_axes(self) -> float:
        canvas, axis, size = self.canvas, self.axis, self.size
        canvas.line([(axis.left, self.top), (axis.left, self.bottom)], opacity=0.8, css="axis")
        canvas.line([(axis.left, self.bottom), (axis.right, self.bottom)], opacity=0.8, css="axis")
        for value, label in self.steps:
            y = self._y(value)
            canvas.line([(axis.left - 5, y), (axis.left, y)], opacity=0.8, css="axis")
            canvas.text(axis.left - 8, y + size * 0.36, label, size=size, anchor="right")
        middle = (self.top + self.bottom) / 2
        canvas.text(
            self.margin + size, middle, self.words.standard_error, size=size, anchor="center",
            rotated=True,
        )  # fmt: skip
        y = self.bottom
        for value, label in axis.ticks(self.words, lambda label: text_width(label, size)):
            x = axis.x(value)
            canvas.line([(x, y), (x, y + 5)], opacity=0.8, css="axis")
            half = text_width(label, size) / 2
            x = min(x, self.canvas.width - self.margin - half)
            canvas.text(x, y + 8 + size, label, size=size, anchor="center")
        y += 8 + size + size + 8
        name = self.words.log_axis.format(effect=self.effect) if axis.log else self.effect
        canvas.text((axis.left + axis.right) / 2, y, name, size=size, anchor="center")
        return y

    # -- legend ------------------------------------------------------------------------------

    def _draw_legend(self, y: float) -> float:
        """Signs with their words, as many in a line as have room."""
        x, y = self.margin, y + self.size + 12
        for sign, text in self._legend():
            entry = 24 + text_width(text, self.size)
            if x > self.margin and x + entry > self.canvas.width - self.margin:
                x, y = self.margin, y + self.size + 9
            self._draw_sign(sign, x, y - self.size * 0.36)
            self.canvas.text(x + 24, y, text, size=self.size, css="legend")
            x += entry + 18
        return y

    def _legend(self) -> list[tuple[str, str]]:
        words = self.words
        found = [("study", words.found)]
        filled = self.filling is not None and self.filling.y.size > 0
        if filled:
            found.append(("imputed", words.imputed))
        found.append(("reference", words.estimate_line))
        if filled:
            found.append(("adjusted", words.adjusted_line))
        if not self.contours or not self.has_null:
            return [*found, ("expected", words.expected_region)]
        for above, below, darkness in _REGIONS:
            text = words.p_between if below else words.p_below
            low, high = self._threshold(below), self._threshold(above)
            text = text.format(low=low if below else high, high=high)
            found.append((f"region {darkness}", text))
        return found

    def _threshold(self, p: float) -> str:
        return p_number(p, self.words.style)

    def _draw_sign(self, sign: str, x: float, y: float) -> None:
        canvas = self.canvas
        name, _, darkness = sign.partition(" ")
        if name == "region":
            canvas.polygon(
                [(x, y - 6), (x + 18, y - 6), (x + 18, y + 6), (x, y + 6)],
                opacity=float(darkness),
                css="region",
            )
        elif name in ("study", "imputed"):
            canvas.circle(x + 9, y, 4.2, filled=name == "study", css=name)
        else:
            dashes = {"adjusted": (2.0, 3.0), "expected": (5.0, 4.0)}.get(name)
            canvas.line([(x, y), (x + 18, y)], color=ACCENT, width=1.6, dashes=dashes, css=name)

    # -- words -------------------------------------------------------------------------------

    def description(self) -> str:
        words = self.words
        p = normal_two_sided(self.y / self.se)
        low, high = (self._number(value) for value in (self.y.min(), self.y.max()))
        sentences = [
            words.funnel_sentence,
            words.range_sentence.format(low=low, high=high),
            words.estimate_sentence.format(estimate=self._number(self.estimate)),
        ]
        if self.has_null:
            count = int((p < 0.05).sum())
            sentences.append(words.significant_sentence.format(n=count, k=self.y.size))
        if self.filling is not None and self.filling.y.size:
            sentences.append(
                words.fill_sentence.format(
                    n=self.filling.y.size, estimate=self._number(self.filling.estimate)
                )
            )
        elif self.filling is not None:
            sentences.append(words.no_fill_sentence)
        return " ".join(sentences)

    def _number(self, value: float) -> str:
        return format_number(
            shown(self.measure, float(value)),
            self.decimals,
            self.words,
            within_one=self.measure.stays_within_one,
        )


def _corners(border: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The border without the points that lie on a straight line between their neighbours."""
    kept: list[tuple[float, float]] = []
    for point in border:
        while len(kept) >= 2 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _straight(
    first: tuple[float, float], second: tuple[float, float], third: tuple[float, float]
) -> bool:
    turn = (second[0] - first[0]) * (third[1] - first[1]) - (third[0] - first[0]) * (
        second[1] - first[1]
    )
    return abs(turn) < 1e-6
