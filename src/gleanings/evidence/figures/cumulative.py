"""The cumulative forest plot: how the pooled effect changed as studies came in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, Protocol, overload

import numpy as np

from gleanings.evidence.figures.axis import measure_drawn
from gleanings.evidence.figures.canvas import Format
from gleanings.evidence.figures.forest_rows import as_read
from gleanings.evidence.figures.labels import extra_cells, study_labels
from gleanings.evidence.figures.rows import Plot, Row, Width, decimals_of
from gleanings.evidence.figures.sheet import draw_rows
from gleanings.evidence.figures.svg import Description
from gleanings.evidence.figures.words import (
    ENGLISH,
    Words,
    format_level,
    format_number,
    plain_label,
)
from gleanings.evidence.inputs import level_of
from gleanings.evidence.measures import Measure


@overload
def cumulative_plot(
    yi: Any, vi: Any = None, *, format: Literal["svg"] = "svg", **options: Any
) -> str: ...
@overload
def cumulative_plot(
    yi: Any, vi: Any = None, *, format: Literal["png", "pdf"], **options: Any
) -> bytes: ...
def cumulative_plot(  # type: ignore[misc]  # the overloads only tell str from bytes
    yi: Any,
    vi: Any = None,
    *,
    labels: Sequence[object] | None = None,
    order: Sequence[Any] | None = None,
    measure: str | None = None,
    method: str = "REML",
    test: str = "z",
    level: float | None = None,
    favours: tuple[str, str] | None = None,
    effect: str | None = None,
    limits: tuple[float, float] | None = None,
    decimals: int | None = None,
    title: str | None = None,
    words: Words = ENGLISH,
    format: Format = "svg",
    width: Width = "wide",
    id_prefix: str = "cumulative",
    standalone: bool = False,
) -> str | bytes:
    """The pooled effect and its interval after each further study, from the top to the bottom.

    Parameters
    ----------
    yi, vi : effects and sampling variances, shape (k,), on the scale they are pooled on. Or, as
        the first argument, a pooled result that holds them, or a result of `cumulative`, drawn as
        it is.
    labels : one per study (not per row drawn): they are put in order together with the effects.
        Without them, those of the result.
    order : when each study came, such as its year; without it the order of the rows.
    measure, method, test, level, favours, effect, limits, decimals, title, words, format, width,
    id_prefix, standalone : as in `forest_plot`.

    Raises
    ------
    ValueError : for effects that cannot be pooled, labels of another number, impossible limits.

    Notes
    -----
    Lau, Antman, Jimenez-Silva, Kupelnick, Mosteller & Chalmers (1992), N Engl J Med 327:248.
    """
    result = yi
    if vi is not None or hasattr(yi, "yi"):
        from gleanings.evidence.sensitivity import cumulative

        measure = measure or getattr(yi, "measure", None)
        result = cumulative(yi, vi, order=order, method=method, test=test, level=level or 0.95)
    level = level_of(level or getattr(result, "level", 0.95))
    names = _names(result, labels, np.size(result.estimate), words)
    return draw_steps(
        names, result, measure_drawn(measure), level, favours=favours, effect=effect,
        limits=limits, decimals=decimals, title=title, words=words, format=format, width=width,
        id_prefix=id_prefix, standalone=standalone,
    )  # fmt: skip


class Steps(Protocol):
    """Pooled values, one for each row, on the scale they were pooled on."""

    @property
    def estimate(self) -> Any: ...
    @property
    def ci_low(self) -> Any: ...
    @property
    def ci_high(self) -> Any: ...


def draw_steps(
    names: Sequence[str],
    steps: Steps,
    measure: Measure,
    level: float,
    *,
    columns: Mapping[str, Sequence[object]] | None = None,
    favours: tuple[str, str] | None = None,
    effect: str | None = None,
    limits: tuple[float, float] | None = None,
    decimals: int | None = None,
    title: str | None = None,
    words: Words = ENGLISH,
    format: Format = "svg",
    width: Width = "wide",
    id_prefix: str = "cumulative",
    standalone: bool = False,
) -> str | bytes:
    """`cumulative_plot` of numbers that are there, each row with its name; options as there."""
    headers, cells = extra_cells(columns, len(names))
    values = zip(steps.estimate, steps.ci_low, steps.ci_high, strict=True)
    rows = [
        Row("point", name, *as_read(measure, *(float(value) for value in row)), cells=more)
        for name, row, more in zip(names, values, cells, strict=True)
    ]
    rows[-1] = replace(rows[-1], kind="diamond", bold=True)
    plot = Plot(
        measure=measure,
        words=words,
        level=format_level(100 * level, words),
        label_header=words.cumulative_header,
        reference=rows[-1].estimate,
        columns=headers,
        favours=favours,
        limits=limits,
        decimals=decimals,
        effect=effect or "",
    )
    description = Description(
        title=title
        or words.cumulative_title.format(
            effect=effect or measure.heading_in(words.language), k=len(rows)
        ),
        text=_description(rows, names, plot),
        prefix=id_prefix,
        css="evidence-cumulative",
    )
    return draw_rows(rows, plot, description, format=format, width=width, standalone=standalone)


def _names(result: Any, labels: Sequence[object] | None, k: int, words: Words) -> list[str]:
    """In the order of the rows: the result says which study came when."""
    if labels is None and hasattr(result, "labels"):
        names = [_name(label, words) for label in result.labels]
    else:
        names = study_labels(labels, k, words)
        names = [names[int(place)] for place in getattr(result, "order", range(k))]
    return [names[0], *(words.added.format(label=name) for name in names[1:])]


def _name(label: str, words: Words) -> str:
    """A study that has but a number is called by it."""
    return words.study_number.format(number=label) if label.isdigit() else plain_label(label)


def _description(rows: list[Row], names: Sequence[str], plot: Plot) -> str:
    decimals = decimals_of(rows) if plot.decimals is None else plot.decimals
    first, last = rows[0], rows[-1]

    def number(value: float) -> str:
        return format_number(value, decimals, plot.words, within_one=plot.measure.stays_within_one)

    interval = plot.words.interval_words.format(
        level=plot.level, low=number(last.low), high=number(last.high)
    )
    return plot.words.cumulative_sentence.format(
        first=number(first.estimate),
        first_label=names[0],
        last=number(last.estimate),
        interval=interval,
    )
