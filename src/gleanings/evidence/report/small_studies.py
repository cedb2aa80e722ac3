"""Whether small studies find other results than large ones, and what would follow if so."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..conventions import DOUBTFUL_P
from ..language.catalogue import N_, Language
from .heterogeneity import is_below
from .notes import notes
from .written import Written

if TYPE_CHECKING:
    from ..bias.failsafe import FailsafeN
    from ..bias.rank_correlation import RankCorrelation
    from ..bias.regression import PetPeese, RegressionTest
    from ..bias.selection import SelectionModel
    from ..bias.trim_and_fill import TrimAndFill

_WHY_NOT = {
    "fewer-than-ten": N_(
        "With fewer than ten studies no test could tell whether small studies find other results "
        "than large ones."
    ),
    "same-precision": N_(
        "The studies are all equally precise, so nothing can be said of small ones."
    ),
    "single-groups": N_(
        "Each study gives a number of one group alone, and none of them is a success that would be "
        "published more readily, so it was not tested whether small studies find other values than "
        "large ones."
    ),
    "sizes-unknown": N_(
        "How many people took part is not known of every study; without that, no test of this "
        "measure can tell whether small studies find other results than large ones."
    ),
    "beyond-one": N_("Some of the values lie beyond 1, which no test of small studies allows for."),
}
_SIDES = {
    "left": N_("on the left of the funnel"),
    "right": N_("on the right of the funnel"),
}


def not_tested(why: str | None, spoken: Language) -> Iterator[str]:
    if why in _WHY_NOT:
        yield spoken.say(_WHY_NOT[why])


def asymmetry(
    *,
    slope: float,
    statistic: float | None,
    df: float | None,
    p: float | None,
    spoken: Language,
    by_size: bool = False,
) -> str:
    """What Egger's test says; `df` is None or infinite for z. by_size: on 1/√n, not on the SE."""
    values = {
        "p": spoken.p_value(p),
        "statistic": _tested(statistic, df, spoken),
    }
    if not is_below(p, DOUBTFUL_P):
        if by_size:
            return spoken.say(
                "Small studies are not shown to find other results than large ones (regression on "
                "1/√n, {statistic}, {p}). That does not prove that no study is missing.",
                **values,
            )
        return spoken.say(
            "Less precise studies are not shown to find other results than precise ones (Egger's "
            "test, {statistic}, {p}). That does not prove that no study is missing.",
            **values,
        )
    if by_size and slope > 0:
        said = spoken.say(
            "The smaller a study, the higher the value it tends to find (regression on 1/√n, "
            "{statistic}, {p}).",
            **values,
        )
    elif by_size:
        said = spoken.say(
            "The smaller a study, the lower the value it tends to find (regression on 1/√n, "
            "{statistic}, {p}).",
            **values,
        )
    elif slope > 0:
        said = spoken.say(
            "The less precise a study, the higher the value it tends to find (Egger's test, "
            "{statistic}, {p}).",
            **values,
        )
    else:
        said = spoken.say(
            "The less precise a study, the lower the value it tends to find (Egger's test, "
            "{statistic}, {p}).",
            **values,
        )
    reason = spoken.say(
        "Studies that found something else may be missing, or small studies may differ in other "
        "ways."
    )
    return f"{said} {reason}"


def _tested(statistic: float | None, df: float | None, spoken: Language) -> str:
    value = spoken.number(statistic)
    if df is None or math.isinf(df):
        return spoken.say("z = {value}", value=value)
    return spoken.say("t({df}) = {value}", df=spoken.shortest(df), value=value)


def without_error(estimate: str, interval: str, spoken: Language) -> str:
    """Where Egger's line ends."""
    return spoken.say(
        "For a study without sampling error the line gives {estimate} {interval}.",
        estimate=estimate,
        interval=interval,
    )


def filled(k0: int, side: str, estimate: str, interval: str, spoken: Language) -> str:
    """What trim and fill adds."""
    if not k0:
        return spoken.say("The funnel is symmetric enough for trim and fill to add no study.")
    return spoken.plural(
        "For a symmetric funnel trim and fill adds one study {side}; with it the answer would be "
        "{estimate} {interval}.",
        "For a symmetric funnel trim and fill adds {n} studies {side}; with them the answer would "
        "be {estimate} {interval}.",
        k0,
        side=spoken.say(_SIDES[side]),
        estimate=estimate,
        interval=interval,
    )


