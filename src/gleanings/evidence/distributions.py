"""Tail probabilities and quantiles of the normal, t, chi-squared, F and noncentral t distributions.

Built on `scipy.special` alone: importing `scipy.stats` takes half a second, which a command that
checks one sentence cannot afford. Every function takes scalars or arrays and broadcasts. Tails are
computed directly, never as ``1 - cdf``, so that p = 1e-200 keeps its digits. Held to
`scipy.stats` by tests/evidence/test_distributions.py.
"""

import math
from typing import Any

import numpy as np
from scipy import special

# In: anything NumPy broadcasts. Out: a NumPy scalar or array of the broadcast shape.
Real = Any

# Standard deviation of the logistic distribution (Hasselblad & Hedges 1995)
LOGISTIC_SD = math.pi / math.sqrt(3)
# Cox & Snell 1989, p. 14: a logistic variable is about 1.65 times as wide as a normal one
COX = 1.65

__all__ = [
    "chi2_cdf",
    "chi2_quantile",
    "chi2_upper",
    "critical_value",
    "f_quantile",
    "f_upper",
    "noncentral_t_cdf",
    "noncentral_t_quantile",
    "normal_cdf",
    "normal_density",
    "normal_quantile",
    "normal_two_sided",
    "normal_upper",
    "t_cdf",
    "t_quantile",
    "t_two_sided",
    "t_upper",
    "two_sided",
]


def normal_density(z: Real) -> Real:
    """Density of the standard normal at `z`."""
    return np.exp(-0.5 * np.square(z)) / np.sqrt(2.0 * np.pi)


def normal_cdf(z: Real) -> Real:
    """P(Z <= z)."""
    return special.ndtr(z)


def normal_upper(z: Real) -> Real:
    """P(Z > z)."""
    return special.ndtr(-np.asarray(z))[()]


def normal_two_sided(z: Real) -> Real:
    """P(|Z| > |z|), the two-sided p of a z value."""
    return special.erfc(np.abs(z) / np.sqrt(2.0))


def normal_quantile(p: Real) -> Real:
    """z with P(Z <= z) = p; infinite at 0 and 1, NaN outside."""
    return special.ndtri(p)


def t_cdf(t: Real, df: Real) -> Real:
    """P(T <= t) with `df` degrees of freedom (any real above 0; infinite gives the normal)."""
    return t_upper(-np.asarray(t), df)


def t_upper(t: Real, df: Real) -> Real:
    """P(T > t) with `df` degrees of freedom."""
    t = np.asarray(t, dtype=float)
    tail = 0.5 * t_two_sided(t, df)
    return np.where(np.isnan(t), np.nan, np.where(t >= 0, tail, 1.0 - tail))[()]


def t_two_sided(t: Real, df: Real) -> Real:
    """P(|T| > |t|), the two-sided p of a t value.

    Uses the incomplete beta function (Abramowitz & Stegun 26.7.1). For t² well below df its
    complement is taken, since df / (df + t²) would round to 1.
    """
    t, df = np.broadcast_arrays(np.abs(np.asarray(t, dtype=float)), np.asarray(df, dtype=float))
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        ratio = np.square(t) / df
        far = special.betainc(df / 2.0, 0.5, 1.0 / (1.0 + ratio))
        near = special.betaincc(0.5, df / 2.0, ratio / (1.0 + ratio))
        p = np.where(ratio > 1.0, far, near)
    p = np.where(np.isinf(t), 0.0, p)
    return np.where(np.isinf(df), normal_two_sided(t), np.where(df > 0, p, np.nan))[()]


def t_quantile(p: Real, df: Real) -> Real:
    """t with P(T <= t) = p."""
    p, df = np.broadcast_arrays(np.asarray(p, dtype=float), np.asarray(df, dtype=float))
    finite = special.stdtrit(np.where(np.isinf(df), 1.0, df), p)
    return np.where(np.isinf(df), special.ndtri(p), finite)[()]


def two_sided(statistic: Real, df: Real = np.inf) -> Real:
    """Two-sided p of a t value, or of a z value where `df` is infinite."""
    if np.ndim(df) == 0 and np.isinf(df):
        return normal_two_sided(statistic)
    return t_two_sided(statistic, df)


def critical_value(level: Real, df: Real = np.inf) -> Real:
    """Half-width, in standard errors, of a two-sided interval of that level (0.95: 1.96...)."""
    tail = (1.0 - np.asarray(level, dtype=float)) / 2.0
    if np.ndim(df) == 0:
        return -(special.ndtri(tail) if np.isinf(df) else special.stdtrit(df, tail))[()]
    return -t_quantile(tail, df)


def chi2_cdf(x: Real, df: Real) -> Real:
    """P(X <= x) of chi-squared."""
    return special.chdtr(df, x)


def chi2_upper(x: Real, df: Real) -> Real:
    """P(X > x) of chi-squared, the p of a χ² or Q value. With 0 degrees of freedom, 1 at x = 0."""
    x, df = np.asarray(x, dtype=float), np.asarray(df, dtype=float)
    p = special.chdtrc(np.where(df > 0, df, 1.0), x)
    return np.where(df > 0, p, np.where(df == 0, np.where(x > 0, 0.0, 1.0), np.nan))[()]


def chi2_quantile(p: Real, df: Real) -> Real:
    """x with P(X <= x) = p of chi-squared."""
    return 2.0 * special.gammaincinv(np.asarray(df, dtype=float) / 2.0, p)


def f_upper(x: Real, df1: Real, df2: Real) -> Real:
    """P(X > x) of F with `df1` and `df2` degrees of freedom; an infinite `df2` gives χ²/df1."""
    x, df1, df2 = np.broadcast_arrays(*(np.asarray(a, dtype=float) for a in (x, df1, df2)))
    finite = special.fdtrc(df1, np.where(np.isinf(df2), 1.0, df2), x)
    return np.where(np.isinf(df2), special.chdtrc(df1, x * df1), finite)[()]


def f_quantile(p: Real, df1: Real, df2: Real) -> Real:
    """x with P(X <= x) = p of F."""
    return special.fdtri(df1, df2, p)


def noncentral_t_cdf(t: Real, df: Real, noncentrality: Real) -> Real:
    """P(T <= t) of the noncentral t distribution."""
    return special.nctdtr(df, noncentrality, t)


def noncentral_t_quantile(p: Real, df: Real, noncentrality: Real) -> Real:
    """t with P(T <= t) = p of the noncentral t distribution."""
    return special.nctdtrit(df, noncentrality, p)
