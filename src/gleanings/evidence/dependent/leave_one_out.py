"""A multilevel mean with each cluster left out in turn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gleanings.evidence.dependent.clusters import Array, Clusters, Index
from gleanings.evidence.dependent.covariance import Inverse, Sampling, split_at_means
from gleanings.evidence.dependent.likelihood import Problem
from gleanings.evidence.dependent.maximise import BETWEEN, WITHIN, Maximum, climb, maximise
from gleanings.evidence.dependent.result import MultilevelEffect
from gleanings.evidence.dependent.sandwich import WorkingModel, cr1, cr2, satterthwaite
from gleanings.evidence.distributions import critical_value, two_sided

# Up to so many clusters, one of them can move the highest top of the likelihood to another hill,
# so that all of it is searched anew.
SEARCHED_ANEW = 50
# CR2 takes the cube of a cluster's size for each refit; beyond so many steps that is many seconds.
MOST_STEPS = 3e8


@dataclass(frozen=True)
class ClustersLeftOut:
    """Of each cluster (m,), in order of first appearance: the fit without it, tested by CR2.

    cook_d: Cook's distance of the cluster, the squared change of the estimate over its variance
    by the model of all effects.
    """

    estimate: Array
    se: Array
    df: Array
    p: Array
    ci_low: Array
    ci_high: Array
    sigma2_between: Array
    sigma2_within: Array
    cook_d: Array


def leave_one_cluster_out(fit: MultilevelEffect) -> ClustersLeftOut:
    """Fit the model m times, each time without one of the m ≥ 3 clusters, and test it by CR2.

    Variance components are estimated anew each time. With more than 50 clusters each search starts
    from the components of all effects and climbs to the nearest top of the likelihood, which one
    cluster among so many moves but little; with fewer, the whole surface is searched. Where CR2 of
    every refit would take too long, since a cluster has hundreds of effects, CR1 with m - 2 degrees
    of freedom stands in for it. ValueError for a fit with moderators or of fewer than three
    clusters.
    """
    if fit.is_regression:
        raise ValueError("Clusters are left out of a mean; give a fit without moderators.")
    if fit.n_clusters < 3:
        raise ValueError(
            f"There are {fit.n_clusters} clusters; leaving one out needs at least three."
        )
    working = fit.working
    sizes = working.problem.sampling.clusters.sizes.astype(float)
    test = _tested if fit.n_clusters * (sizes**3).sum() <= MOST_STEPS else _tested_quickly
    rows = []
    for cluster in range(fit.n_clusters):
        problem = _without(working.problem, cluster)
        peak = _peak(problem, working.sigma2, working.held, fit.n_clusters)
        rows.append([*test(problem, peak), *peak.sigma2])
    gamma, se, df, between, within = np.array(rows).T
    unit = working.unit
    estimate, se = unit * (gamma + working.middle[0]), unit * se
    # CR2's degrees of freedom are positive where two clusters bear on the mean
    usable = np.where(df > 0, df, np.nan)
    half = critical_value(fit.level, usable) * se
    with np.errstate(divide="ignore", invalid="ignore"):
        p = two_sided(estimate / se, usable)
    return ClustersLeftOut(
        estimate,
        se,
        df,
        p,
        estimate - half,
        estimate + half,
        unit**2 * between,
        unit**2 * within,
        (estimate - fit.estimate) ** 2 / fit.covariance[0, 0],
    )


def _without(problem: Problem, cluster: int) -> Problem:
    """The problem's rows of all other clusters; they stay sorted."""
    sampling = problem.sampling
    sizes = np.delete(sampling.clusters.sizes, cluster)
    kept = sampling.clusters.codes != cluster
    clusters = Clusters(
        np.arange(int(sizes.sum())),
        np.concatenate(([0], np.cumsum(sizes)[:-1])),
        sizes,
        np.repeat(np.arange(len(sizes)), sizes),
    )
    d = sampling.d[kept] if sampling.rho else sampling.d
    rest = Sampling(clusters, sampling.e[kept], sampling.rho, d)
    return Problem(problem.y[kept], problem.X[kept], rest, problem.restricted)


def _peak(problem: Problem, sigma2: Array, held: tuple[int, ...], m: int) -> Maximum:
    if m <= SEARCHED_ANEW:
        return maximise(problem)
    start = sigma2
    if problem.sampling.clusters.all_single and WITHIN not in held:
        start, held = np.array([sigma2[BETWEEN] + sigma2[WITHIN], 0.0]), (WITHIN,)
    return climb(problem, start, held)


def _tested(problem: Problem, peak: Maximum) -> tuple[float, float, float]:
    """Estimate, CR2's standard error and its degrees of freedom, as the problem is scaled."""
    model = _working_model(problem, peak)
    sandwich = cr2(model)
    df = satterthwaite(sandwich, np.ones(1))
    return float(peak.curvature.beta[0]), float(np.sqrt(sandwich.covariance[0, 0])), df


def _tested_quickly(problem: Problem, peak: Maximum) -> tuple[float, float, float]:
    """The same by CR1, in time linear in the number of effects."""
    model = _working_model(problem, peak)
    return float(peak.curvature.beta[0]), float(np.sqrt(cr1(model)[0, 0])), model.clusters.m - 1.0


def _working_model(problem: Problem, peak: Maximum) -> WorkingModel:
    sampling = problem.sampling
    between, within = (float(s) for s in peak.sigma2)

    def blocks(rows: Index) -> Array:
        return sampling.blocks(rows) + within * np.eye(rows.shape[1]) + between

    beta, bread = peak.curvature.beta, peak.curvature.covariance
    weighted = Inverse(split_at_means(sampling, within, problem.X), between).product()
    residuals = problem.y - problem.X @ beta
    return WorkingModel(sampling.clusters, problem.X, weighted, residuals, bread, blocks)
