"""Rank correlation between effects and their variances (Begg & Mazumdar 1994)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gleanings.evidence.display import Displayed
from gleanings.evidence.distributions import normal_two_sided
from gleanings.evidence.inputs import Floats, from_the_most_precise
from gleanings.evidence.sensitivity.source import columns_of

# Counting inversions exactly costs time in k³; beyond this the normal limit is as good.
EXACT_UP_TO = 500


@dataclass(frozen=True, repr=False)
class RankCorrelation(Displayed):
    """Kendall's τ between standardised effects and variances; `exact`: p by counting orders."""

    k: int
    tau: float
    p: float
    exact: bool

    def __repr__(self) -> str:
        return f"RankCorrelation(k={self.k}, tau={self.tau:.4g}, p={self.p:.4g})"

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers and texts, for JSON."""
        return dict(vars(self))


def rank_correlation(yi: Any, vi: Any = None) -> RankCorrelation:
    """Begg & Mazumdar's (1994, Biometrics 50:1088–1101) rank test for funnel asymmetry.

    Kendall's τ-b between vi and (yi − ŷ) / √(vi − 1/Σ(1/vi)), ŷ the common-effect estimate. Without
    ties p is exact (to k = 500); with ties, normal with the tie-corrected variance (Kendall 1970),
    without continuity correction, as R's cor.test gives it to metafor's ranktest.

    yi, vi: (k,), k ≥ 3; or a fit of `pool` as the only argument.
    Raises ValueError on fewer, or where a column is constant.
    """
    y, v = columns_of(yi, vi, least=3)
    y = from_the_most_precise(y, v)
    weights = 1 / v
    spread = v - 1 / weights.sum()
    standardised = (y - weights @ y / weights.sum()) / np.sqrt(spread)
    return _kendall(standardised, v)


def _kendall(x: Floats, y: Floats) -> RankCorrelation:
    n = len(x)
    pairs = n * (n - 1) // 2
    x_ties, y_ties = _tie_sizes(x), _tie_sizes(y)
    x_free = pairs - int((x_ties * (x_ties - 1)).sum()) // 2
    y_free = pairs - int((y_ties * (y_ties - 1)).sum()) // 2
    if not x_free or not y_free:
        raise ValueError(
            "A rank correlation needs effects and variances that differ; here all "
            f"{'variances' if x_free else 'effects'} are the same."
        )
    concordance = _concordance(x, y)
    tau = concordance / np.sqrt(float(x_free) * float(y_free))
    exact = x_free == y_free == pairs and n <= EXACT_UP_TO
    if exact:
        p = _exact_p((concordance + pairs) // 2, n)
    else:
        p = float(normal_two_sided(concordance / np.sqrt(_variance(n, x_ties, y_ties))))
    return RankCorrelation(n, float(tau), p, exact)


def _tie_sizes(values: Floats) -> NDArray[np.int64]:
    return np.unique(values, return_counts=True)[1].astype(np.int64)


def _concordance(x: Floats, y: Floats) -> int:
    """Concordant less discordant pairs."""
    total = 0
    for first in range(0, len(x), 512):
        rows = slice(first, first + 512)
        total += int(
            (np.sign(x[rows, None] - x[None, :]) * np.sign(y[rows, None] - y[None, :])).sum()
        )
    return total // 2


def _exact_p(concordant: int, n: int) -> float:
    """Two-sided p from the distribution of the number of inversions of n things.

    Adding the i-th thing spreads each count evenly over 0 … i − 1 further inversions.
    """
    pairs = n * (n - 1) // 2
    low = min(concordant, pairs - concordant)
    chances = np.zeros(low + 1)
    chances[0] = 1.0
    for i in range(2, n + 1):
        sums = np.cumsum(chances)
        if i <= low:
            sums[i:] -= sums[:-i].copy()
        chances = sums / i
    return min(1.0, 2 * float(chances.sum()))


def _variance(n: int, x_ties: NDArray[np.int64], y_ties: NDArray[np.int64]) -> float:
    """Variance of the concordance under no association, corrected for ties (Kendall 1970)."""

    def falling(ties: NDArray[np.int64], factors: int) -> float:
        return float(np.prod([ties.astype(float) - i for i in range(factors)], axis=0).sum())

    def weighted(ties: NDArray[np.int64]) -> float:
        return float((ties * (ties - 1.0) * (2 * ties + 5.0)).sum())

    whole = n * (n - 1.0) * (2 * n + 5)
    variance = (whole - weighted(x_ties) - weighted(y_ties)) / 18
    variance += falling(x_ties, 2) * falling(y_ties, 2) / (2.0 * n * (n - 1))
    return variance + falling(x_ties, 3) * falling(y_ties, 3) / (9.0 * n * (n - 1) * (n - 2))
