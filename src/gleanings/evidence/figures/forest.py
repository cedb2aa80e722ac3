"""The forest plot: every study with its interval and weight, and what they say together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, overload

import numpy as np

from gleanings.evidence.figures.axis import measure_drawn, shown
from gleanings.evidence.figures.canvas import Format
from gleanings.evidence.figures.forest_data import (
    Forest,
    Pooled,
    Studies,
    Subgroup,
    has_effect,
)
from gleanings.evidence.figures.forest_rows import forest_rows
from gleanings.evidence.figures.forest_words import (
    forest_description,
    forest_notes,
    forest_title,
)
from gleanings.evidence.figures.labels import extra_cells, study_labels
from gleanings.evidence.figures.rows import Plot, Width
from gleanings.evidence.figures.sheet import draw_rows
from gleanings.evidence.figures.svg import Description
from gleanings.evidence.figures.words import ENGLISH, Words, format_level, plain_label
from gleanings.evidence.inputs import Floats, effects, groups, level_of


@overload
def forest_plot(
    yi: Any, vi: Any = None, *, format: Literal["svg"] = "svg", **options: Any
) -> str: ...
@overload
def forest_plot(
    yi: Any, vi: Any = None, *, format: Literal["png", "pdf"], **options: Any
) -> bytes: ...
def forest_plot(  # type: ignore[misc]  # the overloads only tell str from bytes
    yi: Any,
    vi: Any = None,
    *,
    labels: Sequence[object] | None = None,
    pooled: Pooled | None = None,
    subgroups: Sequence[object] | None = None,
    measure: str | None = None,
    method: str | None = None,
    test: str | None = None,
    level: float | None = None,
    prediction: bool = True,
    columns: Mapping[str, Sequence[object]] | None = None,
    favours: tuple[str, str] | None = None,
    effect: str | None = None,
    limits: tuple[float, float] | None = None,
    decimals: int | None = None,
    title: str | None = None,
    words: Words = ENGLISH,
    format: Format = "svg",
    width: Width = "wide",
    id_prefix: str = "forest",
    standalone: bool = False,
) -> str | bytes:
    """Studies with weights and intervals, the pooled diamond and the prediction interval.

    Parameters
    ----------
    yi, vi : effects and sampling variances, shape (k,), on the scale they are pooled on (log for
        ratios, Fisher's z for ZCOR). Or a pooled result that holds them, as the first argument.
    labels : one per study.
    pooled : the result to draw. Without it the effects are pooled here. A meta-regression has no
        single effect, and so no diamond.
    subgroups : one name per study; each subgroup is pooled likewise and has a diamond of its own.
    measure : metafor's name; it decides how values are shown (OR as ratios on a log axis).
    method, test, level : of what is pooled here, and of the studies' intervals. These and the
        measure are the result's own unless given; else GEN, REML, z and 0.95.
    prediction : draw the prediction interval as a bar, where there is one.
    columns : further columns of text, by header; on a phone they are left out.
    favours : what stands below the axis, left and right of "no effect".
    effect : name of the effect in place of the measure's own, such as "Alliance–outcome r".
    limits : ends of the axis as it is read (ratios, not logarithms); an interval that leaves it
        ends in an arrow.
    decimals : of the numbers shown; without it, as many as the intervals ask for.
    title : accessible name of the figure.
    words : all words and the decimal mark, to translate.
    format : "svg" gives text to put into a page; "png" (twice the pixels) and "pdf" give bytes.
    width : "wide" (820 px), "phone" (320 px: words above the intervals) or a number of pixels.
    id_prefix : makes the SVG's ids unique in a page.
    standalone : an SVG file by itself, which brings its own dark mode, instead of a part of a page.

    Raises
    ------
    ValueError : for effects that cannot be pooled, labels of another number, impossible limits.

    Notes
    -----
    The area of a square is proportional to the study's weight (Lewis & Clarke 2001, BMJ 322:1479);
    the prediction interval is drawn as IntHout et al. (2016, BMJ Open 6:e010247) ask for.
    """
    studies = _studies(yi, vi, labels, columns, words)
    given = pooled if pooled is not None else yi if hasattr(yi, "estimate") else None
    model = Model.of(given, method, test, level)
    result = given if given is not None else model.pool(studies.yi, studies.vi)
    studies = replace(studies, weights=_weights(studies, result))
    effects_drawn = Forest(
        studies,
        result,
        _subgroups(studies, subgroups, model),
        _between(studies, subgroups, model),
        measure_drawn(measure or getattr(result, "measure", None)),
        model.level,
    )
    return draw_forest(
        effects_drawn, prediction=prediction, columns=tuple(columns or ()), favours=favours,
        effect=effect, limits=limits, decimals=decimals, title=title, words=words, format=format,
        width=width, id_prefix=id_prefix, standalone=standalone,
    )  # fmt: skip


def draw_forest(
    of: Forest,
    *,
    prediction: bool = True,
    columns: tuple[str, ...] = (),
    favours: tuple[str, str] | None = None,
    effect: str | None = None,
    limits: tuple[float, float] | None = None,
    decimals: int | None = None,
    title: str | None = None,
    words: Words = ENGLISH,
    format: Format = "svg",
    width: Width = "wide",
    id_prefix: str = "forest",
    standalone: bool = False,
) -> str | bytes:
    """`forest_plot` of numbers that are there; all options as there."""
    result, chosen = of.result, of.measure
    rows = forest_rows(of, prediction, words)
    plot = Plot(
        measure=chosen,
        words=words,
        level=format_level(100 * of.level, words),
        label_header=words.study,
        reference=shown(chosen, result.estimate) if has_effect(result) else None,
        notes=forest_notes(result, of.studies, of.between, words),
        columns=columns,
        favours=favours,
        limits=limits,
        decimals=decimals,
        effect=effect or "",
    )
    description = Description(
        title=title
        or forest_title(words, effect or chosen.heading_in(words.language), len(of.studies.labels)),
        text=forest_description(rows, plot, of.parts),
        prefix=id_prefix,
        css="evidence-forest",
    )
    return draw_rows(rows, plot, description, format=format, width=width, standalone=standalone)


def _studies(
    yi: Any,
    vi: Any,
    labels: Sequence[object] | None,
    columns: Mapping[str, Sequence[object]] | None,
    words: Words,
) -> Studies:
    if vi is None:
        held = yi
        if not (hasattr(held, "yi") and hasattr(held, "vi")):
            raise ValueError("give yi and vi, or a pooled result that holds its effects.")
        yi, vi = held.yi, held.vi
    y, v = effects(yi, vi)
    _, cells = extra_cells(columns, y.size)
    return Studies(y, v, study_labels(labels, y.size, words), cells)


@dataclass(frozen=True)
class Model:
    """How effects are pooled here."""

    method: str
    test: str
    level: float

    @classmethod
    def of(cls, result: Any, method: str | None, test: str | None, level: float | None) -> "Model":
        """As asked for, else as the result was pooled, if that can be done again here."""
        from gleanings.evidence.pooling.fit import METHODS, TESTS

        own_method, own_test = (getattr(result, name, None) for name in ("method", "test"))
        return cls(
            method or (own_method if own_method in METHODS else "REML"),
            test or (own_test if own_test in TESTS else "z"),
            level_of(level or getattr(result, "level", 0.95)),
        )

    def pool(self, yi: Floats, vi: Floats) -> Pooled:
        from gleanings.evidence.pooling import pool

        return pool(yi, vi, method=self.method, test=self.test, level=self.level)


def _subgroups(studies: Studies, names: Sequence[object] | None, model: Model) -> list[Subgroup]:
    if names is None:
        return []
    index, found = groups("subgroups", names, studies.yi.size)
    members = [np.flatnonzero(index == number) for number in range(len(found))]
    return [
        Subgroup(plain_label(name), of.tolist(), model.pool(studies.yi[of], studies.vi[of]))
        for name, of in zip(found, members, strict=True)
    ]


def _between(studies: Studies, names: Sequence[object] | None, model: Model) -> Any:
    """The test between the subgroups, where there are several."""
    if names is None or len(set(names)) < 2:
        return None
    from gleanings.evidence.pooling.subgroups import subgroups

    return subgroups(
        studies.yi, studies.vi, names, method=model.method, test=model.test, level=model.level
    )


def _weights(studies: Studies, result: Pooled) -> Floats:
    """In percent. A result's own weights where it has them, else 1/(v + τ²)."""
    own = getattr(result, "weights", None)
    if own is not None and np.shape(own) == studies.vi.shape:
        weights = np.asarray(own, dtype=float)
    else:
        weights = 1.0 / (studies.vi + (getattr(result, "tau2", None) or 0.0))
    return 100.0 * weights / weights.sum()
