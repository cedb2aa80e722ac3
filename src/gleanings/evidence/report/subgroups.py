"""Whether subgroups of studies find other effects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..language.catalogue import Language
from .heterogeneity import beyond_chance
from .moderators import statistic
from .written import Written

if TYPE_CHECKING:
    from ..pooling.subgroups import Subgroups


def subgroups(r: Subgroups, written: Written) -> Iterator[str]:
    for name, part in r.groups.items():
        yield written.spoken.say(
            "{group} (k = {k}): {estimate} ({level}% confidence interval {low} to {high}).",
            group=name,
            k=part.k,
            estimate=written.pooled(part.estimate),
            low=written.pooled(part.ci_low),
            high=written.pooled(part.ci_high),
            level=written.spoken.level(part.level),
        )
    tested = statistic(r.q_between, r.df, r.df2, written.spoken)
    yield between_subgroups(tested, r.p, r.overall.level, written.spoken)


def between_subgroups(tested: str, p: float | None, level: float, spoken: Language) -> str:
    """What the test between them says; `tested` is its statistic as written."""
    values = {"statistic": tested, "p": spoken.p_value(p)}
    if beyond_chance(p, level):
        return spoken.say(
            "The subgroups differ more than chance alone would make them ({statistic}, {p}).",
            **values,
        )
    return spoken.say(
        "The subgroups differ no more than chance alone could make them ({statistic}, {p}). That "
        "does not prove that they are alike.",
        **values,
    )
