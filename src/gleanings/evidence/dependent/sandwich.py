"""Cluster-robust covariance of weighted least squares: CR1, CR2 and what their tests need.

CR2 is the bias-reduced linearization of Bell & McCaffrey (2002) in the form of Pustejovsky &
Tipton (2018, J Bus Econ Stat 36:672–683): the scores of cluster i are adjusted by

    A_i = D_i′ B_i^(+1/2) D_i,   D_i′D_i = Φ_i,   B_i = D_i (Φ_i − X_i M X_i′) D_i′,

M = (X′WX)⁻¹, W = Φ⁻¹, and + the Moore–Penrose inverse, which keeps clusters that alone carry a
moderator. Φ is the working model, here the fit's own covariance. With
g_i = A_i W_i X_i M c their matrix P, whose entries are p_i′Φp_j, is
diag(g_i′Φ_i g_i) − (g_i′X_i M X_j′g_j): diagonal minus low rank, so that the degrees of freedom
cost time linear in the number of clusters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gleanings.evidence.dependent.clusters import Array, Clusters, Index

Blocks = Callable[[Index], Array]
# Eigenvalues of B_i below this share of its largest count as zero.
RANK_TOLERANCE = 1e-11
# A share of a coefficient's information this close to 1 is all of it.
CARRIED = 1e-9


@dataclass(frozen=True)
class WorkingModel:
    """A fit by weighted least squares with W = Φ⁻¹, rows sorted by the clusters of the sandwich.

    X (k, p), weighted = WX (k, p), residuals (k,), bread M (p, p), and `blocks(rows)` giving Φ of
    equally large clusters: rows (b, n) → (b, n, n).
    """

    clusters: Clusters
    X: Array
    weighted: Array
    residuals: Array
    bread: Array
    blocks: Blocks


@dataclass(frozen=True)
class Sandwich:
    """Cluster-robust covariance (p, p) and, per cluster, the parts of P for any contrast.

    inner (m, p, p): H_i′Φ_iH_i and outer (m, p, p): X_i′H_i, where H_i = A_i W_i X_i.
    """

    covariance: Array
    bread: Array
    inner: Array
    outer: Array


def cr1(model: WorkingModel) -> Array:
    """M (Σ s_i s_i′) M · m / (m − p) with scores s_i = X_i′W_i e_i, as metafor's robust()."""
    m, p = model.clusters.m, model.X.shape[1]
    scores = model.clusters.sums(model.weighted * model.residuals[:, None]) @ model.bread
    return np.asarray(scores.T @ scores * (m / (m - p)))


def cr2(model: WorkingModel) -> Sandwich:
    """CR2 and the parts its degrees of freedom are made of."""
    m, p = model.clusters.m, model.X.shape[1]
    scores = np.empty((m, p))
    inner, outer = np.empty((m, p, p)), np.empty((m, p, p))
    for members, rows in model.clusters.batches():
        phi, x = model.blocks(rows), model.X[rows]
        adjusted = _adjusted(phi, x, model.weighted[rows], model.bread)
        transposed = adjusted.transpose(0, 2, 1)
        scores[members] = (transposed @ model.residuals[rows][:, :, None])[:, :, 0]
        inner[members] = transposed @ phi @ adjusted
        outer[members] = x.transpose(0, 2, 1) @ adjusted
    scores = scores @ model.bread
    return Sandwich(scores.T @ scores, model.bread, inner, outer)


