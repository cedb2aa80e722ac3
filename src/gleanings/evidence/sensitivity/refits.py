"""The same model fitted to many subsets of the effects at once, as arrays of shape (fits, effects).

Leave-one-out, cumulative and influence each need about k fits; one fit after the other would cost
k times the overhead of a fit. Formulas as in `gleanings.evidence.pooling`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from gleanings.evidence.inputs import Floats
from gleanings.evidence.pooling.design import Design
from gleanings.evidence.pooling.likelihood import MOST, STEP
from gleanings.evidence.pooling.tau2 import ESTIMATORS

# Numbers in one (fits × effects) table before the fits are done in turns.
TABLE_LIMIT = 2_000_000
MAX_STEPS = 100
# Newton doubles the digits with each step: after one of this size all are right.
RELATIVE_STEP = 1e-9


@dataclass(frozen=True)
class Refits:
    """Of each of n fits: k (n,), beta (n, p), vcov (n, p, p) = (X′WX)⁻¹, tau2 (n,), q (n,),
    i2 (n,) in %, scale (n,) = y′Py / (k − p), Knapp and Hartung's factor (1 where k = p).
    """

    k: NDArray[np.intp]
    beta: Floats
    vcov: Floats
    tau2: Floats
    q: Floats
    i2: Floats
    scale: Floats

    def part(self, rows: slice) -> Refits:
        """Some of the fits."""
        return Refits(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})


@dataclass(frozen=True)
class _Subsets:
    """Effects (k,), design (k, p), and which effects each fit uses (n, k) as 0.0 or 1.0."""

    y: Floats
    v: Floats
    X: Floats
    used: Floats

    @property
    def df(self) -> Floats:
        return np.asarray(self.used.sum(axis=1) - self.X.shape[1])

    def weights(self, tau2: Floats) -> Floats:
        return self.used / (self.v + tau2[:, None])

    def products(self, weights: Floats) -> Floats:
        """X′WX for weights (n, k): (n, p, p)."""
        k, p = self.X.shape
        outer = (self.X[:, :, None] * self.X[:, None, :]).reshape(k, p * p)
        return np.asarray((weights @ outer).reshape(-1, p, p))

    def solve(self, weights: Floats) -> tuple[Floats, Floats, Floats]:
        """(X′WX)⁻¹ (n, p, p), β (n, p) and residuals (n, k)."""
        inverse = _inverse(self.products(weights))
        beta = (inverse @ (weights @ (self.X * self.y[:, None]))[:, :, None])[:, :, 0]
        return inverse, beta, self.y - beta @ self.X.T

    def trace(self, weights: Floats, inverse: Floats) -> Floats:
        """tr P (n,)."""
        if self.X.shape[1] == 1:
            return np.asarray((weights * _others(weights)).sum(axis=1) * inverse[:, 0, 0])
        return np.asarray(weights.sum(axis=1) - _trace(inverse @ self.products(weights**2)))

    def trace_square(self, weights: Floats, inverse: Floats) -> Floats:
        """tr PP (n,)."""
        squares = weights**2
        if self.X.shape[1] == 1:
            own = (squares * _others(weights) ** 2).sum(axis=1)
            mixed = (squares * _others(squares)).sum(axis=1)
            return np.asarray((own + mixed) * inverse[:, 0, 0] ** 2)
        a = inverse @ self.products(squares)
        b = inverse @ self.products(squares * weights)
        return np.asarray(squares.sum(axis=1) - 2 * _trace(b) + _trace(a @ a))


def _others(x: Floats) -> Floats:
    """Of each row the sum of all others, summed anew where one of them outweighs the rest."""
    total = x.sum(axis=1)[:, None]
    rest: Floats = total - x
    heavy = x > 0.99 * total
    for row, place in np.argwhere(heavy) if heavy.any() else ():
        rest[row, place] = x[row, :place].sum() + x[row, place + 1 :].sum()
    return rest


def _inverse(matrices: Floats) -> Floats:
    return 1 / matrices if matrices.shape[-1] == 1 else np.asarray(np.linalg.inv(matrices))


def _trace(matrices: Floats) -> Floats:
    return np.asarray(np.trace(matrices, axis1=1, axis2=2))


def refit(y: Floats, v: Floats, X: Floats, used: NDArray[np.bool_], method: str = "REML") -> Refits:
    """Fit the random-effects model to each row of `used` (n, k).

    method: as in `pool`, "EE" for τ² = 0. A subset of p effects has τ² = 0. Every subset must
    let X be estimated; the caller sees to that.
    """
    # A power of two rounds nothing, and keeps cubes of weights within the range of numbers.
    unit = math.ldexp(1.0, math.frexp(float(v.min()))[1] // 2)
    y, v = y / unit, v / unit / unit
    basis, triangle = (X, None) if X.shape[1] == 1 else np.linalg.qr(X)
    # Counted from the common-effect fit, where the precise effects lie: no digits are lost on a
    # mean far from 0.
    middle = np.linalg.solve((basis.T / v) @ basis, (basis.T / v) @ y)
    y = y - basis @ middle
    step = max(1, TABLE_LIMIT // max(len(y), 1))
    parts = [
        _refit(_Subsets(y, v, basis, used[i : i + step].astype(float)), method)
        for i in range(0, len(used), step)
    ]
    names = [f.name for f in fields(Refits)]
    whole = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    back = np.eye(X.shape[1]) if triangle is None else np.linalg.inv(triangle)
    whole["beta"] = unit * (whole["beta"] + middle) @ back.T
    whole["vcov"] = unit**2 * back @ whole["vcov"] @ back.T
    whole["tau2"] = unit**2 * whole["tau2"]
    return Refits(**whole)


def _refit(subsets: _Subsets, method: str) -> Refits:
    plain = subsets.weights(np.zeros(len(subsets.used)))
    inverse, _, residuals = subsets.solve(plain)
    q = (plain * residuals**2).sum(axis=1)
    df = subsets.df
    # tr P at τ² = 0; (k − p) / tr P is the typical sampling variance of I².
    trace = subsets.trace(plain, inverse)
    tau2 = np.zeros(len(q))
    open_ = df > 0
    if method != "EE" and open_.any():
        inner = _Subsets(subsets.y, subsets.v, subsets.X, subsets.used[open_])
        tau2[open_] = (
            _tau2_alone(inner, method)
            if len(q) == 1
            else _tau2(inner, method, q[open_], trace[open_])
        )
    weights = subsets.weights(tau2)
    vcov, beta, residuals = subsets.solve(weights)
    scale = np.where(open_, (weights * residuals**2).sum(axis=1) / np.where(open_, df, 1), 1.0)
    typical = np.where(open_, df, 1) / np.where(open_, trace, 1)
    i2 = np.where(open_, 100 * tau2 / (tau2 + typical), 0.0)
    return Refits(subsets.used.sum(axis=1).astype(np.intp), beta, vcov, tau2, q, i2, scale)


def centre(y: Floats, v: Floats, method: str) -> float:
    """The pooled estimate and nothing else."""
    tau2 = 0.0
    # A single effect leaves nothing to estimate τ² from.
    if method != "EE" and len(y) > 1:
        design = Design(y, v)
        tau2 = ESTIMATORS[method](design)[0] * design.scale
    weights = 1 / (v + tau2)
    return float(weights @ y) / float(weights.sum())


def _tau2_alone(subsets: _Subsets, method: str) -> float:
    """τ² of one fit, where arrays of fits would only cost time."""
    used = subsets.used[0] > 0
    X = subsets.X[used] if subsets.X.shape[1] > 1 else None
    design = Design(subsets.y[used], subsets.v[used], X)
    return ESTIMATORS[method](design)[0] * design.scale


def _tau2(subsets: _Subsets, method: str, q: Floats, trace: Floats) -> Floats:
    if method == "DL":
        return np.asarray(np.maximum(0, (q - subsets.df) / trace))
    if method == "HE":
        return _hedges(subsets)
    if method == "HS":
        plain = subsets.weights(np.zeros(len(q))).sum(axis=1)
        return np.asarray(np.maximum(0, (q - subsets.used.sum(axis=1)) / plain))
    if method == "SJ":
        return _sidik_jonkman(subsets)
    if method in ("PM", "EB"):
        return _climb(subsets, _generalised_q, np.zeros(len(q)), _upper(subsets, len(q)))
    return _highest(subsets, restricted=method == "REML")


def _highest(subsets: _Subsets, restricted: bool) -> Floats:
    """τ² at the highest of the tops of each fit's likelihood (see `pooling.likelihood`)."""
    n = len(subsets.used)
    slopes = _reml_slopes if restricted else _ml_slopes
    grid = _grid(subsets)
    scores = np.stack([_score(subsets, np.full(n, t), restricted) for t in grid], axis=1)
    scores[:, -1] = -1.0
    fits, places = np.nonzero((scores[:, :-1] > 0) & (scores[:, 1:] <= 0))
    best = np.zeros(n)
    if not fits.size:
        return best
    low, high = grid[places], grid[places + 1]
    above, below = scores[fits, places], scores[fits, places + 1]
    start = low + above / (above - below) * (high - low)
    climbing = _Subsets(subsets.y, subsets.v, subsets.X, subsets.used[fits])
    tops = _climb(climbing, slopes, low, high, start)
    if fits.size == n and (scores[:, 0] > 0).all():
        return tops
    # the highest of a fit comes last and is the one that stays
    order = np.argsort(_log_likelihood(climbing, tops, restricted), kind="stable")
    best[fits[order]] = tops[order]
    at_0 = _log_likelihood(subsets, np.zeros(n), restricted)
    return np.where(at_0 >= _log_likelihood(subsets, best, restricted), 0.0, best)


