"""(Restricted) log-likelihood of the two variance components with its first two derivatives.

Harville (1977, JASA 72:320–338), for y ~ N(Xβ, V + σ²_within I + σ²_between ZZ′):

    l_REML = −½ [(k − p) log 2π − log|X′X| + log|Σ| + log|X′WX| + y′Py],
    l_ML   = −½ [k log 2π + log|Σ| + y′Py],

with W = Σ⁻¹ and P = W − WX(X′WX)⁻¹X′W. The log|X′X| term makes the REML value independent of
the coding of X, as in metafor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gleanings.evidence.dependent.clusters import Array
from gleanings.evidence.dependent.covariance import (
    Inverse,
    Sampling,
    cross_products,
    split_at_means,
)

LOG_2PI = float(np.log(2 * np.pi))
SIGMA2_IS_ZERO = 1e-8  # relative to the scale of the data; see `maximise.py`


@dataclass(frozen=True)
class Problem:
    """What a fit is of: sorted effects y (k,), design X (k, p), sampling covariance, criterion."""

    y: Array
    X: Array
    sampling: Sampling
    restricted: bool

    @property
    def columns(self) -> Array:
        """[X y], (k, p + 1)."""
        return np.column_stack([self.X, self.y])

    @property
    def constant(self) -> float:
        """The part of −2 l that no variance component changes."""
        k, p = self.X.shape
        if not self.restricted:
            return k * LOG_2PI
        return (k - p) * LOG_2PI - float(np.linalg.slogdet(self.X.T @ self.X)[1])


@dataclass(frozen=True)
class Curvature:
    """At one (σ²_between, σ²_within): l, its gradient (2,), Hessian (2, 2) and Fisher information.

    Also what a fit reports: coefficients β (p,) and their covariance (X′WX)⁻¹.
    """

    loglik: float
    gradient: Array
    hessian: Array
    information: Array
    beta: Array
    covariance: Array


def log_likelihoods(problem: Problem, within: float, between: Array) -> Array:
    """l at one σ²_within and several σ²_between (g,) → (g,)."""
    split = split_at_means(problem.sampling, within, problem.columns)
    cross, logdet = cross_products(split, np.asarray(between, dtype=float))
    p = problem.X.shape[1]
    xwx, xwy, ywy = cross[:, :p, :p], cross[:, :p, p], cross[:, p, p]
    if p == 1:
        quadratic = ywy - xwy[:, 0] ** 2 / xwx[:, 0, 0]
        logdet_x = np.log(xwx[:, 0, 0])
    else:
        beta = np.linalg.solve(xwx, xwy[:, :, None])[:, :, 0]
        quadratic = ywy - (beta * xwy).sum(axis=1)
        logdet_x = np.linalg.slogdet(xwx)[1]
    penalty = logdet_x if problem.restricted else 0.0
    return np.asarray(-0.5 * (problem.constant + logdet + penalty + quadratic))


def curvature(problem: Problem, between: float, within: float) -> Curvature:
    """Value and derivatives at one point, in time linear in k."""
    p = problem.X.shape[1]
    split = split_at_means(problem.sampling, within, problem.columns)
    cross, logdet = cross_products(split, np.array([between]))
    inverse = Inverse(split, between)
    weighted = inverse.product()
    wx, wy = weighted[:, :p], weighted[:, p]
    covariance = np.asarray(np.linalg.inv(cross[0, :p, :p]), dtype=float)
    beta = covariance @ cross[0, :p, p]
    py = wy - wx @ beta
    f = inverse.between_weights
    zwx = f[:, None] * split.means[:, :p]
    zpy = f * (split.means[:, p] - split.means[:, :p] @ beta)
    quadratic = float(py @ (problem.y - problem.X @ beta))

    again = inverse.times(np.column_stack([wx, py]))
    wwx = again[:, :p]
    ppy = again[:, p] - wx @ (covariance @ (problem.X.T @ again[:, p]))
    zppy = problem.sampling.clusters.sums(ppy)
    # Quadratic forms y′P G_a P G_b P y with G_between = ZZ′ and G_within = I.
    bb = float(f @ zpy**2) - float((zwx.T @ zpy) @ covariance @ (zwx.T @ zpy))
    quad = np.array([[bb, float(zpy @ zppy)], [0.0, float(py @ ppy)]])
    quad[1, 0] = quad[0, 1]

    trace_w, trace_ww, trace_zwz, trace_zwwz = inverse.traces()
    traces = np.array([trace_zwz, trace_w])
    products = np.array([[float(f @ f), trace_zwwz], [trace_zwwz, trace_ww]])
    penalty = 0.0
    if problem.restricted:
        mb = covariance @ (zwx.T @ zwx)
        mw = covariance @ (wx.T @ wx)
        traces -= [np.trace(mb), np.trace(mw)]
        zwwx = problem.sampling.clusters.sums(wwx)
        middle_bb = covariance @ (zwx.T @ (f[:, None] * zwx))
        middle_wb = covariance @ (zwwx.T @ zwx)
        middle_ww = covariance @ (wx.T @ wwx)
        products[0, 0] += np.trace(mb @ mb) - 2 * np.trace(middle_bb)
        products[0, 1] += np.trace(mw @ mb) - 2 * np.trace(middle_wb)
        products[1, 1] += np.trace(mw @ mw) - 2 * np.trace(middle_ww)
        products[1, 0] = products[0, 1]
        penalty = float(np.linalg.slogdet(cross[0, :p, :p])[1])

    return Curvature(
        loglik=-0.5 * (problem.constant + float(logdet[0]) + penalty + quadratic),
        gradient=-0.5 * (traces - np.array([float(zpy @ zpy), float(py @ py)])),
        hessian=0.5 * products - quad,
        information=0.5 * products,
        beta=beta,
        covariance=covariance,
    )
