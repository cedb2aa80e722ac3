"""Whether small studies find other effects than large ones."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gleanings.evidence.appraisal.models import Fit, Model, degrees
from gleanings.evidence.appraisal.result import Corrected, Filled, Slope, SmallStudies, number
from gleanings.evidence.appraisal.studies import Studies
from gleanings.evidence.bias import egger, pet_peese, trim_and_fill
from gleanings.evidence.bias.regression import SAME
from gleanings.evidence.conventions import DOUBTFUL_P, STUDIES_FOR_ASYMMETRY
from gleanings.evidence.dependent import ClusteredEffect, pool_clustered
from gleanings.evidence.distributions import two_sided
from gleanings.evidence.inputs import Floats
from gleanings.evidence.measures.funnel import Compared, Funnel, given_sizes
from gleanings.evidence.pooling import PooledEffect


def small_studies(model: Model, fit: Fit) -> SmallStudies:
    """Egger's regression; of independent effects trim and fill and PET-PEESE as well.

    Of independent effects the mixed-effects form, tested as the pooled effect is (`regtest` of
    such a fit in metafor). Of dependent effects the regression in the multilevel model, tested by
    CR2 (Rodgers & Pustejovsky 2021, Psychol Methods 26:141-160); trim and fill and PET-PEESE know
    nothing of studies, and are left out.

    A variance that holds the effect tilts every such regression, so all three work on the scale
    of `Measure.funnel`, where it does not; where there is none, the regression is on √(1/n) and the
    other two are left out. Trim and fill follows an asymmetry that is shown, and none else.
    `benchmarks/bench_small_studies.py` prints how often each speaks of unbiased studies.
    """
    studies = model.studies
    way = given_sizes(model.scale.measure.funnel, studies.y, studies.v, studies.ni)
    if way.compared is Compared.NOT:
        return SmallStudies(why_not="single-groups")
    if studies.m < STUDIES_FOR_ASYMMETRY:
        return SmallStudies(why_not="fewer-than-ten")
    if way.compared is Compared.BY_SIZE and any(n is None for n in studies.ni):
        return SmallStudies(why_not="sizes-unknown")
    seen = _seen(studies, way)
    if not np.isfinite(seen.y).all():
        return SmallStudies(why_not="beyond-one")
    if np.ptp(seen.x) <= SAME * seen.x.max():
        return SmallStudies(why_not="same-precision")
    if isinstance(fit, ClusteredEffect):
        return SmallStudies(egger=_clustered_egger(model, seen))
    slope = _egger(model, seen)
    if way.compared is Compared.BY_SIZE:
        return SmallStudies(egger=slope)
    is_asymmetric = slope.p is not None and slope.p < DOUBTFUL_P
    return SmallStudies(
        egger=slope,
        trim_and_fill=_filled(model, seen, fit) if is_asymmetric else None,
        pet_peese=_peese(model, seen),
    )


@dataclass(frozen=True)
class _Seen:
    """Effects and variances on the scale they are compared on, and the predictor x."""

    y: Floats
    v: Floats
    x: Floats
    way: Funnel

    def back(self, value: float) -> float:
        return float(self.way.back(value))


def _seen(studies: Studies, way: Funnel) -> _Seen:
    with np.errstate(divide="ignore", invalid="ignore"):
        y, v = np.asarray(way.onto(studies.y)), studies.v * way.slope(studies.y) ** 2
    if way.compared is Compared.BY_SIZE:
        return _Seen(y, v, 1 / np.sqrt(np.array(studies.ni, dtype=float)), way)
    return _Seen(y, v, np.sqrt(v), way)


def _egger(model: Model, seen: _Seen) -> Slope:
    by = seen.way.compared
    test = egger(
        seen.y,
        seen.v,
        predictor=by,
        ni=1 / seen.x**2 if by is Compared.BY_SIZE else None,
        method=model.method,
        test=model.test,
        level=model.level,
    )
    ends = (test.limit_estimate, test.limit_ci_low, test.limit_ci_high)
    return Slope(
        predictor=str(by),
        slope=test.slope,
        se=test.se,
        statistic=number(test.statistic),
        df=number(test.df),
        p=number(test.p),
        limit=model.scale.one(*(seen.back(end) for end in ends)),
    )


def _clustered_egger(model: Model, seen: _Seen) -> Slope:
    fit = pool_clustered(
        seen.y,
        seen.v,
        model.studies.study,
        rho=model.rho,
        method=model.method,
        level=model.level,
        moderators={"imprecision": seen.x},
    )
    limit, slope = fit.coefficients
    ends = (limit.estimate, limit.ci_low, limit.ci_high)
    return Slope(
        predictor=str(seen.way.compared),
        slope=slope.estimate,
        se=slope.se,
        statistic=number(slope.statistic),
        df=number(slope.df),
        p=number(slope.p),
        limit=model.scale.one(*(number(seen.back(end)) for end in ends)),
    )


def _filled(model: Model, seen: _Seen, fit: PooledEffect) -> Filled | None:
    options = {"method": fit.method, "test": fit.test, "level": fit.level}
    try:
        found = trim_and_fill(seen.y, seen.v, **options)  # type: ignore[arg-type]
    except ValueError:  # the number of missing effects did not settle
        return None
    imputed = np.asarray(seen.way.back(found.yi[found.filled]))
    ends = [seen.back(end) for end in (found.estimate, found.ci_low, found.ci_high)]
    return Filled(
        k0=found.k0,
        side=found.side,
        yi=tuple(imputed.tolist()),
        vi=tuple((found.vi[found.filled] / seen.way.slope(imputed) ** 2).tolist()),
        estimate=ends[0],
        se=found.se / float(seen.way.slope(ends[0])),
        df=number(degrees(fit) + found.k0),
        p=number(found.p),
        ci_low=number(ends[1]),
        ci_high=number(ends[2]),
        shown=model.scale.one(*ends),
    )


def _peese(model: Model, seen: _Seen) -> Corrected:
    found = pet_peese(seen.y, seen.v, level=model.level)
    used = found.peese if found.chosen == "PEESE" else found.pet
    statistic = found.estimate / found.se if found.se > 0 else math.inf
    ends = [seen.back(end) for end in (found.estimate, found.ci_low, found.ci_high)]
    return Corrected(
        chosen=found.chosen,
        estimate=ends[0],
        se=found.se / float(seen.way.slope(ends[0])),
        df=number(used.df),
        p=number(two_sided(statistic, used.df)),
        ci_low=number(ends[1]),
        ci_high=number(ends[2]),
        shown=model.scale.one(*ends),
    )
