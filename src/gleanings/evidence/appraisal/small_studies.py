"""Whether small studies find other effects than large ones."""

from __future__ import annotations

import math

import numpy as np

from gleanings.evidence.appraisal.models import Fit, Model, degrees
from gleanings.evidence.appraisal.result import Corrected, Filled, Slope, SmallStudies, number
from gleanings.evidence.bias import egger, pet_peese, trim_and_fill
from gleanings.evidence.bias.regression import SAME
from gleanings.evidence.conventions import STUDIES_FOR_ASYMMETRY
from gleanings.evidence.dependent import pool_clustered
from gleanings.evidence.distributions import two_sided
from gleanings.evidence.inputs import Floats
from gleanings.evidence.pooling import PooledEffect


def small_studies(model: Model, fit: Fit) -> SmallStudies:
    """Egger's regression; of independent effects trim and fill and PET-PEESE as well.

    Of independent effects the mixed-effects form, tested as the pooled effect is (`regtest` of
    such a fit in metafor). Of dependent effects the regression on the standard error in the
    multilevel model, tested by CR2 (Rodgers & Pustejovsky 2021, Psychol Methods 26:141-160); trim
    and fill and PET-PEESE know nothing of studies, and are left out. The standard error of a
    standardized mean difference holds the effect itself, which tilts every such regression
    somewhat.
    """
    studies = model.studies
    if studies.m < STUDIES_FOR_ASYMMETRY:
        return SmallStudies(why_not="fewer-than-ten")
    se = np.sqrt(studies.v)
    if np.ptp(se) <= SAME * se.max():
        return SmallStudies(why_not="same-precision")
    if isinstance(fit, PooledEffect):
        return SmallStudies(
            egger=_egger(model, fit), trim_and_fill=_filled(model, fit), pet_peese=_peese(model)
        )
    return SmallStudies(egger=_clustered_egger(model, se))


def _egger(model: Model, fit: PooledEffect) -> Slope:
    test = egger(fit, test=model.test, level=model.level)
    return Slope(
        slope=test.slope,
        se=test.se,
        statistic=number(test.statistic),
        df=number(test.df),
        p=number(test.p),
        limit=model.scale.one(test.limit_estimate, test.limit_ci_low, test.limit_ci_high),
    )


def _clustered_egger(model: Model, se: Floats) -> Slope:
    studies = model.studies
    fit = pool_clustered(
        studies.y,
        studies.v,
        studies.study,
        rho=model.rho,
        method=model.method,
        level=model.level,
        moderators={"standard error": se},
    )
    limit, slope = fit.coefficients
    return Slope(
        slope=slope.estimate,
        se=slope.se,
        statistic=number(slope.statistic),
        df=number(slope.df),
        p=number(slope.p),
        limit=model.scale.one(limit.estimate, number(limit.ci_low), number(limit.ci_high)),
    )


def _filled(model: Model, fit: PooledEffect) -> Filled | None:
    try:
        found = trim_and_fill(fit)
    except ValueError:  # the number of missing effects did not settle
        return None
    return Filled(
        k0=found.k0,
        side=found.side,
        yi=tuple(found.yi[found.filled].tolist()),
        vi=tuple(found.vi[found.filled].tolist()),
        estimate=found.estimate,
        se=found.se,
        df=number(degrees(fit) + found.k0),
        p=number(found.p),
        ci_low=number(found.ci_low),
        ci_high=number(found.ci_high),
        shown=model.scale.one(found.estimate, found.ci_low, found.ci_high),
    )


def _peese(model: Model) -> Corrected:
    found = pet_peese(model.studies.y, model.studies.v, level=model.level)
    used = found.peese if found.chosen == "PEESE" else found.pet
    statistic = found.estimate / found.se if found.se > 0 else math.inf
    return Corrected(
        chosen=found.chosen,
        estimate=found.estimate,
        se=found.se,
        df=number(used.df),
        p=number(two_sided(statistic, used.df)),
        ci_low=number(found.ci_low),
        ci_high=number(found.ci_high),
        shown=model.scale.one(found.estimate, found.ci_low, found.ci_high),
    )
