"""The figures of an appraisal, drawn from its stored numbers: nothing is fitted here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from gleanings.evidence.appraisal.result import Appraisal, Estimate
from gleanings.evidence.figures import Words, funnel_plot
from gleanings.evidence.figures.axis import measure_drawn
from gleanings.evidence.figures.canvas import Format
from gleanings.evidence.figures.cumulative import draw_steps
from gleanings.evidence.figures.forest import draw_forest
from gleanings.evidence.figures.forest_data import Forest, Studies, Subgroup
from gleanings.evidence.figures.rows import Width
from gleanings.evidence.figures.words import ENGLISH, plain_label

Given = Appraisal | Mapping[str, Any]


def forest(
    appraisal: Given,
    *,
    by_subgroup: bool = False,
    prediction: bool = True,
    words: Words = ENGLISH,
    format: Format = "svg",
    width: Width = "wide",
    favours: tuple[str, str] | None = None,
    effect: str | None = None,
    limits: tuple[float, float] | None = None,
    decimals: int | None = None,
    title: str | None = None,
    id_prefix: str = "forest",
    standalone: bool = False,
) -> str | bytes:
    """Every effect with its weight and interval, the pooled diamond and the prediction interval.

    appraisal: of `appraise`, or its `to_dict`. The diamond of dependent effects is the robust one.
    Where nothing is pooled the effects stand side by side as dots, without weights. by_subgroup:
    each subgroup under its heading, with its own diamond where it is pooled. All else as in
    `forest_plot`. ValueError where there is no effect.
    """
    of = _appraisal(appraisal)
    if not of.effects:
        raise ValueError("There is no effect in this appraisal, and so nothing to draw.")
    pooled = of.pooled
    drawn = Forest(
        Studies(
            np.array([effect.yi for effect in of.effects]),
            np.array([effect.vi for effect in of.effects]),
            _labels(of, words),
            [()] * of.k,
            None if pooled is None else np.array([one.weight or 0.0 for one in of.effects]),
            (
                np.array([effect.ci_low for effect in of.effects]),
                np.array([effect.ci_high for effect in of.effects]),
            ),
        ),
        _Result.of(of, pooled) if pooled is not None else None,
        _parts(of) if by_subgroup else [],
        _between(of) if by_subgroup else None,
        measure_drawn(of.measure),
        of.level,
    )
    name = effect or drawn.measure.heading_in(words.language)
    many = words.forest_title.format(effect=name, k=of.n_studies)
    one = words.forest_title_one.format(effect=name)
    return draw_forest(
        drawn, prediction=prediction, words=words, format=format, width=width, favours=favours,
        effect=effect, limits=limits, decimals=decimals,
        title=title or (many if of.n_studies > 1 else one), id_prefix=id_prefix,
        standalone=standalone,
    )  # fmt: skip


def funnel(
    appraisal: Given,
    *,
    contours: bool = True,
    words: Words = ENGLISH,
    format: Format = "svg",
    width: Width = "wide",
    effect: str | None = None,
    title: str | None = None,
    id_prefix: str = "funnel",
    standalone: bool = False,
) -> str | bytes:
    """Every effect against its standard error, and what trim and fill adds, where it was asked.

    All as in `funnel_plot`. ValueError where nothing is pooled.
    """
    of = _appraisal(appraisal)
    pooled = _pooled(of, "funnel plot")
    result = _Result.of(of, pooled)
    found = of.small_studies.trim_and_fill
    filling = None
    if found is not None:
        filling = SimpleNamespace(
            yi=found.yi, vi=found.vi, filled=[True] * found.k0, estimate=found.estimate
        )
    measure = measure_drawn(of.measure)
    name = words.funnel_title.format(
        effect=effect or measure.heading_in(words.language), k=of.n_studies
    )
    return funnel_plot(
        [effect.yi for effect in of.effects], [effect.vi for effect in of.effects],
        labels=_labels(of, words), pooled=result, trim_and_fill=filling, contours=contours,
        measure=of.measure, words=words, format=format, width=width, effect=effect,
        title=title or name, id_prefix=id_prefix, standalone=standalone,
    )  # fmt: skip


def cumulative_over_years(
    appraisal: Given,
    *,
    words: Words = ENGLISH,
    format: Format = "svg",
    width: Width = "wide",
    favours: tuple[str, str] | None = None,
    effect: str | None = None,
    limits: tuple[float, float] | None = None,
    decimals: int | None = None,
    title: str | None = None,
    id_prefix: str = "cumulative",
    standalone: bool = False,
) -> str | bytes:
    """The pooled effect up to and with each year; k counts the effects until then.

    All as in `cumulative_plot`. ValueError where there are no steps, which
    `appraisal.cumulative.why_not` explains.
    """
    of = _appraisal(appraisal)
    steps = of.cumulative.steps
    if not steps:
        raise ValueError(
            f"There is no estimate over the years to draw ({of.cumulative.why_not}); ask "
            "appraisal.cumulative.why_not first."
        )
    measure = measure_drawn(of.measure)
    name = words.cumulative_title.format(
        effect=effect or measure.heading_in(words.language), k=of.n_studies
    )
    return draw_steps(
        [f"{step.year:g}" for step in steps],
        SimpleNamespace(
            estimate=[step.estimate for step in steps],
            ci_low=_ends(steps, "ci_low"),
            ci_high=_ends(steps, "ci_high"),
        ),
        measure, of.level, columns={"k": [step.k for step in steps]}, favours=favours,
        effect=effect, limits=limits, decimals=decimals, title=title or name, words=words,
        format=format, width=width, id_prefix=id_prefix, standalone=standalone,
    )  # fmt: skip


def _appraisal(given: Given) -> Appraisal:
    return given if isinstance(given, Appraisal) else Appraisal.from_dict(given)


def _pooled(of: Appraisal, figure: str) -> Estimate:
    if of.pooled is None:
        raise ValueError(
            f"Nothing is pooled in this appraisal ({of.why_not_pooled}), and a {figure} needs "
            "a pooled effect; draw forest() alone."
        )
    return of.pooled


def _labels(of: Appraisal, words: Words) -> list[str]:
    return [
        plain_label(one.label or one.cluster or words.study_number.format(number=number))
        for number, one in enumerate(of.effects, start=1)
    ]


def _ends(steps: Sequence[Estimate], name: str) -> list[float]:
    return [np.nan if getattr(step, name) is None else getattr(step, name) for step in steps]


@dataclass(frozen=True)
class _Result:
    """A pooled effect in the form that the figures draw."""

    estimate: float
    ci_low: float
    ci_high: float
    prediction_low: float | None = None
    prediction_high: float | None = None
    tau2: float | None = None
    i2: float | None = None
    q: float | None = None
    q_df: int | None = None
    q_p: float | None = None
    sigma2_between: float | None = None
    method: str | None = None
    test: str | None = None

    @classmethod
    def of(cls, appraisal: Appraisal, pooled: Any) -> _Result:
        spread = appraisal.heterogeneity
        facts = {} if spread is None else {
            name: getattr(spread, name)
            for name in ("tau2", "i2", "q", "q_df", "q_p", "sigma2_between")
        }  # fmt: skip
        low, high = _ends([pooled], "ci_low")[0], _ends([pooled], "ci_high")[0]
        return cls(
            pooled.estimate, low, high, pooled.prediction_low, pooled.prediction_high,
            **facts, method=_method(appraisal), test=appraisal.test,
        )  # fmt: skip


def _method(of: Appraisal) -> str:
    return "EE" if of.model == "common-effect" else of.method


def _parts(of: Appraisal) -> list[Subgroup]:
    names = [effect.subgroup for effect in of.effects]
    return [
        Subgroup(
            plain_label(group.name),
            [place for place, name in enumerate(names) if name == group.name],
            None
            if group.pooled is None
            else _Result(
                group.pooled.estimate,
                _ends([group.pooled], "ci_low")[0],
                _ends([group.pooled], "ci_high")[0],
            ),
        )
        for group in of.subgroups.groups
    ]


def _between(of: Appraisal) -> Any:
    test = of.subgroups.between
    if test is None or test.statistic is None:
        return None
    df2 = np.inf if test.df2 is None else test.df2
    return SimpleNamespace(q_between=test.statistic, df=test.df1, df2=df2, p=test.p)
