"""A strip with one estimate and its interval, for a line of text to stand beside."""

from __future__ import annotations

import math
from typing import Any, Literal, overload

from gleanings.evidence.figures.axis import Axis, fitting_axis, measure_drawn
from gleanings.evidence.figures.canvas import ACCENT, Canvas, Format
from gleanings.evidence.figures.svg import Description
from gleanings.evidence.figures.words import (
    ENGLISH,
    Words,
    decimals_for,
    format_level,
    format_number,
)
from gleanings.evidence.inputs import level_of
from gleanings.evidence.measures import Measure

HEIGHT = 56
NARROWEST = 160
_MARGIN = 12.0
_MIDDLE = 18.0
_FLOOR = 34.0
_SIZE = 11.0


@overload
def interval_chart(*numbers: Any, format: Literal["svg"] = "svg", **options: Any) -> str: ...
@overload
def interval_chart(*numbers: Any, format: Literal["png", "pdf"], **options: Any) -> bytes: ...
def interval_chart(  # type: ignore[misc]  # the overloads only tell str from bytes
    estimate: float,
    ci_low: float | None,
    ci_high: float | None,
    measure: str | None = None,
    words: Words = ENGLISH,
    *,
    width: int = 260,
    level: float = 0.95,
    effect: str | None = None,
    decimals: int | None = None,
    title: str | None = None,
    id_prefix: str = "interval",
    standalone: bool = False,
    format: Format = "svg",
    dark: bool = False,
) -> str | bytes:
    """One estimate with its interval against the line of no effect, 56 px high.

    Parameters
    ----------
    estimate, ci_low, ci_high : **as they are read** (a ratio, not its logarithm; r, not Fisher's
        z), since that is how a summary reports them; of an appraisal, those of `pooled.shown`.
        Without an interval (None) the estimate stands alone.
    measure : metafor's name; ratios get a log axis, and what has no "no effect" (a mean, a
        proportion) no line for it.
    words, level, effect, decimals, title, id_prefix, standalone, format : as in `forest_plot`.
    dark : of a PNG or PDF, drawn on dark paper; an SVG follows its page by itself.
    width : in pixels, 160 or more.

    Raises
    ------
    ValueError : numbers that are not finite, interval ends in the wrong order, a ratio that is
        not above 0.

    Notes
    -----
    So that small effects look small, the axis reaches at least from -0.5 to 0.5 for correlations,
    -1 to 1 for standardized differences and 1/3 to 3 for ratios.
    """
    chosen = measure_drawn(measure)
    ends = None if ci_low is None or ci_high is None else (ci_low, ci_high)
    axis = strip_axis(estimate, ends, chosen, width)
    half = abs(estimate) / 2 if ends is None else (ends[1] - ends[0]) / 2
    places = decimals_for([half]) if decimals is None else decimals
    within_one = chosen.stays_within_one
    said = format_number(estimate, places, words, within_one=within_one)
    text = said
    if ends is not None:
        low, high = (format_number(end, places, words, within_one=within_one) for end in ends)
        shown = format_level(100 * level_of(level), words)
        text = f"{said} ({words.interval_words.format(level=shown, low=low, high=high)})"
    name = title or f"{effect or chosen.heading_in(words.language)}: {said}"
    description = Description(name, text, id_prefix, "evidence-interval")
    canvas = Canvas(width)
    canvas.height = HEIGHT
    draw_strip(canvas, 0, axis, chosen, words, estimate, ends)
    return canvas.render(format, description, standalone=standalone, dark=dark)


def draw_strip(
    canvas: Canvas,
    top: float,
    axis: Axis,
    measure: Measure,
    words: Words,
    estimate: float,
    ends: tuple[float, float] | None,
) -> None:
    """The strip, `HEIGHT` px high, below ``top``."""
    _draw_axis(canvas, top, axis, measure, words)
    _draw_interval(canvas, top + _MIDDLE, axis, estimate, ends)


def strip_axis(
    estimate: float, ends: tuple[float, float] | None, measure: Measure, width: int
) -> Axis:
    """The axis of a strip so wide. Raises ValueError for numbers that no strip can show."""
    _check(estimate, ends, measure, width)
    return _axis(estimate, ends, measure, width)


def _check(estimate: float, ends: tuple[float, float] | None, measure: Measure, width: int) -> None:
    if not math.isfinite(estimate):
        raise ValueError(f"The estimate is {estimate!r}; give a finite number.")
    if ends is not None and not (all(map(math.isfinite, ends)) and ends[0] <= ends[1]):
        raise ValueError(
            f"The interval is {ends[0]!r} to {ends[1]!r}; give finite numbers, the lower first, or "
            "None for both where there is no interval."
        )
    if measure.is_ratio and min(estimate, *(ends or ())) <= 0:
        raise ValueError("A ratio is above 0, and so is its interval; give ratios, not logarithms.")
    if width < NARROWEST:
        raise ValueError(f"width is {width} px; the strip is {NARROWEST} px wide or more.")


def _axis(estimate: float, ends: tuple[float, float] | None, measure: Measure, width: int) -> Axis:
    whole = [*(ends or ()), *_usual(measure)]
    if measure.null is not None:
        whole.append(measure.null)
    return fitting_axis(measure, [estimate], [], whole, None, _MARGIN, width - _MARGIN)


def _usual(measure: Measure) -> tuple[float, ...]:
    """What the axis reaches at least, to either side of no effect."""
    reach = measure.reach
    if measure.null is None or reach is None:
        return ()
    return (1 / reach, reach) if measure.is_ratio else (-reach, reach)


def _draw_axis(canvas: Canvas, top: float, axis: Axis, measure: Measure, words: Words) -> None:
    """The axis with its numbers, and the line of no effect."""
    floor = top + _FLOOR
    canvas.line([(axis.left, floor), (axis.right, floor)], opacity=0.5, css="axis")
    if measure.null is not None:
        x = axis.x(measure.null)
        canvas.line([(x, top + 4), (x, floor)], opacity=0.6, css="null")
    # so much for a digit keeps numbers apart, and needs no font
    ticks = axis.ticks(words, lambda text: 0.6 * _SIZE * len(text) + 8)
    places = [axis.x(value) for value, _ in ticks]
    canvas.lines([[(x, floor), (x, floor + 4)] for x in places], opacity=0.5, css="axis")
    for x, (_, label) in zip(places, ticks, strict=True):
        canvas.text(x, floor + 6 + _SIZE, label, size=_SIZE, anchor="center", muted=True)


def _draw_interval(
    canvas: Canvas, middle: float, axis: Axis, estimate: float, ends: tuple[float, float] | None
) -> None:
    if ends is not None:
        left, right = (axis.x(end) for end in ends)
        caps = [[(x, middle - 4), (x, middle + 4)] for x in (left, right)]
        canvas.lines(
            [[(left, middle), (right, middle)], *caps], width=2, color=ACCENT, css="interval"
        )
    canvas.circle(axis.x(estimate), middle, 4.5, color=ACCENT, css="estimate")