def _hedges(subsets: _Subsets) -> Floats:
    """Unweighted residual variance less the mean sampling variance (Hedges & Olkin 1985)."""
    inverse, _, residuals = subsets.solve(subsets.used)
    mean = (subsets.used @ subsets.v) - _trace(inverse @ subsets.products(subsets.used * subsets.v))
    rss = (subsets.used * residuals**2).sum(axis=1)
    return np.asarray(np.maximum(0, (rss - mean) / subsets.df))


def _sidik_jonkman(subsets: _Subsets) -> Floats:
    """Two steps from the crude variance of the effects (Sidik & Jonkman 2005)."""
    k = subsets.used.sum(axis=1)
    centred = subsets.used * (subsets.y - (subsets.used @ subsets.y / k)[:, None])
    crude = (centred**2).sum(axis=1) / k
    varied = crude > 0
    crude = np.where(varied, crude, 1.0)
    _, _, quadratic, _, _ = _quadratics(subsets, crude)
    return np.where(varied, crude * quadratic / subsets.df, 0.0)


def _upper(subsets: _Subsets, n: int) -> Floats:
    spread = float(np.ptp(subsets.y)) ** 2
    return np.full(n, 100 * max(spread, float(subsets.v.max())))


def _grid(subsets: _Subsets) -> Floats:
    smallest = float(subsets.v.min())
    span = math.log1p(float(_upper(subsets, 1)[0]) / smallest)
    count = min(math.ceil(span / STEP) + 1, MOST)
    return np.asarray(smallest * np.expm1(np.linspace(0.0, span, count)))


