"""Cluster-robust tests of a fit: right even where its model of dependence is wrong."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from gleanings.evidence.dependent.clusters import Array, Clusters, Index, sort_into_clusters
from gleanings.evidence.dependent.covariance import Inverse, split_at_means
from gleanings.evidence.dependent.inference import coefficients, wald
from gleanings.evidence.dependent.result import (
    ClusteredCoefficient,
    MultilevelEffect,
    WaldTest,
)
from gleanings.evidence.dependent.sandwich import (
    Sandwich,
    WorkingModel,
    carried_by_one,
    cr1,
    cr2,
    hotelling_df,
    satterthwaite,
)
from gleanings.evidence.display import Displayed
from gleanings.evidence.distributions import f_upper
from gleanings.evidence.inputs import choice, groups, level_of
from gleanings.evidence.notes import Note, plain_notes
from gleanings.evidence.pooling.result import PooledEffect, plain

KINDS = ("CR2", "CR1")
# Below this many degrees of freedom the t approximation is poor (Tipton 2015, Psychol Methods 20).
FEW_DF = 4


@dataclass(frozen=True, eq=False, repr=False)
class RobustEffect(Displayed):
    """Coefficients of a fit with cluster-robust standard errors and tests.

    Of a pooled effect, `estimate` to `ci_high` repeat the only coefficient; of a meta-regression
    they are NaN, and `f`, `f_df1`, `f_df2`, `f_p` test the moderators together (HTZ for CR2).
    """

    k: int
    n_clusters: int
    kind: str
    estimate: float
    se: float
    statistic: float
    df: float
    p: float
    ci_low: float
    ci_high: float
    f: float
    f_df1: int
    f_df2: float
    f_p: float
    level: float
    coefficients: tuple[ClusteredCoefficient, ...]
    covariance: Array = field(repr=False)
    notes: tuple[Note, ...]
    """what had to be said, sentences in `report`"""
    sandwich: Sandwich | None = field(repr=False)
    """what further CR2 tests need; None for CR1"""

    def wald_test(self, constraints: Any) -> WaldTest:
        """F test that all constraints hold: C β = 0.

        constraints: names of coefficients, or C as (q, p) numbers. CR2: approximate Hotelling
        (HTZ: Tipton & Pustejovsky 2015, J Educ Behav Stat 40:604–634); CR1: F with m − p.
        """
        return _wald_test(self, _matrix(constraints, self))

    @property
    def is_regression(self) -> bool:
        """Whether there are moderators."""
        return math.isnan(self.estimate)

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers, texts and lists, ready for JSON; None where undefined."""
        left_out = {"coefficients", "covariance", "sandwich", "notes"}
        given = {n: plain(v) for n, v in vars(self).items() if n not in left_out}
        rows = [asdict(c) for c in self.coefficients]
        return given | {
            "coefficients": [{n: plain(v) for n, v in row.items()} for row in rows],
            "covariance": plain(self.covariance),
            "notes": plain_notes(self.notes),
        }