def regression_test(r: RegressionTest, written: Written) -> Iterator[str]:
    yield asymmetry(
        slope=r.slope,
        statistic=r.statistic,
        df=r.df,
        p=r.p,
        spoken=written.spoken,
        by_size=r.predictor == "sqrtninv",
    )
    interval = written.ends(r.limit_ci_low, r.limit_ci_high)
    yield without_error(written.pooled(r.limit_estimate), interval, written.spoken)


def pet_peese(r: PetPeese, written: Written) -> Iterator[str]:
    yield written.spoken.say(
        "Corrected for the tie between results and their precision ({chosen}), the estimate of {k} "
        "results is {estimate} {interval}.",
        chosen=r.chosen,
        k=r.k,
        estimate=written.pooled(r.estimate),
        interval=written.ends(r.ci_low, r.ci_high),
    )


def rank_correlation(r: RankCorrelation, written: Written) -> Iterator[str]:
    spoken = written.spoken
    values = {"k": r.k, "tau": spoken.number(r.tau, within_one=True), "p": spoken.p_value(r.p)}
    if is_below(r.p, DOUBTFUL_P):
        yield spoken.say(
            "Across {k} results, size and imprecision go together (Kendall's τ = {tau}, {p}).",
            **values,
        )
    else:
        yield spoken.say(
            "Across {k} results, size and imprecision are not shown to go together (Kendall's "
            "τ = {tau}, {p}).",
            **values,
        )


def trim_and_fill(r: TrimAndFill, written: Written) -> Iterator[str]:
    interval = written.ends(r.ci_low, r.ci_high)
    yield filled(r.k0, r.side, written.pooled(r.estimate), interval, written.spoken)
    if r.k0:
        yield written.spoken.say(
            "Without them it is {estimate}.", estimate=written.pooled(r.unadjusted)
        )
    yield from notes(r.notes, written.spoken)


def selection_model(r: SelectionModel, written: Written) -> Iterator[str]:
    spoken = written.spoken
    weight = spoken.number(r.weight)
    if weight == spoken.number(1.0):
        yield spoken.say(
            "Results that were not significant were about as likely to be seen as those that were."
        )
    elif r.weight < 1:
        yield spoken.say(
            "Results that were not significant were {weight} times as likely to be seen as those "
            "that were, that is, less often.",
            weight=weight,
        )
    else:
        yield spoken.say(
            "Results that were not significant were {weight} times as likely to be seen as those "
            "that were, that is, more often.",
            weight=weight,
        )
    if not is_below(r.p_selection, DOUBTFUL_P):
        yield spoken.say("Chance explains that difference as well.")
    yield spoken.say(
        "Allowing for that, the estimate is {estimate} {interval}, against {unadjusted} without.",
        estimate=written.pooled(r.estimate),
        interval=written.ends(r.ci_low, r.ci_high),
        unadjusted=written.pooled(r.unadjusted),
    )
    yield from notes(r.notes, spoken)


def failsafe(r: FailsafeN, written: Written) -> Iterator[str]:
    spoken = written.spoken
    if r.mean is not None and r.target is not None:
        yield spoken.plural(
            "One unseen result of zero would bring the mean of {k} results from {mean} to "
            "{target} (Orwin).",
            "{n} unseen results of zero would bring the mean of {k} results from {mean} to "
            "{target} (Orwin).",
            r.n,
            k=r.k,
            mean=written.pooled(r.mean),
            target=written.pooled(r.target),
        )
        return
    yield spoken.plural(
        "One unseen result of zero beside these {k} would bring p up to {alpha} ({method}).",
        "{n} unseen results of zero beside these {k} would bring p up to {alpha} ({method}).",
        r.n,
        k=r.k,
        alpha=spoken.number(r.alpha, within_one=True),
        method=r.method.capitalize(),
    )
    yield spoken.say(
        "The figure supposes that results do not differ between studies; do not lean on it alone."
    )
