"""`appraise`: one run behind everything that the page of a synthesis shows."""

from __future__ import annotations

from typing import Any

import numpy as np

from gleanings import __version__
from gleanings.evidence.appraisal.by_subgroup import by_subgroup
from gleanings.evidence.appraisal.models import Fit, Model, heterogeneity, name_of
from gleanings.evidence.appraisal.over_years import over_years
from gleanings.evidence.appraisal.reading import Reader
from gleanings.evidence.appraisal.result import (
    Appraisal,
    BySubgroup,
    Effect,
    OverYears,
    Sensitivity,
    SmallStudies,
)
from gleanings.evidence.appraisal.sensitivity import sensitivity
from gleanings.evidence.appraisal.small_studies import small_studies
from gleanings.evidence.appraisal.studies import Studies, studies_of
from gleanings.evidence.by_name import named, variances
from gleanings.evidence.conventions import STUDIES_TO_POOL
from gleanings.evidence.dependent import ClusteredEffect
from gleanings.evidence.dependent.multilevel import check_rho
from gleanings.evidence.distributions import critical_value
from gleanings.evidence.inputs import Floats, level_of
from gleanings.evidence.pooling.fit import method_of


def appraise(
    yi: Any,
    vi: Any = None,
    *,
    sei: Any = None,
    data: Any = None,
    measure: str | None = None,
    labels: Any = None,
    cluster: Any = None,
    years: Any = None,
    subgroups: Any = None,
    ni: Any = None,
    method: str = "REML",
    level: float = 0.95,
    rho: float | None = None,
) -> Appraisal:
    """Pool effects as their design asks for, and look at the answer from all sides, once.

    Where every study gives one effect: random effects, tested by Knapp and Hartung, guarded (a
    common effect, method "EE", by z). Where any gives several: the three-level model, or with `rho`
    correlated and hierarchical effects, tested by CR2, with a prediction interval of a new outcome
    in a new study. Fewer than three studies are not pooled.

    Parameters
    ----------
    yi, vi : (k,) effects and sampling variances on the analysis scale, as `effect_size` gives them.
    sei, data : standard errors instead of vi, and a table of columns, as in `pool`.
    measure : metafor's name, which says how values are read; None reads them as they are.
    labels : (k,) what each effect is called.
    cluster : (k,) the study of each effect; without it, each is from a study of its own.
    years, subgroups, ni : (k,) when it came, the subgroup it belongs to, people behind it; None for
        what is not known.
    method : estimator of τ², as in `pool`; of dependent effects REML or ML.
    level : of all intervals.
    rho : correlation of the sampling errors within a study, assumed.

    Returns
    -------
    Appraisal : pooled effect, heterogeneity, small-study effects, sensitivity, the answer over the
        years and by subgroup; see the fields of `appraisal.result`, and its codes.

    Raises
    ------
    ValueError : unusable columns, each fault with its row; an unknown measure or method.
    ArithmeticError : an iteration without an end.

    Notes
    -----
    What is left out or added is fitted anew, variance components included. Only with more than 50
    studies of dependent effects does leaving one out climb from the components of all of them
    (`dependent.leave_one_out`). Time grows with k times the number of studies and years: 500
    effects take less than half a second.

    Examples
    --------
    >>> answer = appraise([0.2, 0.5, 0.1], [0.02, 0.03, 0.05], years=[1999, 2004, 2010])
    >>> round(answer.pooled.estimate, 4), answer.model, answer.small_studies.why_not
    (0.2778, 'random-effects', 'fewer-than-ten')
    """
    yi, vi, sei = named(data, yi, vi, sei)
    labels, cluster, years, subgroups, ni = named(data, labels, cluster, years, subgroups, ni)
    vi, level = variances(vi, sei), level_of(level)
    studies = studies_of(yi, vi, labels, cluster, years, subgroups, ni)
    scale = Reader(measure, _sizes(studies))
    if rho is not None and studies.k:
        check_rho(rho, int(np.bincount(studies.study).max()))
    model = Model(studies, scale, method_of(method), level, rho)
    fit = model.fit() if studies.m >= STUDIES_TO_POOL else None
    shared: dict[str, Any] = {
        "version": __version__,
        "measure": measure,
        "method": model.method,
        "level": level,
        "k": studies.k,
        "n_studies": studies.m,
        "n_people": studies.n_people() if studies.k else 0,
        "effects": _effects(model, fit),
    }
    if fit is None:
        return _side_by_side(shared)
    clustered = isinstance(fit, ClusteredEffect)
    return Appraisal(
        **shared,
        model=name_of(fit),
        test="CR2" if clustered else fit.test,
        rho=rho if clustered else None,
        why_not_pooled=None,
        pooled=model.pooled(fit),
        heterogeneity=heterogeneity(fit),
        small_studies=small_studies(model, fit),
        sensitivity=sensitivity(model, fit),
        cumulative=over_years(model, fit),
        subgroups=by_subgroup(model),
    )


def _side_by_side(shared: dict[str, Any]) -> Appraisal:
    """The effects alone."""
    not_pooled = "not-pooled"
    return Appraisal(
        **shared,
        model=None,
        test=None,
        rho=None,
        why_not_pooled="fewer-than-three" if shared["k"] else "no-study",
        pooled=None,
        heterogeneity=None,
        small_studies=SmallStudies(why_not=not_pooled),
        sensitivity=Sensitivity(),
        cumulative=OverYears(why_not=not_pooled),
        subgroups=BySubgroup(why_not=not_pooled),
    )


def _sizes(studies: Studies) -> Floats | None:
    """Sample sizes where all are known, for the measures that need them to be read."""
    if any(n is None for n in studies.ni):
        return None
    return np.array(studies.ni, dtype=float)


def _effects(model: Model, fit: Fit | None) -> tuple[Effect, ...]:
    studies, scale = model.studies, model.scale
    half = float(critical_value(model.level)) * np.sqrt(studies.v)
    columns = [studies.y, studies.y - half, studies.y + half]
    shown = scale.each(columns)
    weights = [None] * studies.k if fit is None else fit.weights.tolist()
    return tuple(
        Effect(
            label=studies.labels[place],
            yi=float(studies.y[place]),
            vi=float(studies.v[place]),
            ci_low=float(columns[1][place]),
            ci_high=float(columns[2][place]),
            weight=weights[place],
            year=studies.years[place],
            cluster=None if studies.cluster is None else studies.cluster[place],
            subgroup=studies.groups[place],
            n=studies.ni[place],
            shown=shown[place],
        )
        for place in range(studies.k)
    )
