"""Tests and intervals of coefficients from their covariance, and of several at once."""

from __future__ import annotations

import math

import numpy as np

from gleanings.evidence.dependent.clusters import Array
from gleanings.evidence.dependent.result import ClusteredCoefficient
from gleanings.evidence.distributions import chi2_upper, critical_value, f_upper, two_sided


def coefficients(
    names: tuple[str, ...], beta: Array, covariance: Array, df: Array, level: float
) -> tuple[ClusteredCoefficient, ...]:
    """z- or t-tests of each coefficient; df (p,), infinite for z.

    A standard error of 0 gives an infinite statistic (0 where the estimate is 0 as well), and a
    df that is not positive gives NaN for what depends on it.
    """
    rows = []
    variances = np.diag(covariance)
    for name, b, variance, d in zip(names, beta, variances, df, strict=True):
        se = math.sqrt(variance) if variance > 0 else 0.0
        statistic = b / se if se > 0 else (0.0 if b == 0 else math.copysign(math.inf, b))
        usable = d > 0
        p = float(two_sided(statistic, d)) if usable else math.nan
        half = float(critical_value(level, d)) * se if usable else math.nan
        rows.append(
            ClusteredCoefficient(
                name, float(b), se, float(statistic), float(d), p, float(b) - half, float(b) + half
            )
        )
    return tuple(rows)


def wald(contrast: Array, covariance: Array) -> float:
    """c′V⁻¹c on a scale where V is well conditioned; infinite where V has a zero variance."""
    size = np.sqrt(np.maximum(np.diag(covariance), 0.0))
    if not (size > 0).all():
        return math.inf
    scaled = contrast / size
    return float(scaled @ np.linalg.solve(covariance / np.outer(size, size), scaled))


def moderator_test(statistic: float, q: int, df2: float) -> tuple[float, int, float, float]:
    """QM: χ² with q degrees of freedom where df2 is infinite, else F with q and df2."""
    if math.isinf(df2):
        return statistic, q, df2, float(chi2_upper(statistic, q))
    return statistic / q, q, df2, float(f_upper(statistic / q, q, df2))
