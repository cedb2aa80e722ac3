"""A pooled effect in a paragraph, for people who read studies but do not pool them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .answer import prediction_of
from .heterogeneity import common_effect, few_studies, heterogeneity, levels
from .label import evidence_label
from .method import assumed, method
from .moderators import clustered_moderators, moderators
from .notes import notes
from .phrasing import Speech
from .written import Written

if TYPE_CHECKING:
    from ..dependent.clustered import ClusteredEffect
    from ..dependent.result import MultilevelEffect
    from ..dependent.robust import RobustEffect
    from ..pooling.result import PooledEffect
    from ..pooling.tables import PooledTables


def pooled_effect(r: PooledEffect, written: Written) -> Iterator[str]:
    spoken = written.spoken
    if r.is_regression:
        yield from moderators(r, spoken)
    else:
        yield _average(r, r.k, written)
        if r.k > 1:
            yield from _meaning(r, written)
            yield from _spread(r, written)
    yield from notes(r.notes, spoken)
    if r.dropped:
        yield spoken.plural(
            "One row with missing values was left out.",
            "{n} rows with missing values were left out.",
            r.dropped,
        )
    yield method(
        model="common-effect" if r.method == "EE" else "random-effects",
        by=r.method,
        test=r.test,
        df=r.test_df,
        spoken=spoken,
    )


def _spread(r: PooledEffect, written: Written) -> Iterator[str]:
    if r.method == "EE":
        yield common_effect(r, written.spoken)
        return
    yield from heterogeneity(r, written.spoken)
    yield from _prediction(r, written)
    yield from few_studies(r.k, written.spoken)


def _average(r: Any, k: int, written: Written) -> str:
    numbers = {
        "name": written.name,
        "estimate": written.pooled(r.estimate),
        "low": written.pooled(r.ci_low),
        "high": written.pooled(r.ci_high),
        "level": written.spoken.level(r.level),
        "p": written.spoken.p_value(r.p),
    }
    return written.spoken.plural(
        "There is only one result, so nothing could be pooled: it gives {name} of {estimate} "
        "({level}% confidence interval {low} to {high}, {p}).",
        "Taken together, {n} results give {name} of {estimate} ({level}% confidence interval {low} "
        "to {high}, {p}).",
        k,
        **numbers,
    )


def _speech(written: Written) -> Speech:
    return Speech(written.measure.code, "", "", None, written.spoken.code)


def _meaning(r: Any, written: Written) -> Iterator[str]:
    """Precisely near none and too imprecise to tell are different news (Barley et al. 2009)."""
    if math.isnan(written.null):
        return
    speech = _speech(written)
    low, high = (written.natural(end) for end in (r.ci_low, r.ci_high))
    label = evidence_label(measure=written.measure.code, ci_low=low, ci_high=high)
    if label == "near-zero":
        yield speech.sure("near")
    elif label == "few-or-imprecise":
        yield speech.sure("doubt")
    elif r.ci_low <= written.null <= r.ci_high:
        yield speech.sure("doubt_unrated")
    else:
        yield speech.tell(f"interval_excludes_{speech.kind}", null=written.shown_null)


def _prediction(r: Any, written: Written) -> Iterator[str]:
    if r.tau2 > 0:
        low, high = (written.natural(end) for end in (r.prediction_low, r.prediction_high))
        said = prediction_of(_speech(written), low, high, r.level)
        if said:
            yield said


def pooled_tables(r: PooledTables, written: Written) -> Iterator[str]:
    spoken = written.spoken
    yield _average(r, r.k, written)
    yield from _meaning(r, written)
    if r.q_df > 0:
        yield common_effect(r, spoken)
    yield spoken.say("Method: {method}.", method=r.method)


def multilevel(fit: MultilevelEffect, written: Written) -> Iterator[str]:
    spoken = written.spoken
    yield _clusters(fit, written)
    if fit.is_regression:
        yield from clustered_moderators(fit.coefficients, fit.level, fit.qm_p, spoken)
    else:
        yield _average(fit, fit.k, written)
        yield from _meaning(fit, written)
    yield from heterogeneity(fit, spoken)
    if fit.tau2 > 0:
        yield levels(fit.i2_between, fit.i2_within, spoken)
        if not fit.is_regression:
            yield from _prediction(fit, written)
    yield from assumed(fit.rho, spoken)
    yield from notes(fit.notes, spoken)


def _clusters(fit: Any, written: Written) -> str:
    return written.spoken.plural(
        "The results come from one study.",
        "The results come from {n} studies.",
        fit.n_clusters,
    )


def robust(r: RobustEffect, written: Written) -> Iterator[str]:
    spoken = written.spoken
    if r.is_regression:
        yield from clustered_moderators(r.coefficients, r.level, r.f_p, spoken)
    else:
        yield _average(r, r.k, written)
        yield from _meaning(r, written)
    yield spoken.say(
        "Standard errors allow for any dependence among the {k} results within their {n_clusters} "
        "studies.",
        k=r.k,
        n_clusters=r.n_clusters,
    )
    yield from notes(r.notes, spoken)


def clustered(r: ClusteredEffect, written: Written) -> Iterator[str]:
    """The average as the robust version has it, the differences as the model does."""
    spoken = written.spoken
    yield from robust(r.robust, written)
    if not r.fit.is_regression:
        yield from heterogeneity(r.fit, spoken)
        if r.fit.tau2 > 0:
            yield levels(r.fit.i2_between, r.fit.i2_within, spoken)
        yield from _prediction(r, written)
        yield from assumed(r.fit.rho, spoken)
        yield from notes(r.fit.notes, spoken)
