"""Tests for missing studies, and corrections for them, in words, in English and French.

With a `measure`, estimates are told on the scale that people read: a ratio, not its logarithm.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gleanings.evidence.language.numbers import shortest
from gleanings.evidence.languages import (
    Statement,
    Words,
    catalogue,
    number,
    p_value,
    style_of,
    tell,
)
from gleanings.evidence.readable import ends_shown, shown

if TYPE_CHECKING:
    from gleanings.evidence.bias.failsafe import FailsafeN
    from gleanings.evidence.bias.rank_correlation import RankCorrelation
    from gleanings.evidence.bias.regression import PetPeese, RegressionTest
    from gleanings.evidence.bias.selection import SelectionModel
    from gleanings.evidence.bias.trim_and_fill import TrimAndFill


def words_of(language: str) -> Words:
    return catalogue(__package__, language)


def notice_of(notes: tuple[Statement, ...]) -> str:
    """What had to be said of a fit, in English."""
    return tell(notes, words_of("en"))


def regression_told(r: RegressionTest, language: str, measure: str | None) -> str:
    words = words_of(language)
    slope = "slope_none" if not r.p < 0.05 else "slope_up" if r.slope > 0 else "slope_down"
    test = "test_z" if math.isinf(r.df) else "test_t"
    tested = {
        "test": words[test].format(df=f"{r.df:.0f}", value=number(r.statistic, words)),
        "p": p_value(r.p, words),
        "k": r.k,
    }
    limit = {
        "estimate": shown(r.limit_estimate, measure, words),
        "interval": ends_shown(r.limit_ci_low, r.limit_ci_high, measure, words),
    }
    return tell([Statement(slope, tested), Statement("limit", limit)], words)


def pet_peese_told(r: PetPeese, language: str, measure: str | None) -> str:
    words = words_of(language)
    values = {"chosen": r.chosen, "k": r.k, **_estimate(r, measure, words)}
    return tell([Statement("pet_peese", values)], words)


def ranks_told(r: RankCorrelation, language: str) -> str:
    words = words_of(language)
    label = "ranks_together" if r.p < 0.05 else "ranks_apart"
    values = {"k": r.k, "tau": number(r.tau, words), "p": p_value(r.p, words)}
    return tell([Statement(label, values)], words)


def fill_told(r: TrimAndFill, language: str, measure: str | None) -> str:
    words = words_of(language)
    label = {0: "fill_none", 1: "fill_one"}.get(r.k0, "fill_many")
    values = {
        "k0": r.k0,
        "side": words[f"side_{r.side}"],
        "unadjusted": shown(r.unadjusted, measure, words),
        **_estimate(r, measure, words),
    }
    return tell([Statement(label, values), *r.notes], words)


def selection_told(r: SelectionModel, language: str, measure: str | None) -> str:
    words = words_of(language)
    seen = "seen_less" if r.weight < 1 else "seen_more"
    said = [Statement(seen, {"weight": number(r.weight, words)})]
    if not r.p_selection < 0.05:
        said.append(Statement("seen_chance", {}))
    values = {
        "unadjusted": shown(r.unadjusted, measure, words),
        **_estimate(r, measure, words),
    }
    return tell([*said, Statement("selection", values), *r.notes], words)


def failsafe_told(r: FailsafeN, language: str, measure: str | None) -> str:
    words = words_of(language)
    if r.mean is not None and r.target is not None:
        means = {"mean": r.mean, "target": r.target}
        told = {name: shown(value, measure, words) for name, value in means.items()}
        return tell([Statement("failsafe_orwin", {"n": r.n, "k": r.k, **told})], words)
    alpha = shortest(r.alpha or 0.0, style_of(words))
    values = {"n": r.n, "k": r.k, "alpha": alpha, "method": r.method.capitalize()}
    return tell([Statement("failsafe_p", values), Statement("failsafe_caution", {})], words)


def _estimate(
    r: PetPeese | TrimAndFill | SelectionModel, measure: str | None, words: Words
) -> dict[str, str]:
    return {
        "estimate": shown(r.estimate, measure, words),
        "interval": ends_shown(r.ci_low, r.ci_high, measure, words),
    }