def robust(
    fit: PooledEffect | MultilevelEffect,
    cluster: Any = None,
    *,
    kind: str = "CR2",
    level: float | None = None,
) -> RobustEffect:
    """Cluster-robust covariance, tests and intervals of a fit.

    CR2 with Satterthwaite degrees of freedom (Bell & McCaffrey 2002; Pustejovsky & Tipton 2018,
    J Bus Econ Stat 36:672–683), the fit's own covariance as working model, as clubSandwich's
    vcovCR; or CR1, inflated by m / (m − p) with m − p degrees of freedom, as metafor's robust.

    Parameters
    ----------
    fit : of `pool`, `three_level` or `correlated_hierarchical`, with or without moderators.
    cluster : (k,) labels in the order of the effects of the fit (without those it dropped). Each
        cluster of a multilevel fit must lie within one of these; by default they are its own.
    kind : "CR2" or "CR1".
    level : of the intervals; by default the fit's.

    Raises
    ------
    ValueError : fewer than two clusters, for CR1 not more than coefficients, or clusters that
        cut through those of the fit.
    """
    choice("kind", kind, KINDS)
    level = fit.level if level is None else level_of(level)
    clusters = sort_into_clusters(_codes(fit, cluster))
    p = fit.X.shape[1]
    if clusters.m < 2:
        raise ValueError(
            "Robust standard errors compare clusters, and there is only one. Give labels of at "
            "least two, or report the fit without them."
        )
    if kind == "CR1" and clusters.m <= p:
        raise ValueError(
            f"CR1 needs more clusters ({clusters.m}) than coefficients ({p}); use fewer moderators "
            'or kind="CR2".'
        )
    model = _working_model(fit, clusters)
    sandwich = cr2(model) if kind == "CR2" else None
    covariance = cr1(model) if sandwich is None else sandwich.covariance
    if sandwich is None:
        df = np.full(p, float(clusters.m - p))
    else:
        df = np.array([satterthwaite(sandwich, unit) for unit in np.eye(p)])
    names = tuple(c.name for c in fit.coefficients)
    beta = np.array([c.estimate for c in fit.coefficients])
    carried = carried_by_one(model)
    alone = [name for name, flag in zip(names, carried, strict=True) if flag]
    return _result(fit, clusters.m, kind, level, beta, names, covariance, df, sandwich, alone)


def _codes(fit: PooledEffect | MultilevelEffect, cluster: Any) -> Index:
    if cluster is not None:
        return groups("cluster", cluster, fit.k)[0]
    if isinstance(fit, MultilevelEffect):
        return fit.cluster
    raise ValueError("A fit of pool() knows no clusters; give the label of each effect's study.")


def _working_model(fit: PooledEffect | MultilevelEffect, clusters: Clusters) -> WorkingModel:
    X = fit.X[clusters.order]
    beta = np.array([c.estimate for c in fit.coefficients])
    residuals = fit.yi[clusters.order] - X @ beta
    if isinstance(fit, PooledEffect):
        phi = fit.vi[clusters.order] + fit.tau2
        weighted = X / phi[:, None]

        def diagonal(rows: Index) -> Array:
            return np.asarray(phi[rows][:, :, None] * np.eye(rows.shape[1]))

        bread = np.asarray(np.linalg.inv(X.T @ weighted), dtype=float)
        return WorkingModel(clusters, X, weighted, residuals, bread, diagonal)
    own = _own_order(fit, clusters)
    working = fit.working
    sampling, scale = working.problem.sampling, working.unit**2
    between, within = (float(s) for s in working.sigma2)
    split = split_at_means(sampling, within, X[np.argsort(own)])
    weighted = Inverse(split, between).product()[own] / scale

    def blocks(rows: Index) -> Array:
        mine = own[rows]
        code = sampling.clusters.codes[mine]
        same = code[:, :, None] == code[:, None, :]
        dense = (sampling.e[mine] + within)[:, :, None] * np.eye(rows.shape[1]) + between * same
        if sampling.rho:
            d = sampling.d[mine]
            dense = dense + sampling.rho * same * d[:, :, None] * d[:, None, :]
        return np.asarray(scale * dense)

    bread = np.asarray(np.linalg.inv(X.T @ weighted), dtype=float)
    return WorkingModel(clusters, X, weighted, residuals, bread, blocks)


def _own_order(fit: MultilevelEffect, clusters: Clusters) -> Index:
    """For each row as sorted here, its place as sorted in the fit."""
    theirs = fit.working.problem.sampling.clusters
    place = np.empty(fit.k, dtype=np.intp)
    place[theirs.order] = np.arange(fit.k)
    own = place[clusters.order]
    outer = np.empty(fit.k, dtype=np.intp)
    outer[own] = clusters.codes
    if (outer != theirs.spread(outer[theirs.starts])).any():
        raise ValueError(
            "A cluster of the fit is spread over several clusters given here; every study must "
            "lie within one of them."
        )
    return own


