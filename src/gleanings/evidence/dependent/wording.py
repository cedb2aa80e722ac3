"""Results of clustered models in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gleanings.evidence.dependent.result import ClusteredCoefficient, MultilevelEffect


def p_value(p: float) -> str:
    """p as it is reported: three decimals, or below .001."""
    if math.isnan(p):
        return "p not defined"
    return "p < .001" if p < 0.001 else f"p = {p:.3f}".replace("0.", ".", 1)


def interval(low: float, high: float, level: float) -> str:
    """An interval with its level."""
    return f"{100 * level:g}% CI [{low:.2f}, {high:.2f}]"


def coefficient_sentence(c: ClusteredCoefficient, level: float) -> str:
    """One coefficient with its interval and p."""
    return f"{c.name}: {c.estimate:.2f}, {interval(c.ci_low, c.ci_high, level)}, {p_value(c.p)}"


def multilevel_paragraph(fit: MultilevelEffect) -> str:
    """What a three-level or CHE model found."""
    sentences = [f"{fit.k} effects from {fit.n_clusters} studies were analysed together."]
    if fit.is_regression:
        named = "; ".join(coefficient_sentence(c, fit.level) for c in fit.coefficients)
        sentences.append(f"{named}. All moderators together: {p_value(fit.qm_p)}.")
    else:
        sentences.append(
            f"On average the effect is {fit.estimate:.2f} "
            f"({interval(fit.ci_low, fit.ci_high, fit.level)}, {p_value(fit.p)})."
        )
        if fit.tau2 > 0:
            sentences.append(
                "In a new study, one true effect may be expected between "
                f"{fit.prediction_low:.2f} and {fit.prediction_high:.2f}."
            )
    if fit.tau2 > 0:
        sentences.append(
            f"Of the variation, {fit.i2_between:.0f}% lies between studies and "
            f"{fit.i2_within:.0f}% between effects of the same study; the rest is chance."
        )
    else:
        sentences.append("The effects differ no more than chance makes them.")
    if fit.rho:
        sentences.append(
            f"Sampling errors within a study were assumed to correlate by {fit.rho:g}."
        )
    if fit.notice:
        sentences.append(fit.notice)
    return " ".join(sentences)
