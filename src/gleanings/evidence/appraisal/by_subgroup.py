"""The answer in each subgroup, and whether the subgroups differ."""

from __future__ import annotations

import math

import numpy as np

from gleanings.evidence.appraisal.models import Model, heterogeneity
from gleanings.evidence.appraisal.result import Between, BySubgroup, Subgroup, number
from gleanings.evidence.appraisal.studies import Chosen
from gleanings.evidence.conventions import STUDIES_TO_POOL
from gleanings.evidence.dependent import pool_clustered
from gleanings.evidence.pooling import subgroups


def by_subgroup(model: Model) -> BySubgroup:
    """Each subgroup pooled as all effects are, if it has three studies or more.

    The test between the pooled ones: of independent effects Q on their estimates and standard
    errors (`subgroups`); of dependent effects F of the multilevel meta-regression on the subgroup,
    by CR2 (HTZ, Tipton & Pustejovsky 2015), to which a study with effects in several subgroups
    contributes within itself.
    """
    studies = model.studies
    names = list(dict.fromkeys(studies.groups))
    if names == [None]:
        return BySubgroup(why_not="no-subgroups")
    if None in names:
        return BySubgroup(why_not="subgroup-unknown")
    if len(names) == 1:
        return BySubgroup(why_not="one-subgroup")
    of = np.array(studies.groups, dtype=object)
    found = tuple(_subgroup(model, str(name), np.asarray(of == name)) for name in names)
    pooled = [group.name for group in found if group.pooled is not None]
    between = _between(model, np.isin(of.astype(str), pooled)) if len(pooled) > 1 else None
    return BySubgroup(groups=found, between=between)


def _subgroup(model: Model, name: str, chosen: Chosen) -> Subgroup:
    m = model.studies.studies_in(chosen)
    fit = model.fit(chosen) if m >= STUDIES_TO_POOL else None
    return Subgroup(
        name=name,
        k=int(chosen.sum()),
        n_studies=m,
        why_not=None if fit is not None else "fewer-than-three",
        pooled=None if fit is None else model.pooled(fit),
        heterogeneity=None if fit is None else heterogeneity(fit, intervals=False),
    )


def _between(model: Model, chosen: Chosen) -> Between:
    studies = model.studies
    y, v = studies.y[chosen], studies.v[chosen]
    names = np.array(studies.groups, dtype=object)[chosen].astype(str)
    if not studies.dependent:
        test = subgroups(y, v, names, method=model.method, test=model.test, level=model.level)
        return _result("Q", test.q_between, test.df, math.inf, test.p)
    fit = pool_clustered(
        y,
        v,
        studies.study[chosen],
        rho=model.rho,
        method=model.method,
        level=model.level,
        moderators={"subgroup": names},
    )
    return _result("F", fit.f, fit.f_df1, fit.f_df2, fit.f_p)


def _result(kind: str, statistic: float, df1: int, df2: float, p: float) -> Between:
    return Between(
        kind=kind, statistic=number(statistic), df1=int(df1), df2=number(df2), p=number(p)
    )