def _result(
    fit: PooledEffect | MultilevelEffect,
    m: int,
    kind: str,
    level: float,
    beta: Array,
    names: tuple[str, ...],
    covariance: Array,
    df: Array,
    sandwich: Sandwich | None,
    carried: list[str],
) -> RobustEffect:
    table = coefficients(names, beta, covariance, df, level)
    alone = len(names) == 1 and not fit.is_regression
    first = table[0]
    nan = math.nan
    result = RobustEffect(
        k=fit.k,
        n_clusters=m,
        kind=kind,
        estimate=first.estimate if alone else nan,
        se=first.se if alone else nan,
        statistic=first.statistic if alone else nan,
        df=first.df if alone else nan,
        p=first.p if alone else nan,
        ci_low=first.ci_low if alone else nan,
        ci_high=first.ci_high if alone else nan,
        f=nan,
        f_df1=0,
        f_df2=nan,
        f_p=nan,
        level=level,
        coefficients=table,
        covariance=covariance,
        notes=_notes(table, kind, carried),
        sandwich=sandwich,
    )
    if alone:
        return result
    test = _wald_test(result, np.eye(len(names))[_tested(fit, names)])
    notes = (*result.notes, *test.notes)
    changed = {"f": test.f, "f_df1": test.df1, "f_df2": test.df2, "f_p": test.p, "notes": notes}
    return RobustEffect(**{**vars(result), **changed})


def _tested(fit: PooledEffect | MultilevelEffect, names: tuple[str, ...]) -> list[int]:
    if isinstance(fit, MultilevelEffect):
        return list(fit.tested)
    constant = [i for i in range(len(names)) if (fit.X[:, i] == 1).all()]
    return [i for i in range(len(names)) if i not in constant] or list(range(len(names)))


def _notes(
    table: tuple[ClusteredCoefficient, ...], kind: str, carried: list[str]
) -> tuple[Note, ...]:
    if carried:
        return (Note("carried", {"names": ", ".join(carried)}),)
    few = [c.name for c in table if not c.df >= FEW_DF]
    if kind == "CR2" and few:
        return (Note("few-df", {"few": FEW_DF, "names": ", ".join(few)}),)
    return ()


def _matrix(constraints: Any, result: RobustEffect) -> Array:
    names = [c.name for c in result.coefficients]
    if isinstance(constraints, str):
        constraints = [constraints]
    rows = list(constraints)
    if rows and all(isinstance(row, str) for row in rows):
        unknown = [row for row in rows if row not in names]
        if unknown:
            raise ValueError(
                f"There is no coefficient {', '.join(unknown)}; there are {', '.join(names)}."
            )
        return np.asarray(np.eye(len(names))[[names.index(row) for row in rows]])
    matrix = np.atleast_2d(np.asarray(rows, dtype=float))
    if matrix.shape[1] != len(names) or np.linalg.matrix_rank(matrix) < len(matrix):
        raise ValueError(
            f"constraints must be rows of {len(names)} numbers ({', '.join(names)}), none of which "
            "follows from the others."
        )
    return matrix


def _wald_test(result: RobustEffect, constraints: Array) -> WaldTest:
    beta = np.array([c.estimate for c in result.coefficients])
    q = len(constraints)
    covariance = constraints @ result.covariance @ constraints.T
    statistic = wald(constraints @ beta, covariance)
    if result.sandwich is None:
        df2 = float(result.n_clusters - len(beta))
        return WaldTest(statistic / q, q, df2, float(f_upper(statistic / q, q, df2)))
    eta = hotelling_df(result.sandwich, constraints)
    df2 = eta - q + 1
    if not df2 > 0 or not math.isfinite(statistic):
        return WaldTest(
            math.nan,
            q,
            math.nan,
            math.nan,
            (Note("few-clusters", {"n_clusters": result.n_clusters, "count": q}),),
        )
    f = df2 / (eta * q) * statistic
    return WaldTest(f, q, df2, float(f_upper(f, q, df2)))
