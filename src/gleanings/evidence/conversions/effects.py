"""From one effect size to another: d, r, Fisher's z, log odds ratio."""

import numpy as np

from ..distributions import LOGISTIC_SD
from . import checked
from .checked import Number

__all__ = [
    "d_from_log_odds",
    "d_from_r",
    "fisher_z",
    "hedges_correction",
    "log_odds_from_d",
    "r_from_d",
    "r_from_fisher_z",
    "risk_from_odds_ratio",
]


def fisher_z(r: Number) -> Number:
    """artanh(r)."""
    return np.arctanh(checked.number("r", r, -1.0, 1.0, open_ends=True))[()]


def r_from_fisher_z(z: Number) -> Number:
    """tanh(z)."""
    return np.tanh(checked.real("z", z))[()]


def d_from_r(r: Number) -> Number:
    """d = 2r / √(1 - r²), for two groups of one size (Borenstein et al. 2009, eq. 7.5)."""
    r = checked.number("r", r, -1.0, 1.0, open_ends=True)
    return (2 * r / np.sqrt(1 - r**2))[()]


def r_from_d(d: Number, n1: Number | None = None, n2: Number | None = None) -> Number:
    """r = d / √(d² + a), a = (n1 + n2)² / (n1 n2), 4 for groups of one size (same, eq. 7.7)."""
    d = checked.real("d", d)
    a: Number = 4.0
    if n1 is not None and n2 is not None:
        n1, n2 = checked.sample("n1", n1, 1), checked.sample("n2", n2, 1)
        a = (n1 + n2) ** 2 / (n1 * n2)
    return (d / np.hypot(d, np.sqrt(a)))[()]


def log_odds_from_d(d: Number) -> Number:
    """ln OR = d π/√3 (Hasselblad & Hedges 1995; Chinn 2000)."""
    return (checked.real("d", d) * LOGISTIC_SD)[()]


def d_from_log_odds(log_odds_ratio: Number) -> Number:
    """d = ln OR √3/π."""
    return (checked.real("log_odds_ratio", log_odds_ratio) / LOGISTIC_SD)[()]


def hedges_correction(df: Number) -> Number:
    """The factor that makes g of d, with the degrees of freedom of the SD (Hedges 1981)."""
    from ..effect_sizes.formula import bias_correction

    return bias_correction(checked.number("df", df, 1.0, np.inf, open_ends=True))[()]


def risk_from_odds_ratio(odds_ratio: Number, baseline: Number) -> Number:
    """Risk under treatment, given the odds ratio and the risk without."""
    odds_ratio = checked.positive("odds_ratio", odds_ratio)
    baseline = checked.number("baseline", baseline, 0.0, 1.0)
    return (odds_ratio * baseline / (1 - baseline + odds_ratio * baseline))[()]
