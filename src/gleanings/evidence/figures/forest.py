"""The forest plot: every study with its interval and weight, and what they say together."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol, TypeGuard, overload

import numpy as np

from gleanings.evidence.distributions import critical_value
from gleanings.evidence.figures.axis import measure_drawn, shown
from gleanings.evidence.figures.canvas import Format
from gleanings.evidence.figures.rows import (
    Plot,
    Row,
    Width,
    decimals_of,
    draw_rows,
    extra_cells,
    study_labels,
)
from gleanings.evidence.figures.svg import Description
from gleanings.evidence.figures.words import (
    ENGLISH,
    Words,
    format_level,
    format_number,
    format_p,
    plain_label,
)
from gleanings.evidence.inputs import Floats, effects, groups, level_of
from gleanings.evidence.measures import Measure


class Pooled(Protocol):
    """What a figure needs of a pooled effect, on the scale that it was pooled on."""

    @property
    def estimate(self) -> float: ...
    @property
    def ci_low(self) -> float: ...
    @property
    def ci_high(self) -> float: ...
    @property
    def tau2(self) -> float | None: ...


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


@dataclass(frozen=True)
class Studies:
    """Effects and what they are called; `weights` in percent, None where nothing is pooled."""

    yi: Floats
    vi: Floats
    labels: list[str]
    cells: list[tuple[str, ...]]
    weights: Floats | None = None
    ends: tuple[Floats, Floats] | None = None
    """of their intervals, where these are known as they were reported; else from ``vi``"""


@dataclass(frozen=True)
class Subgroup:
    """A subgroup by the places of its members; `result` is None where it is not pooled."""

    name: str
    members: list[int]
    result: Pooled | None


@dataclass(frozen=True)
class Forest:
    """What a forest plot is of, everything in it pooled already (`result` None: nothing is)."""

    studies: Studies
    result: Pooled | None
    parts: list[Subgroup]
    between: Any
    measure: Measure
    level: float


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
    rows = _rows(of, prediction, words)
    plot = Plot(
        measure=chosen,
        words=words,
        level=format_level(100 * of.level, words),
        label_header=words.study,
        reference=shown(chosen, result.estimate) if _has_effect(result) else None,
        notes=_notes(result, of.studies, of.between, words),
        columns=columns,
        favours=favours,
        limits=limits,
        decimals=decimals,
        effect=effect or "",
    )
    description = Description(
        title=title
        or _title(words, effect or chosen.heading_in(words.language), len(of.studies.labels)),
        text=_description(rows, plot, of.parts),
        prefix=id_prefix,
        css="evidence-forest",
    )
    return draw_rows(rows, plot, description, format=format, width=width, standalone=standalone)


def _has_effect(result: Pooled | None) -> TypeGuard[Pooled]:
    """A meta-regression has no single one."""
    return result is not None and math.isfinite(result.estimate)


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


def _rows(of: Forest, prediction: bool, words: Words) -> list[Row]:
    every = _study_rows(of)
    rows: list[Row] = []
    if not of.parts:
        rows += every
    for part in of.parts:
        rows.append(Row("heading", part.name, bold=True))
        rows += [every[member] for member in part.members]
        if part.result is not None:
            label = words.pooled_subgroup.format(name=part.name, k=len(part.members))
            rows.append(_diamond(part.result, of.measure, label))
        rows.append(Row("gap"))
    if len(every) > 1 and _has_effect(of.result):
        rows.append(Row("gap"))
        rows.append(replace(_diamond(of.result, of.measure, words.pooled), bold=True))
        bar = _prediction_row(of.result, of.measure, of.level, words) if prediction else None
        rows += [bar] if bar else []
    return rows


def _study_rows(of: Forest) -> list[Row]:
    """Squares by weight, or dots where nothing is pooled."""
    studies = of.studies
    half = float(critical_value(of.level)) * np.sqrt(studies.vi)
    lows, highs = studies.ends or (studies.yi - half, studies.yi + half)
    weights = studies.weights
    return [
        Row(
            "point" if weights is None else "study",
            label,
            *as_read(of.measure, float(y), float(low), float(high)),
            weight=math.nan if weights is None else float(weights[place]),
            cells=cells,
        )
        for place, (label, cells, y, low, high) in enumerate(
            zip(studies.labels, studies.cells, studies.yi, lows, highs, strict=True)
        )
    ]


def _weights(studies: Studies, result: Pooled) -> Floats:
    """In percent. A result's own weights where it has them, else 1/(v + τ²)."""
    own = getattr(result, "weights", None)
    if own is not None and np.shape(own) == studies.vi.shape:
        weights = np.asarray(own, dtype=float)
    else:
        weights = 1.0 / (studies.vi + (getattr(result, "tau2", None) or 0.0))
    return 100.0 * weights / weights.sum()


