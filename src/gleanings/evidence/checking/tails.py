"""Tail probabilities of single numbers.

The functions of `evidence.distributions` take arrays and pay for it: on one number they are some
forty times as slow, and a text is checked number by number. The formulas are the same.
"""

from __future__ import annotations

import math

from scipy import special


def normal_p(z: float) -> float:
    """P(|Z| > |z|)."""
    return math.erfc(abs(z) / math.sqrt(2.0))


def t_p(t: float, df: float) -> float:
    """P(|T| > |t|) with ``df`` degrees of freedom; infinite ``df`` gives the normal."""
    if math.isinf(df):
        return normal_p(t)
    ratio = t * t / df
    if math.isinf(ratio):
        return 0.0
    if ratio > 1.0:
        return float(special.betainc(df / 2.0, 0.5, 1.0 / (1.0 + ratio)))
    return float(special.betaincc(0.5, df / 2.0, ratio / (1.0 + ratio)))


def f_p(x: float, df1: float, df2: float) -> float:
    """P(X > x) of F."""
    return 0.0 if math.isinf(x) else float(special.fdtrc(df1, df2, x))


def chi2_p(x: float, df: float) -> float:
    """P(X > x) of chi-squared."""
    return 0.0 if math.isinf(x) else float(special.chdtrc(df, x))


def r_p(r: float, df: float) -> float:
    """Two-sided p of a correlation with ``df`` = n - 2 degrees of freedom."""
    size = abs(r)
    return 0.0 if size >= 1.0 else t_p(size * math.sqrt(df / (1.0 - size * size)), df)