def _log_likelihood(subsets: _Subsets, tau2: Floats, restricted: bool) -> Floats:
    """Up to a constant."""
    weights = subsets.weights(tau2)
    _, _, residuals = subsets.solve(weights)
    variance = subsets.v + tau2[:, None]
    value = (subsets.used * np.log(variance)).sum(axis=1) + (weights * residuals**2).sum(axis=1)
    if restricted:
        value = value + np.linalg.slogdet(subsets.products(weights))[1]
    return np.asarray(-0.5 * value)


Slopes = Callable[[_Subsets, Floats], tuple[Floats, Floats]]


def _quadratics(subsets: _Subsets, tau2: Floats) -> tuple[Floats, ...]:
    """Weights, (X′WX)⁻¹, and y′Py, y′PPy, y′PPPy of each fit."""
    weights = subsets.weights(tau2)
    inverse, _, residuals = subsets.solve(weights)
    py = weights * residuals
    share = (inverse @ ((weights * py) @ subsets.X)[:, :, None])[:, :, 0]
    ppp = (weights * (py - share @ subsets.X.T) ** 2).sum(axis=1)
    return weights, inverse, (py * residuals).sum(axis=1), (py**2).sum(axis=1), ppp


def _score(subsets: _Subsets, tau2: Floats, restricted: bool) -> Floats:
    """The first derivative of the likelihood alone, for the grid needs no curvature."""
    weights = subsets.weights(tau2)
    inverse, _, residuals = subsets.solve(weights)
    lost = subsets.trace(weights, inverse) if restricted else weights.sum(axis=1)
    return np.asarray(0.5 * (((weights * residuals) ** 2).sum(axis=1) - lost))


def _ml_slopes(subsets: _Subsets, tau2: Floats) -> tuple[Floats, Floats]:
    weights, _, _, pp, ppp = _quadratics(subsets, tau2)
    second = 0.5 * (weights**2).sum(axis=1)
    return 0.5 * (pp - weights.sum(axis=1)), second - ppp


def _reml_slopes(subsets: _Subsets, tau2: Floats) -> tuple[Floats, Floats]:
    weights, inverse, _, pp, ppp = _quadratics(subsets, tau2)
    trace, trace2 = subsets.trace(weights, inverse), subsets.trace_square(weights, inverse)
    return 0.5 * (pp - trace), 0.5 * trace2 - ppp


def _generalised_q(subsets: _Subsets, tau2: Floats) -> tuple[Floats, Floats]:
    """Q(τ²) − (k − p), which falls with τ² (Paule & Mandel 1982), and its slope."""
    _, _, quadratic, pp, _ = _quadratics(subsets, tau2)
    return quadratic - subsets.df, -pp


def _climb(
    subsets: _Subsets, slopes: Slopes, low: Floats, high: Floats, start: Floats | None = None
) -> Floats:
    """Where the first derivative changes from + to −, by Newton steps kept inside a bracket."""
    tau2 = low.copy() if start is None else start.copy()
    low, high = low.copy(), high.copy()
    for _ in range(MAX_STEPS):
        first, second = slopes(subsets, tau2)
        low, high = np.where(first > 0, tau2, low), np.where(first > 0, high, tau2)
        with np.errstate(divide="ignore", invalid="ignore"):
            moved = tau2 - first / second
        inside = (second < 0) & (moved > low) & (moved < high)
        moved = np.where(inside, moved, (low + high) / 2)
        # At 0 with the likelihood falling, 0 it is: the bracket has closed on it.
        moved = np.where(high <= low, high, moved)
        change = np.abs(moved - tau2)
        tau2 = moved
        if (change <= RELATIVE_STEP * tau2).all():
            break
    return np.asarray(tau2)