def as_read(
    measure: Measure, estimate: float, low: float, high: float
) -> tuple[float, float, float]:
    """As people read them, cut to what can be: no correlation above 1."""
    least, most = measure.bounds
    return (
        shown(measure, estimate),
        max(shown(measure, low), least),
        min(shown(measure, high), most),
    )


def _diamond(result: Pooled, measure: Measure, label: str) -> Row:
    return Row("diamond", label, *as_read(measure, result.estimate, result.ci_low, result.ci_high))


def _prediction_row(result: Any, measure: Measure, level: float, words: Words) -> Row | None:
    low, high = (getattr(result, f"prediction_{end}", None) for end in ("low", "high"))
    if low is None or high is None or not (math.isfinite(low) and math.isfinite(high)):
        return None
    label = words.prediction.format(level=format_level(100 * level, words))
    return Row("bar", label, *as_read(measure, result.estimate, low, high))


def _notes(result: Any, studies: Studies, between: Any, words: Words) -> tuple[str, ...]:
    if studies.yi.size < 2 or result is None:
        return ()
    notes = [words.heterogeneity.format(facts=heterogeneity_facts(result, words))]
    if between is not None:
        notes.append(words.between.format(facts=_between_facts(between, words)))
    model = _model_note(result, words)
    return (*notes, model) if model else tuple(notes)


def _model_note(result: Any, words: Words) -> str:
    method, test = getattr(result, "method", None), str(getattr(result, "test", ""))
    if method is None:
        return ""
    if method == "EE":
        return words.common_effect
    clustered = getattr(result, "sigma2_between", None) is not None
    parts = [(words.multilevel if clustered else words.random_effects).format(method=method)]
    if test.startswith("knapp-hartung"):
        parts.append(words.knapp_hartung)
    if test.startswith("CR2"):
        parts.append(words.cluster_robust)
    return "; ".join(parts)


def heterogeneity_facts(result: Any, words: Words) -> str:
    """``τ² = 0.31, I² = 92%, Q(12) = 152.23, p < .001``, as far as the result has them."""
    facts = []
    tau2, i2, q = (getattr(result, name, None) for name in ("tau2", "i2", "q"))
    if tau2 is not None:
        facts.append(f"τ² = {format_number(tau2, 2 if tau2 >= 0.1 else 3, words)}")
    if i2 is not None:
        share = format_number(i2, 0, words)
        facts.append(f"I² = {words.percent.format(number=share)}")
    if q is not None:
        df = getattr(result, "q_df", None)
        name = "Q" if df is None else f"Q({df:g})"
        facts.append(f"{name} = {format_number(q, 2, words)}")
        facts.append(format_p(getattr(result, "q_p", None), words))
    return words.list_separator.join(fact for fact in facts if fact)


def _between_facts(between: Any, words: Words) -> str:
    df2 = getattr(between, "df2", math.inf)
    name = f"Q({between.df})"
    if math.isfinite(df2):
        shown = words.list_separator.join((f"{between.df}", format_number(df2, 1, words)))
        name = f"F({shown})"
    statistic = f"{name} = {format_number(between.q_between, 2, words)}"
    return words.list_separator.join((statistic, format_p(between.p, words)))


def _title(words: Words, effect: str, k: int) -> str:
    if k == 1:
        return words.forest_title_one.format(effect=effect)
    return words.forest_title.format(effect=effect, k=k)


def _description(rows: list[Row], plot: Plot, parts: list[Subgroup]) -> str:
    """The pooled numbers in words, for those who hear the figure."""
    words = plot.words
    decimals = decimals_of(rows) if plot.decimals is None else plot.decimals

    def number(value: float) -> str:
        return format_number(value, decimals, words, within_one=plot.measure.stays_within_one)

    def interval(row: Row) -> str:
        return words.interval_words.format(
            level=plot.level, low=number(row.low), high=number(row.high)
        )

    sentences = []
    for row in rows:
        if row.kind == "diamond" and row.bold:
            sentences.append(
                words.pooled_sentence.format(estimate=number(row.estimate), interval=interval(row))
            )
        elif row.kind == "bar":
            sentences.append(
                words.prediction_sentence.format(low=number(row.low), high=number(row.high))
            )
    for part in parts:
        if part.result is None:
            continue
        row = _diamond(part.result, plot.measure, part.name)
        sentences.append(
            words.subgroup_sentence.format(
                name=part.name,
                k=len(part.members),
                estimate=number(row.estimate),
                interval=interval(row),
            )
        )
    estimates = [row.estimate for row in rows if row.kind in ("study", "point")]
    sentences.append(
        words.range_sentence.format(low=number(min(estimates)), high=number(max(estimates)))
    )
    return " ".join([*sentences, *(f"{note}." for note in plot.notes)])
