"""All that an appraisal says, section by section, as the page of an answer has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language.catalogue import language_of
from ..measures import measure_of
from .certainty import CertaintyWords, certainty, on_one_side, width_vs_small
from .heterogeneity import common_effect, few_studies, heterogeneity, levels
from .method import assumed, method, of_two_times, transformed
from .moderators import statistic
from .notes import notes
from .robustness import Refit, computed_otherwise, swaying, without_one
from .small_studies import asymmetry, filled, not_tested, without_error
from .subgroups import between_subgroups
from .written import Written
from .years import over_years

if TYPE_CHECKING:
    from ..appraisal.result import Appraisal, Estimate, Heterogeneity, Pooled, Shown


@dataclass(frozen=True)
class Narrative:
    """Sentences by section; a section that has nothing to say is empty."""

    certainty: CertaintyWords | None = None
    heterogeneity: tuple[str, ...] = ()
    small_studies: tuple[str, ...] = ()
    robustness: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    subgroups: tuple[str, ...] = ()
    method: tuple[str, ...] = ()


def narrative(
    of: Appraisal, label: str, language: str = "en", *, is_searched: bool | None = None
) -> Narrative:
    """What an appraisal says besides its answer, whose label is given; empty where nothing is
    pooled. `is_searched` is as in `certainty`. Raises ValueError for a language without sentences.
    """
    written = Written.of(of.measure, language_of(language))
    if of.pooled is None or of.heterogeneity is None:
        return Narrative()
    return Narrative(
        certainty=_certainty(of, of.pooled, of.heterogeneity, label, language, is_searched),
        heterogeneity=tuple(_heterogeneity(of, of.heterogeneity, written)),
        small_studies=tuple(_small_studies(of, written)),
        robustness=tuple(_robustness(of, of.pooled, written)),
        years=tuple(over_years([_refit(f"{s.year:g}", s) for s in of.cumulative.steps], written)),
        subgroups=tuple(_subgroups(of, written)),
        method=tuple(_method(of, of.pooled, written)),
    )


def _certainty(
    of: Appraisal,
    pooled: Pooled,
    spread: Heterogeneity,
    label: str,
    language: str,
    is_searched: bool | None,
) -> CertaintyWords:
    shown, egger = pooled.shown, of.small_studies.egger
    measure = of.measure or "GEN"
    rated = certainty(
        label=label,
        k=of.k,
        n_studies=of.n_studies,
        n_people=None if of.n_people is None else int(of.n_people),
        i2=spread.i2,
        q_p=spread.q_p,
        prediction_includes_null=_includes_null(shown, measure),
        interval_width_vs_small=_width(shown, measure),
        small_study_p=egger.p if egger else None,
        is_searched=is_searched,
        is_one_sided=on_one_side(measure, _found(of, shown)),
    )
    return rated.in_words(language, measure)


def _includes_null(shown: Shown, measure: str) -> bool | None:
    null, low, high = measure_of(measure).null, shown.prediction_low, shown.prediction_high
    if null is None or low is None or high is None:
        return None
    return low <= null <= high


def _found(of: Appraisal, shown: Shown) -> list[float | None]:
    """What each study found, and what to expect in a new setting."""
    studies = [effect.shown.estimate for effect in of.effects]
    return [*studies, shown.prediction_low, shown.prediction_high]


def _width(shown: Shown, measure: str) -> float | None:
    if shown.ci_low is None or shown.ci_high is None:
        return None
    return width_vs_small(measure, shown.ci_low, shown.ci_high)


def _heterogeneity(of: Appraisal, spread: Heterogeneity, written: Written) -> Iterator[str]:
    if of.model == "common-effect":
        yield common_effect(spread, written.spoken)
        return
    yield from heterogeneity(spread, written.spoken)
    if spread.i2_between is not None and spread.i2_within is not None and spread.tau2 > 0:
        yield levels(spread.i2_between, spread.i2_within, written.spoken)
    yield from few_studies(of.n_studies, written.spoken)


def _small_studies(of: Appraisal, written: Written) -> Iterator[str]:
    small, spoken = of.small_studies, written.spoken
    yield from not_tested(small.why_not, spoken)
    if (egger := small.egger) is not None:
        yield asymmetry(
            slope=egger.slope,
            statistic=egger.statistic,
            df=egger.df,
            p=egger.p,
            spoken=spoken,
            by_size=egger.predictor == "sqrtninv",
        )
        yield without_error(*_estimate(egger.limit, written), spoken)
    if (fill := small.trim_and_fill) is not None:
        yield filled(fill.k0, fill.side, *_estimate(fill.shown, written), spoken)


def _estimate(shown: Shown, written: Written) -> tuple[str, str]:
    return written.value(shown.estimate), written.interval(shown.ci_low, shown.ci_high)


def _refit(label: str, of: Estimate) -> Refit:
    return Refit(label, of.shown.estimate or 0.0, of.shown.ci_low, of.shown.ci_high)


def _robustness(of: Appraisal, pooled: Pooled, written: Written) -> Iterator[str]:
    rows = of.sensitivity.leave_one_out
    yield from without_one(_refit("", pooled), [_refit(row.study, row) for row in rows], written)
    if of.sensitivity.influential:
        yield swaying(of.sensitivity.influential, written.spoken)
    others = [_refit(row.kind, row) for row in of.sensitivity.alternatives]
    yield from computed_otherwise(others, written)


def _subgroups(of: Appraisal, written: Written) -> Iterator[str]:
    between = of.subgroups.between
    if between is not None:
        tested = statistic(between.statistic, between.df1, between.df2, written.spoken)
        yield between_subgroups(tested, between.p, of.level, written.spoken)


def _method(of: Appraisal, pooled: Pooled, written: Written) -> Iterator[str]:
    yield method(
        model=of.model or "",
        by=of.method,
        test=of.test or "",
        df=pooled.df,
        spoken=written.spoken,
    )
    yield from transformed(written.measure.scale, written.spoken)
    yield from of_two_times(written.measure, written.spoken)
    yield from assumed(of.rho, written.spoken)
    yield from notes(pooled.notes, written.spoken)
