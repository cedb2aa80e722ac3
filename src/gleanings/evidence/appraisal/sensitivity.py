"""What the answer hangs on: single studies, and how the analysis is done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from gleanings.evidence.appraisal.estimates import estimate_rows
from gleanings.evidence.appraisal.models import Fit, Model, degrees
from gleanings.evidence.appraisal.result import Alternative, LeftOut, Sensitivity
from gleanings.evidence.dependent import ClusteredEffect, pool_clustered, three_level
from gleanings.evidence.dependent.leave_one_out import leave_one_cluster_out
from gleanings.evidence.dependent.multilevel import correlated_hierarchical
from gleanings.evidence.distributions import chi2_quantile
from gleanings.evidence.pooling import PooledEffect, pool
from gleanings.evidence.pooling.tau2 import ESTIMATORS
from gleanings.evidence.sensitivity.influence import deleted, diagnostics
from gleanings.evidence.sensitivity.source import source, tested

RHOS = (0.0, 0.3, 0.6, 0.9)


def sensitivity(model: Model, fit: Fit) -> Sensitivity:
    """Without each study, and analysed otherwise.

    Influential, by the model's own standard error: of independent effects by the rules of
    `influence`; of dependent ones a study whose Cook's distance exceeds the median of χ²₁, so that
    without it the estimate moves by more than 0.67 standard errors (Viechtbauer & Cheung 2010, Res
    Synth Methods 1:112-125).
    """
    if isinstance(fit, ClusteredEffect):
        return Sensitivity(leave_one_out=_without_studies(model, fit), alternatives=_rhos(model))
    return Sensitivity(
        leave_one_out=_without_effects(model, fit), alternatives=_estimators(model, fit)
    )


def _without_effects(model: Model, fit: PooledEffect) -> tuple[LeftOut, ...]:
    of = source(fit, None, method=fit.method, test=fit.test, level=fit.level)
    # Knapp and Hartung's factor is 0 where effects do not differ, and nothing to measure by
    plain = replace(of, test="z")
    cases = deleted(plain)
    names = model.studies.names
    flags = diagnostics(plain, cases, names).influential
    found = tested(of, of.scaled(cases.without))
    rows = estimate_rows(
        model.scale, found.estimate, found.se, of.degrees(cases.without), found.p, found.ci_low,
        found.ci_high,
    )  # fmt: skip
    spread = cases.without.tau2.tolist()
    return tuple(
        LeftOut(study=name, tau2=tau2, influential=bool(flag), **row)
        for name, tau2, flag, row in zip(names, spread, flags, rows, strict=True)
    )


def _without_studies(model: Model, fit: ClusteredEffect) -> tuple[LeftOut, ...]:
    found = leave_one_cluster_out(fit.fit)
    flags = found.cook_d > float(chi2_quantile(0.5, 1))
    spread = (found.sigma2_between + found.sigma2_within).tolist()
    rows = estimate_rows(
        model.scale, found.estimate, found.se, found.df, found.p, found.ci_low, found.ci_high
    )
    return tuple(
        LeftOut(study=name, tau2=tau2, influential=bool(flag), **row)
        for name, tau2, flag, row in zip(model.studies.names, spread, flags, rows, strict=True)
    )


def _estimators(model: Model, fit: PooledEffect) -> tuple[Alternative, ...]:
    """Other estimators of τ², and the test without Knapp and Hartung."""
    y, v = model.studies.y, model.studies.v
    options: dict[str, Any] = {"level": model.level}
    tried: list[tuple[str, str | None, Any]] = []
    for method in ESTIMATORS:
        if method == fit.method:
            continue
        try:
            other = pool(y, v, method=method, test="knapp-hartung-adhoc", **options)
        except ArithmeticError:  # its iteration has no end here
            continue
        tried.append(("tau2", method, other))
    if fit.test != "z":
        tried.append(("test-z", None, pool(y, v, method=fit.method, **options)))
    return _alternatives(model, tried)


def _rhos(model: Model) -> tuple[Alternative, ...]:
    """Other correlations of sampling errors, and without regard to what CR2 guards against."""
    of = model.studies
    options: dict[str, Any] = {"method": model.method, "level": model.level}
    tried: list[tuple[str, float | None, Any]] = []
    for rho in RHOS:
        if rho != (model.rho or 0.0):
            tried.append(("rho", rho, pool_clustered(of.y, of.v, of.study, rho=rho, **options)))
    if model.rho:
        plain = correlated_hierarchical(of.y, of.v, of.study, rho=model.rho, test="t", **options)
    else:
        plain = three_level(of.y, of.v, of.study, test="t", **options)
    tried.append(("model-based", None, plain))
    alone = pool(of.y, of.v, test="knapp-hartung-adhoc", **options)
    tried.append(("as-independent", None, alone))
    return _alternatives(model, tried)


def _alternatives(model: Model, tried: list[Any]) -> tuple[Alternative, ...]:
    fits = [fit for _, _, fit in tried]
    columns = [[getattr(fit, name) for fit in fits] for name in ("p", "ci_low", "ci_high")]
    rows = estimate_rows(
        model.scale,
        np.array([fit.estimate for fit in fits]),
        [fit.se for fit in fits],
        [degrees(fit) for fit in fits],
        *columns,
    )
    return tuple(
        Alternative(kind=kind, value=value, tau2=float(fit.tau2), **row)
        for (kind, value, fit), row in zip(tried, rows, strict=True)
    )
