"""A finding as a picture that stands by itself, on a slide or on somebody else's page."""

from __future__ import annotations

from dataclasses import dataclass

from gleanings.evidence.figures.axis import measure_drawn
from gleanings.evidence.figures.canvas import Canvas, Format, wrapped
from gleanings.evidence.figures.interval import HEIGHT, draw_strip, strip_axis
from gleanings.evidence.figures.svg import Description
from gleanings.evidence.figures.words import ENGLISH, Words

WIDTH = 640
_EDGE = 24.0
_HEADING, _TEXT, _SMALL = 19.0, 15.0, 12.0
_LEADING = 1.4


@dataclass(frozen=True)
class Interval:
    """What the strip of a card shows; values as they are read, the measure by metafor's name."""

    estimate: float
    ci_low: float
    ci_high: float
    measure: str | None = None


def finding_card(
    heading: str,
    sentence: str,
    number: str,
    source: str,
    interval: Interval | None = None,
    words: Words = ENGLISH,
    *,
    format: Format = "svg",
    id_prefix: str = "card",
) -> str | bytes:
    """Heading, what the number says, the number, its strip, and where it is from; 640 px wide.

    Texts are broken into lines, and empty ones left out. Without an interval there is no strip.

    Raises
    ------
    ValueError : for an interval that no strip can show: see `interval_chart`.
    """
    canvas = Canvas(WIDTH)
    y = _EDGE
    y = _write(canvas, y, heading, _HEADING, bold=True)
    y = _write(canvas, y + 6, sentence, _TEXT)
    y = _write(canvas, y + 6, number, _TEXT, bold=True)
    if interval is not None:
        measure = measure_drawn(interval.measure)
        ends = (interval.ci_low, interval.ci_high)
        axis = strip_axis(interval.estimate, ends, measure, WIDTH)
        y += 8
        draw_strip(canvas, y, axis, measure, words, interval.estimate, ends)
        y += HEIGHT
    y = _write(canvas, y + 8, source, _SMALL, muted=True)
    canvas.height = y + _EDGE / 2
    description = Description(
        heading or number,
        " ".join(filter(None, (sentence, number, source))),
        id_prefix,
        "evidence-card",
    )
    return canvas.render(format, description, standalone=True)


def _write(
    canvas: Canvas, top: float, text: str, size: float, *, bold: bool = False, muted: bool = False
) -> float:
    """The text below ``top``; where it ends."""
    y = top
    for line in wrapped(text, WIDTH - 2 * _EDGE, size, bold) if text else []:
        canvas.text(_EDGE, y + size, line, size=size, bold=bold, muted=muted)
        y += size * _LEADING
    return y
