"""Three-level and correlated-and-hierarchical models of effects that share a study."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gleanings.evidence.by_name import named, variances
from gleanings.evidence.dependent.clusters import Array, Clusters, sort_into_clusters
from gleanings.evidence.dependent.covariance import Inverse, Sampling, split_at_means
from gleanings.evidence.dependent.inference import coefficients, moderator_test, wald
from gleanings.evidence.dependent.likelihood import Problem
from gleanings.evidence.dependent.maximise import Maximum, maximise
from gleanings.evidence.dependent.result import MultilevelEffect, Working
from gleanings.evidence.distributions import chi2_upper, critical_value
from gleanings.evidence.inputs import Missing, choice, effects, groups, level_of, rows
from gleanings.evidence.pooling.moderators import ModelMatrix, model_matrix

Method = Literal["REML", "ML"]
Test = Literal["z", "t"]
COMPONENTS = 2


def three_level(
    yi: Any,
    vi: Any = None,
    cluster: Any = None,
    *,
    sei: Any = None,
    data: Any = None,
    moderators: Any = None,
    intercept: bool = True,
    reference: Mapping[str, Hashable] | None = None,
    method: Method | str = "REML",
    test: Test | str = "z",
    level: float = 0.95,
    missing: Missing = "refuse",
) -> MultilevelEffect:
    """Pool effects within studies: y_ij = μ + u_i + w_ij + e_ij.

    Var(u_i) = σ²_between, Var(w_ij) = σ²_within, Var(e_ij) = v_ij, all independent (Konstantopoulos
    2011, Res Synth Methods 2:61–76; Van den Noortgate et al. 2013, Behav Res Methods 45:576–594).
    Where sampling errors within a study correlate, use `correlated_hierarchical`, or `robust` on
    top of either.

    Parameters
    ----------
    yi, vi : (k,) effects and sampling variances.
    cluster : (k,) labels of the study each effect comes from; at least two studies.
    sei, data : standard errors instead of vi, and a table of columns, as in `pool`.
    moderators, intercept, reference : as in `pool`.
    method : "REML" or "ML".
    test : "z", or "t" with k − p degrees of freedom for coefficients of what varies within
        clusters and m − p for what does not, m clusters, p coefficients (the containment rule).
    level : of the confidence and the prediction interval.
    missing : "drop" leaves out rows with a missing value in any column, and counts them.

    Returns
    -------
    MultilevelEffect : with I² per level (Nakagawa & Santos 2012; typical sampling variance of
        Higgins & Thompson 2002) ; `profile_intervals` gives the profile-likelihood intervals.

    Raises
    ------
    ValueError : unusable columns, each fault with its row; fewer than two clusters.

    Agrees with metafor's rma.mv(random = ~ 1 | study/effect), at the global maximum; time is
    linear in k.
    """
    yi, vi, cluster, moderators = _given(data, yi, vi, sei, cluster, moderators)
    return _model(
        yi, vi, cluster, 0.0, moderators, intercept, reference, method, test, level, missing
    )


def correlated_hierarchical(
    yi: Any,
    vi: Any = None,
    cluster: Any = None,
    *,
    sei: Any = None,
    data: Any = None,
    rho: float = 0.6,
    moderators: Any = None,
    intercept: bool = True,
    reference: Mapping[str, Hashable] | None = None,
    method: Method | str = "REML",
    test: Test | str = "z",
    level: float = 0.95,
    missing: Missing = "refuse",
) -> MultilevelEffect:
    """`three_level` with sampling errors that correlate by `rho` within a study (CHE).

    Cov(e_ij, e_il) = ρ √(v_ij v_il) (Pustejovsky & Tipton 2022, Prev Sci 23:425–438). ρ is assumed,
    not estimated: try others, and guard against a wrong one with `robust`.

    rho: above −1 / (n − 1), n the effects in the largest study, and below 1. All else, errors
    included, as in `three_level`. Agrees with rma.mv on clubSandwich's
    impute_covariance_matrix.
    """
    yi, vi, cluster, moderators = _given(data, yi, vi, sei, cluster, moderators)
    return _model(
        yi, vi, cluster, rho, moderators, intercept, reference, method, test, level, missing
    )


def _given(
    data: Any, yi: Any, vi: Any, sei: Any, cluster: Any, moderators: Any
) -> tuple[Any, Any, Any, Any]:
    """Columns out of the table, where names came."""
    if isinstance(moderators, str):
        moderators = [moderators]
    yi, vi, sei, cluster, moderators = named(data, yi, vi, sei, cluster, moderators)
    if cluster is None:
        raise ValueError("Give cluster, the study that each effect is of.")
    return yi, variances(vi, sei), cluster, moderators


class _Table(NamedTuple):
    y: Array
    v: Array
    cluster: NDArray[np.intp]
    matrix: ModelMatrix
    dropped: int


def _model(
    yi: Any,
    vi: Any,
    cluster: Any,
    rho: float,
    moderators: Any,
    intercept: bool,
    reference: Mapping[str, Hashable] | None,
    method: str,
    test: str,
    level: float,
    missing: Missing,
) -> MultilevelEffect:
    method = choice("method", method.upper(), ("REML", "ML"))
    choice("test", test, ("z", "t"))
    level = level_of(level)
    table = _table(yi, vi, cluster, moderators, intercept, reference, missing)
    clusters = sort_into_clusters(table.cluster)
    if clusters.m < 2:
        raise ValueError(
            "All effects come from one cluster, so that nothing can be said about differences "
            "between clusters. Give the labels of at least two studies, or use pool()."
        )
    check_rho(rho, int(clusters.sizes.max()))
    working, peak = _fit(table, clusters, rho, method == "REML")
    return _result(table, clusters, rho, method, test, level, working, peak)


def check_rho(rho: float, largest: int) -> None:
    """Refuse a correlation at which effects of one study would have no covariance matrix."""
    lowest = -1.0 / (largest - 1) if largest > 1 else -1.0
    if not (isinstance(rho, int | float | np.number) and lowest < rho < 1):
        raise ValueError(
            f"rho = {rho!r} is not possible: {largest} effects in one study can correlate by more "
            f"than {lowest:.3g} and less than 1. Where effects are the same number twice, keep one."
        )


def _table(
    yi: Any,
    vi: Any,
    cluster: Any,
    moderators: Any,
    intercept: bool,
    reference: Mapping[str, Hashable] | None,
    missing: Missing,
) -> _Table:
    choice("missing", missing, ("refuse", "drop"))
    dropped = 0
    if missing == "drop":
        named = None
        if moderators is not None:
            array = moderators if hasattr(moderators, "items") else np.asarray(moderators)
            named = dict(array.items()) if hasattr(array, "items") else array
        columns = [yi, vi, cluster]
        if isinstance(named, dict):
            columns += list(named.values())
        elif named is not None:
            columns += list(named.reshape(named.shape[0], -1).T)
        kept = rows(*columns, missing="drop")
        yi, vi, cluster = (np.asarray(c)[kept] for c in (yi, vi, cluster))
        if isinstance(named, dict):
            moderators = {name: np.asarray(values)[kept] for name, values in named.items()}
        elif named is not None:
            moderators = named[kept]
        dropped = int(kept.size - kept.sum())
    y, v = effects(yi, vi, least=2)
    codes, _ = groups("cluster", cluster, y.size)
    if moderators is None:
        matrix = ModelMatrix(np.ones((y.size, 1)), ("intercept",), (0,))
    else:
        matrix = model_matrix(moderators, y.size, intercept=intercept, reference=reference)
    return _Table(y, v, codes, matrix, dropped)


def _fit(
    table: _Table, clusters: Clusters, rho: float, restricted: bool
) -> tuple[Working, Maximum]:
    # A power of two near the smallest standard error rounds nothing and keeps cubes of weights
    # within the range of numbers; an orthonormal design keeps a moderator's unit from mattering.
    unit = math.ldexp(1.0, math.frexp(float(table.v.min()))[1] // 2)
    X = table.matrix.X[clusters.order]
    back = np.eye(X.shape[1])
    if X.shape[1] > 1:
        X, triangle = np.linalg.qr(X)
        back = np.linalg.inv(triangle)
    y, v = table.y[clusters.order] / unit, table.v[clusters.order] / unit / unit
    # Neither likelihood changes with what X can explain of y; counted from the common-effect fit,
    # no digits are lost on a mean far from 0.
    middle = np.asarray(np.linalg.solve((X.T / v) @ X, (X.T / v) @ y), dtype=float)
    y = y - X @ middle
    problem = Problem(y, X, Sampling.correlated(v, clusters, float(rho)), restricted)
    peak = maximise(problem)
    return Working(problem, peak.sigma2, peak.held, unit, back, middle), peak


def _result(
    table: _Table,
    clusters: Clusters,
    rho: float,
    method: str,
    test: str,
    level: float,
    working: Working,
    peak: Maximum,
) -> MultilevelEffect:
    k, p = table.matrix.X.shape
    unit, scale = working.unit, working.unit**2
    beta = unit * working.back @ (peak.curvature.beta + working.middle)
    covariance = scale * working.back @ peak.curvature.covariance @ working.back.T
    df = _degrees(table.matrix.X[clusters.order], clusters, test)
    fitted = coefficients(table.matrix.names, beta, covariance, df, level)
    first = fitted[0]
    alone = p == 1 and bool((table.matrix.X == 1).all())
    between, within = (float(s) * scale for s in peak.sigma2)
    half = float(critical_value(level, first.df)) * math.sqrt(first.se**2 + between + within)
    nan = math.nan
    q, typical = _sampling_alone(working.problem)
    total = between + within + typical * scale
    n = k - p if method == "REML" else k
    loglik = peak.curvature.loglik - n * math.log(unit)
    aic, bic, aicc = _criteria(loglik, p + COMPONENTS, n)
    qm, qm_df, qm_df2, qm_p = nan, 0, nan, nan
    if not alone:
        tested = list(table.matrix.tested)
        statistic = wald(beta[tested], covariance[np.ix_(tested, tested)])
        qm, qm_df, qm_df2, qm_p = moderator_test(statistic, len(tested), float(df[tested].min()))
    return MultilevelEffect(
        k=k,
        n_clusters=clusters.m,
        estimate=first.estimate if alone else nan,
        se=first.se if alone else nan,
        statistic=first.statistic if alone else nan,
        p=first.p if alone else nan,
        ci_low=first.ci_low if alone else nan,
        ci_high=first.ci_high if alone else nan,
        prediction_low=first.estimate - half if alone else nan,
        prediction_high=first.estimate + half if alone else nan,
        sigma2_between=between,
        sigma2_within=within,
        i2=100 * (between + within) / total,
        i2_between=100 * between / total,
        i2_within=100 * within / total,
        q=q,
        q_df=k - p,
        q_p=float(chi2_upper(q, k - p)),
        log_likelihood=loglik,
        aic=aic,
        bic=bic,
        aicc=aicc,
        method=method,
        test=test,
        test_df=first.df,
        level=level,
        rho=float(rho),
        coefficients=fitted,
        covariance=covariance,
        qm=qm,
        qm_df=qm_df,
        qm_df2=qm_df2,
        qm_p=qm_p,
        dropped=table.dropped,
        notes=peak.notes,
        yi=table.y,
        vi=table.v,
        X=table.matrix.X,
        tested=table.matrix.tested,
        cluster=table.cluster,
        working=working,
    )


def _degrees(X: Array, clusters: Clusters, test: str) -> Array:
    """Containment: what is constant within clusters has m − p degrees of freedom, at least 1."""
    k, p = X.shape
    if test == "z":
        return np.full(p, np.inf)
    first = clusters.spread(X[clusters.starts])
    constant = (first == X).all(axis=0)
    return np.where(constant, max(clusters.m - p, 1), max(k - p, 1)).astype(float)


def _sampling_alone(problem: Problem) -> tuple[float, float]:
    """Q and the typical sampling variance (k − p) / tr P, both components at 0."""
    k, p = problem.X.shape
    inverse = Inverse(split_at_means(problem.sampling, 0.0, problem.columns), 0.0)
    weighted = inverse.product()
    wx = weighted[:, :p]
    bread = np.linalg.inv(problem.X.T @ wx)
    beta = bread @ (problem.X.T @ weighted[:, p])
    residuals = problem.y - problem.X @ beta
    q = float((weighted[:, p] - wx @ beta) @ residuals)
    trace = inverse.traces()[0] - float(np.trace(bread @ (wx.T @ wx)))
    return max(q, 0.0), (k - p) / trace


def _criteria(loglik: float, size: int, n: int) -> tuple[float, float, float]:
    """AIC, BIC and AICc of `size` parameters on n observations."""
    corrected = max(n, size + 2)
    aic = 2 * size - 2 * loglik
    bic = size * math.log(n) - 2 * loglik
    return aic, bic, 2 * size * corrected / (corrected - size - 1) - 2 * loglik
