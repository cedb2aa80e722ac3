"""The marginal covariance of clustered effects, its inverse and determinant in linear time.

In cluster i the effects have covariance

    V_i + σ²_within I + σ²_between 11′,   V_i = diag(e) + ρ d d′,

a diagonal plus two rank-one terms. With d = √v and e = (1 − ρ) v this is the constant sampling
correlation ρ of correlated-and-hierarchical effects (Pustejovsky & Tipton 2022, Prev Sci
23:425–438); with ρ = 0 it is the three-level model. Sherman–Morrison applied twice inverts it. Rows
are centred on their cluster's weighted mean first: the plain formula subtracts nearly equal
numbers when σ²_between is far above the sampling variances.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from gleanings.evidence.dependent.clusters import Array, Clusters, Index


@dataclass(frozen=True)
class Sampling:
    """Sampling covariance of sorted effects: e (k,), and d (k,) with ρ where effects correlate."""

    clusters: Clusters
    e: Array
    rho: float = 0.0
    d: Array = field(default_factory=lambda: np.empty(0))

    @classmethod
    def independent(cls, vi: Array, clusters: Clusters) -> Sampling:
        """Errors of different effects do not correlate; `vi` sorted by cluster."""
        return cls(clusters, vi)

    @classmethod
    def correlated(cls, vi: Array, clusters: Clusters, rho: float) -> Sampling:
        """Errors within a cluster correlate by `rho`; `vi` sorted by cluster."""
        if rho == 0 or clusters.all_single:
            return cls(clusters, vi)
        # A cluster of one has no partner to correlate with: all of its variance is in e.
        single = clusters.spread(clusters.sizes) == 1
        e = np.where(single, vi, (1 - rho) * vi)
        return cls(clusters, e, rho, np.where(single, 0.0, np.sqrt(vi)))

    def blocks(self, rows: Index) -> Array:
        """Dense V of equally large clusters: rows (b, n) → (b, n, n)."""
        size = rows.shape[1]
        dense = self.e[rows][:, :, None] * np.eye(size)
        if self.rho:
            dense += self.rho * self.d[rows][:, :, None] * self.d[rows][:, None, :]
        return dense


@dataclass(frozen=True)
class Within:
    """Inverse of V + σ²_within I for columns A (k, c), split at the cluster means.

    delta: 1 / (e + σ²_within); kappa (m,): weight of the dd′ term; total (m,): S = 1′B⁻¹1;
    unit (k,): B⁻¹1; means (m, c): 1′B⁻¹A / S; centred (k, c): A − means; solved: B⁻¹ centred.
    """

    sampling: Sampling
    delta: Array
    kappa: Array
    total: Array
    unit: Array
    means: Array
    centred: Array
    solved: Array
    logdet: float


def _solve_within(sampling: Sampling, delta: Array, kappa: Array, columns: Array) -> Array:
    """B⁻¹A with B = diag(1/δ) + ρdd′."""
    weighted = delta[:, None] * columns
    if not sampling.rho:
        return weighted
    clusters = sampling.clusters
    dots = kappa[:, None] * clusters.sums(sampling.d[:, None] * weighted)
    return weighted - (delta * sampling.d)[:, None] * clusters.spread(dots)


def split_at_means(sampling: Sampling, sigma2_within: float, columns: Array) -> Within:
    """The part of the inverse that does not depend on σ²_between."""
    clusters = sampling.clusters
    delta = 1 / (sampling.e + sigma2_within)
    logdet = -float(np.log(delta).sum())
    if sampling.rho:
        along = 1 + sampling.rho * clusters.sums(delta * sampling.d**2)
        kappa = sampling.rho / along
        logdet += float(np.log(along).sum())
        dots = clusters.spread(kappa * clusters.sums(delta * sampling.d))
        unit = delta * (1 - sampling.d * dots)
    else:
        kappa = np.zeros(clusters.m)
        unit = delta
    total = clusters.sums(unit)
    means = clusters.sums(unit[:, None] * columns) / total[:, None]
    centred = columns - clusters.spread(means)
    solved = _solve_within(sampling, delta, kappa, centred)
    return Within(sampling, delta, kappa, total, unit, means, centred, solved, logdet)


def cross_products(within: Within, sigma2_between: Array) -> tuple[Array, Array]:
    """A′WA and log|V_marginal| for each σ²_between (g,): (g, c, c) and (g,).

    Cost for a further σ²_between is linear in the number of clusters, not of effects.
    """
    inside = within.centred.T @ within.solved
    inflated = sigma2_between[:, None] * within.total
    weights = within.total / (1 + inflated)
    m, c = within.means.shape
    outer = (within.means[:, :, None] * within.means[:, None, :]).reshape(m, c * c)
    between = (weights @ outer).reshape(-1, c, c)
    return inside + between, within.logdet + np.log1p(inflated).sum(axis=1)


@dataclass(frozen=True)
class Inverse:
    """W = (V + σ²_within I + σ²_between 11′)⁻¹, never as a matrix."""

    within: Within
    sigma2_between: float

    @property
    def between_weights(self) -> Array:
        """1′W1 of each cluster, (m,)."""
        return self.within.total / (1 + self.sigma2_between * self.within.total)

    def product(self) -> Array:
        """WA for the columns that `within` was split for, (k, c)."""
        w = self.within
        clusters = w.sampling.clusters
        shrunk = w.means / (1 + self.sigma2_between * w.total)[:, None]
        return w.solved + w.unit[:, None] * clusters.spread(shrunk)

    def times(self, columns: Array) -> Array:
        """WA for other columns A, (k, c)."""
        w = self.within
        clusters = w.sampling.clusters
        inverse = _solve_within(w.sampling, w.delta, w.kappa, columns)
        dots = clusters.sums(inverse) * self._loading[:, None]
        return inverse - w.unit[:, None] * clusters.spread(dots)

    @property
    def _loading(self) -> Array:
        return self.sigma2_between / (1 + self.sigma2_between * self.within.total)

    def traces(self) -> tuple[float, float, float, float]:
        """tr W, tr WW, Σ 1′W1 and Σ 1′WW1 (sums over clusters)."""
        w, h = self.within, self._loading
        sampling, sums = w.sampling, w.sampling.clusters.sums
        unit2 = sums(w.unit**2)
        trace = float(w.delta.sum()) - float(h @ unit2)
        squares = float((w.delta**2).sum()) + float(((h * unit2) ** 2).sum())
        weighted = w.delta[:, None] * w.unit[:, None]
        if sampling.rho:
            d2 = sums(w.delta**2 * sampling.d**2)
            d3 = sums(w.delta**3 * sampling.d**2)
            trace -= float(w.kappa @ d2)
            squares += float(((w.kappa * d2) ** 2).sum()) - 2 * float(w.kappa @ d3)
            weighted = _solve_within(sampling, w.delta, w.kappa, w.unit[:, None])
        squares -= 2 * float(h @ sums(w.unit * weighted[:, 0]))
        ones2 = unit2 / (1 + self.sigma2_between * w.total) ** 2
        return trace, squares, float(self.between_weights.sum()), float(ones2.sum())