def _adjusted(phi: Array, x: Array, weighted: Array, bread: Array) -> Array:
    """A_i W_i X_i for clusters of one size n: (b, n, n), (b, n, p) → (b, n, p)."""
    remaining = phi - x @ bread @ x.transpose(0, 2, 1)
    if phi.shape[1] == 1:
        share = remaining / phi
        rank_one = share > np.sqrt(RANK_TOLERANCE)
        root = np.where(rank_one, 1 / np.sqrt(np.where(rank_one, share, 1.0)), 0.0)
        return np.asarray(root * weighted)
    lower = np.linalg.cholesky(phi)
    upper = lower.transpose(0, 2, 1)
    values, vectors = np.linalg.eigh(upper @ remaining @ lower)
    # The scale is that of D Φ D′, not of B: where X explains a cluster wholly, B is all rounding.
    scale = (phi.diagonal(axis1=1, axis2=2).sum(axis=1) ** 2)[:, None]
    used = values > RANK_TOLERANCE * scale
    root = np.where(used, 1 / np.sqrt(np.where(used, values, 1.0)), 0.0)
    frame = lower @ vectors
    return np.asarray(frame @ (root[:, :, None] * (frame.transpose(0, 2, 1) @ weighted)))


def carried_by_one(model: WorkingModel) -> NDArray[np.bool_]:
    """Which coefficients (p,) cannot be estimated without some one cluster.

    The direction that is lost is where X′WX − X_i′W_iX_i is singular. CR2 sees nothing of such a
    cluster's own error, so that the standard error of what it carries is too small.
    """
    p = model.X.shape[1]
    lost = np.zeros(p, dtype=bool)
    if p == 1:
        return lost
    products = model.X[:, :, None] * model.weighted[:, None, :]
    own = model.clusters.sums(products.reshape(-1, p * p)).reshape(-1, p, p)
    root = np.linalg.cholesky(model.bread)
    values, vectors = np.linalg.eigh(root.T @ own @ root)
    directions = root @ vectors
    for cluster, place in np.argwhere(values > 1 - CARRIED):
        direction = directions[cluster, :, place] / np.sqrt(np.diag(model.bread))
        lost |= np.abs(direction) > 1e-6 * np.abs(direction).max()
    return lost


def satterthwaite(sandwich: Sandwich, contrast: Array) -> float:
    """Degrees of freedom (tr P)² / Σ P_ij² of c′β (Pustejovsky & Tipton 2018, t-tests)."""
    direction = sandwich.bread @ contrast
    own = np.einsum("p,mpq,q->m", direction, sandwich.inner, direction)
    reach = sandwich.outer @ direction
    spread = reach @ sandwich.bread
    overlap = (spread * reach).sum(axis=1)
    gram = sandwich.bread @ (reach.T @ reach)
    squares = float(own @ own) - 2 * float(own @ overlap) + float(np.trace(gram @ gram))
    total = float(own.sum() - overlap.sum())
    return total**2 / squares if squares > 0 else float("nan")


def hotelling_df(sandwich: Sandwich, constraints: Array) -> float:
    """η of the approximate Hotelling test (HTZ) of C β = 0, C (q, p).

    η = q(q + 1) / Σ_st Var(d_st) (Pustejovsky & Tipton 2018, F-tests, after Zhang 2012).
    """
    q = constraints.shape[0]
    directions = sandwich.bread @ constraints.T
    own = directions.T @ sandwich.inner @ directions
    reach = sandwich.outer @ directions
    overlap = reach.transpose(0, 2, 1) @ sandwich.bread @ reach
    values, vectors = np.linalg.eigh((own - overlap).sum(axis=0))
    if values[0] <= 1e-12 * values[-1]:
        return float("nan")
    whiten = (vectors / np.sqrt(values)) @ vectors.T
    own, overlap = whiten @ own @ whiten, whiten @ overlap @ whiten
    half = np.linalg.cholesky(sandwich.bread).T @ reach @ whiten
    traces, shared = np.trace(own, axis1=1, axis2=2), np.trace(overlap, axis1=1, axis2=2)
    flat = half.reshape(len(half), -1)
    gram = flat.T @ flat
    p = half.shape[1]
    pairs = gram.reshape(p, q, p, q)
    of_traces = float(traces @ traces) - 2 * float(traces @ shared) + float((gram**2).sum())
    of_products = (
        float(np.einsum("mst,mts->", own, own))
        - 2 * float(np.einsum("mst,mts->", own, overlap))
        + float(np.einsum("asbt,atbs->", pairs, pairs))
    )
    return q * (q + 1) / (of_traces + of_products)
