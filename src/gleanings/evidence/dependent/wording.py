"""Results of clustered models in words, in English and French.

With a `measure`, pooled effects are told on the scale that people read; coefficients of a
meta-regression stay as they are, since differences of logarithms are no ratios.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gleanings.evidence.language.numbers import shortest
from gleanings.evidence.languages import (
    Statement,
    Words,
    catalogue,
    figure,
    level_text,
    p_value,
    style_of,
    tell,
)
from gleanings.evidence.readable import ends_shown, shown

if TYPE_CHECKING:
    from gleanings.evidence.dependent.result import ClusteredCoefficient, MultilevelEffect
    from gleanings.evidence.dependent.robust import RobustEffect


def notice_of(notes: tuple[Statement, ...], language: str = "en") -> str:
    """What had to be said of a fit."""
    return tell(notes, catalogue(__package__, language))


def multilevel_paragraph(
    fit: MultilevelEffect, language: str = "en", measure: str | None = None
) -> str:
    """What a three-level or CHE model found."""
    words = catalogue(__package__, language)
    said = [Statement("analysed", {"k": fit.k, "n_clusters": fit.n_clusters})]
    if fit.is_regression:
        said.append(_regression(fit.coefficients, fit.level, fit.qm_p, words))
    else:
        said.append(Statement("average", _average(fit, fit.level, measure, words)))
        if fit.tau2 > 0:
            low, high = (
                shown(x, measure, words) for x in (fit.prediction_low, fit.prediction_high)
            )
            said.append(Statement("prediction", {"low": low, "high": high}))
    if fit.tau2 > 0:
        shares = {"between": figure(fit.i2_between, words), "within": figure(fit.i2_within, words)}
        said.append(Statement("levels", shares))
    else:
        said.append(Statement("chance", {}))
    if fit.rho:
        said.append(Statement("rho", {"rho": shortest(fit.rho, style_of(words))}))
    return tell([*said, *fit.notes], words)


def robust_paragraph(result: RobustEffect, language: str = "en", measure: str | None = None) -> str:
    """What cluster-robust tests found."""
    words = catalogue(__package__, language)
    if result.is_regression:
        said = _regression(result.coefficients, result.level, result.f_p, words)
    else:
        said = Statement("robust", _average(result, result.level, measure, words))
    errors = Statement("robust_errors", {"k": result.k, "n_clusters": result.n_clusters})
    return tell([said, errors, *result.notes], words)


def _regression(
    coefficients: tuple[ClusteredCoefficient, ...], level: float, p: float, words: Words
) -> Statement:
    told = [
        words["coefficient"].format(name=c.name, **_average(c, level, None, words))
        for c in coefficients
    ]
    listed = words["between_coefficients"].join(told)
    return Statement("regression", {"coefficients": listed, "p": p_value(p, words)})


def _average(
    found: MultilevelEffect | RobustEffect | ClusteredCoefficient,
    level: float,
    measure: str | None,
    words: Words,
) -> dict[str, str]:
    return {
        "estimate": shown(found.estimate, measure, words),
        "interval": words["interval"].format(
            level=level_text(level, words),
            ends=ends_shown(found.ci_low, found.ci_high, measure, words),
        ),
        "p": p_value(found.p, words),
    }
