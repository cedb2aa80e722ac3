"""What a meta-regression found of each moderator, and of all together.

Coefficients stay on the scale of pooling: differences of logarithms are no ratios.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..language.catalogue import Language

if TYPE_CHECKING:
    from ..dependent.result import ClusteredCoefficient
    from ..pooling.result import PooledEffect


def moderators(r: PooledEffect, spoken: Language) -> Iterator[str]:
    yield spoken.plural(
        "Across {k} results, one coefficient was estimated.",
        "Across {k} results, {n} coefficients were estimated together.",
        len(r.coefficients),
        k=r.k,
    )
    yield from _coefficients(r.coefficients, r.level, spoken)
    yield spoken.say(
        "Together the moderators are tested with {statistic} ({p}).",
        statistic=statistic(r.qm, r.qm_df, r.qm_df2, spoken),
        p=spoken.p_value(r.qm_p),
    )
    if not math.isnan(r.r2) and r.r2 > 0:
        yield spoken.say(
            "They account for {r2}% of the differences between studies.", r2=spoken.fixed(r.r2)
        )
    if r.tau2 > 0:
        yield spoken.say(
            "Differences between the studies remain: I² = {i2}%, τ² = {tau2}.",
            i2=spoken.fixed(r.i2),
            tau2=spoken.number(r.tau2, 3),
        )


def clustered_moderators(
    coefficients: Iterable[ClusteredCoefficient], level: float, p: float, spoken: Language
) -> Iterator[str]:
    yield from _coefficients(coefficients, level, spoken)
    yield spoken.say("All moderators together: {p}.", p=spoken.p_value(p))


def _coefficients(of: Iterable[Any], level: float, spoken: Language) -> Iterator[str]:
    for one in of:
        yield spoken.say(
            "{name}: {estimate} ({level}% confidence interval {low} to {high}, {p}).",
            name=one.name,
            estimate=spoken.number(one.estimate),
            low=spoken.number(one.ci_low),
            high=spoken.number(one.ci_high),
            p=spoken.p_value(one.p),
            level=spoken.level(level),
        )


def statistic(value: float | None, df: int, df2: float | None, spoken: Language) -> str:
    """χ², or F where there are second degrees of freedom."""
    if df2 is None or math.isinf(df2):
        return spoken.say("χ²({df}) = {value}", df=df, value=spoken.number(value))
    second = spoken.shortest(df2)
    return spoken.say("F({df}, {df2}) = {value}", df=df, df2=second, value=spoken.number(value))
