"""Many meta-analyses of one size at once, for simulations and bootstraps.

The same estimates as `pool`, computed on whole tables: one row per meta-analysis.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..distributions import critical_value, two_sided
from ..inputs import Floats, choice, level_of
from .fit import test_of
from .likelihood import MOST, NEWTON_STEPS, STEP, STEPS

__all__ = ["PooledMany", "pool_many"]

METHODS = ("REML", "ML", "DL", "EE")


@dataclass(frozen=True, eq=False)
class PooledMany:
    """One value per meta-analysis; names as in `PooledEffect`."""

    k: int
    estimate: Floats
    se: Floats
    statistic: Floats
    p: Floats
    ci_low: Floats
    ci_high: Floats
    tau2: Floats
    method: str
    test: str


def pool_many(
    yi: Any, vi: Any, *, method: str = "REML", test: str = "z", level: float = 0.95
) -> PooledMany:
    """Pool each row of `yi` (n × k) with its variances `vi` (n × k, or k for all rows alike).

    `method` is REML, ML, DL or EE, `test` as in `pool`; k is 2 or more. ValueError for missing or
    impossible values.
    """
    choice("method", method, METHODS)
    test = test_of(test)
    y = np.asarray(yi, dtype=float)
    v = np.broadcast_to(np.asarray(vi, dtype=float), y.shape)
    _refuse(y, v)
    # powers of two round nothing, and keep sums of squares in range
    unit = np.ldexp(1.0, np.frexp(v.min(axis=1))[1] // 2)[:, None]
    origin = y[np.arange(len(y)), v.argmin(axis=1)]
    y, v = (y - origin[:, None]) / unit, v / unit / unit
    tau2 = _tau2(y, v, method)
    w = 1 / (v + tau2[:, None])
    total = w.sum(axis=1)
    mean = (w * y).sum(axis=1) / total
    variance, df = 1 / total, np.inf
    k = y.shape[1]
    if test == "t":
        df = k - 1.0
    elif test != "z":
        factor = (w * (y - mean[:, None]) ** 2).sum(axis=1) / (k - 1)
        variance, df = variance * (np.maximum(factor, 1) if "adhoc" in test else factor), k - 1.0
    se = np.sqrt(variance)
    with np.errstate(divide="ignore", invalid="ignore"):
        unit = unit[:, 0]
        mean, se = mean * unit + origin, se * unit
        statistic = np.where((se == 0) & (mean == 0), 0.0, mean / se)
    half, p = critical_value(level_of(level), df) * se, two_sided(statistic, df)
    return PooledMany(
        k, mean, se, statistic, p, mean - half, mean + half, tau2 * unit**2, method, test
    )


def _refuse(y: Floats, v: Floats) -> None:
    if y.ndim != 2 or y.shape[1] < 2 or y.shape[0] < 1:
        raise ValueError(f"yi has shape {y.shape}; give one row of 2 or more effects for each.")
    wrong = ~(np.isfinite(y) & np.isfinite(v) & (v > 0))
    if wrong.any():
        row, place = np.argwhere(wrong)[0] + 1
        raise ValueError(
            f"{int(wrong.sum())} effects cannot be pooled, the first in row {row}, place {place}: "
            "effects must be finite, variances finite and above 0."
        )


def _tau2(y: Floats, v: Floats, method: str) -> Floats:
    if method == "EE":
        return np.zeros(len(y))
    if method == "DL":
        w = 1 / v
        total = w.sum(axis=1)
        mean = (w * y).sum(axis=1) / total
        q = (w * (y - mean[:, None]) ** 2).sum(axis=1)
        trace = (w * _others(w)).sum(axis=1) / total
        return np.maximum((q - (y.shape[1] - 1)) / trace, 0.0)
    return _likelihood(y, v, restricted=method == "REML")


def _heights(y: Floats, v: Floats, tau2: Floats, restricted: bool) -> Floats:
    """Log-likelihood at one τ² for each row, up to a constant."""
    w = 1 / (v + tau2[:, None])
    total = w.sum(axis=1)
    mean = (w * y).sum(axis=1) / total
    q = (w * (y - mean[:, None]) ** 2).sum(axis=1)
    heights: Floats = np.log(w).sum(axis=1) - q - (np.log(total) if restricted else 0.0)
    return heights


def _likelihood(y: Floats, v: Floats, restricted: bool) -> Floats:
    """As `likelihood.maximum_likelihood`, on all rows together."""
    ceiling = 2 * (y.var(axis=1, ddof=1) + v.max(axis=1))
    smallest = v.min(axis=1)
    span = np.log1p(ceiling / smallest)
    count = min(int(np.ceil(span.max() / STEP)) + 1, MOST)
    grid = smallest[:, None] * np.expm1(span[:, None] * np.linspace(0, 1, count))
    scores = np.stack([_score(y, v, t, restricted) for t in grid.T], axis=1)
    scores[:, 0], scores[:, -1] = _slope(y, v, np.zeros(len(y)), restricted)[0], -1.0
    rows, places = np.nonzero((scores[:, :-1] > 0) & (scores[:, 1:] <= 0))
    best = np.zeros(len(y))
    if not rows.size:
        return best
    low, high = grid[rows, places], grid[rows, places + 1]
    above, below = scores[rows, places], scores[rows, places + 1]
    start = low + above / (above - below) * (high - low)
    tops = _climb(y[rows], v[rows], low, start, high, restricted)
    # the highest of a row comes last and is the one that stays
    heights = _heights(y[rows], v[rows], tops, restricted)
    order = np.argsort(heights, kind="stable")
    best[rows[order]] = tops[order]
    at_0 = _heights(y, v, np.zeros(len(y)), restricted)
    return np.where(at_0 >= _heights(y, v, best, restricted), 0.0, best)


def _score(y: Floats, v: Floats, t: Floats, restricted: bool) -> Floats:
    """The first derivative alone, rougher where one effect has almost all the weight."""
    w = 1 / (v + t[:, None])
    total, squares = w.sum(axis=1), w * w
    mean = (w * y).sum(axis=1) / total
    score: Floats = (squares * (y - mean[:, None]) ** 2).sum(axis=1) - total
    return score + squares.sum(axis=1) / total if restricted else score


def _slope(y: Floats, v: Floats, t: Floats, restricted: bool) -> tuple[Floats, Floats]:
    """Score and curvature, as `design.Intercept` computes them."""
    w = 1 / (v + t[:, None])
    w2 = w * w
    s1 = w.sum(axis=1)
    wr = w * (y - ((w * y).sum(axis=1) / s1)[:, None])
    ypp = (wr * wr).sum(axis=1)
    centred = wr - ((w * wr).sum(axis=1) / s1)[:, None]
    yppp = (w * centred * centred).sum(axis=1)
    trace, square = s1, w2.sum(axis=1)
    if restricted:
        own = w * _others(w) / s1[:, None]
        trace = own.sum(axis=1)
        square = (own * own).sum(axis=1) + (w2 * _others(w2)).sum(axis=1) / s1**2
    curvature = yppp - square / 2
    return (ypp - trace) / 2, np.where(curvature > 0, curvature, square / 2)


def _others(x: Floats) -> Floats:
    rows, top = np.arange(len(x)), x.argmax(axis=1)
    rest: Floats = x.sum(axis=1)[:, None] - x
    without = x.copy()
    without[rows, top] = 0.0
    rest[rows, top] = without.sum(axis=1)
    return rest


def _climb(
    y: Floats, v: Floats, low: Floats, t: Floats, high: Floats, restricted: bool
) -> NDArray[np.float64]:
    top, place = t.copy(), np.arange(len(y))
    for step in range(STEPS):
        slope, curvature = _slope(y, v, t, restricted)
        low, high = np.where(slope > 0, t, low), np.where(slope > 0, high, t)
        new = t + slope / curvature
        inside = (new >= low) & (new <= high) & (step < NEWTON_STEPS)
        new = np.where(inside, new, (low + high) / 2)
        done = np.abs(new - t) <= 1e-14 + 1e-12 * t
        top[place] = new
        if done.all():
            return top
        left = ~done
        if done.mean() > 0.2:
            y, v, low, high, new = (x[left] for x in (y, v, low, high, new))
            place = place[left]
        t = new
    raise ArithmeticError(f"τ² of {len(y)} rows did not converge in {STEPS} steps.")
