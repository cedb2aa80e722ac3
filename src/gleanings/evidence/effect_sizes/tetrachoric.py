"""The tetrachoric correlation: of the two normal variables behind a 2x2 table."""

import numpy as np
from numpy.typing import NDArray
from scipy import special

from ..inputs import Floats

# where the likelihood grows towards r = ±1 (an empty cell), the search ends here
LARGEST = 0.9999


def both_below(h: Floats, k: Floats, r: Floats) -> Floats:
    """P(X < h, Y < k) of the standard bivariate normal, by Owen's T (Owen 1956, eq. 2.1)."""
    s = np.sqrt(1 - r**2)
    with np.errstate(divide="ignore", invalid="ignore"):
        t_h = np.where(h == 0, np.sign(k) / 4, special.owens_t(h, (k - r * h) / (h * s)))
        t_k = np.where(k == 0, np.sign(h) / 4, special.owens_t(k, (h - r * k) / (k * s)))
    same_side = (h * k > 0) | ((h * k == 0) & (h + k >= 0))
    p = (special.ndtr(h) + special.ndtr(k)) / 2 - t_h - t_k - np.where(same_side, 0.0, 0.5)
    at_origin = 0.25 + np.arcsin(r) / (2 * np.pi)
    return np.where((h == 0) & (k == 0), at_origin, p)


def density(h: Floats, k: Floats, r: Floats) -> Floats:
    """Density of the standard bivariate normal."""
    q = (h**2 - 2 * r * h * k + k**2) / (1 - r**2)
    return np.exp(-q / 2) / (2 * np.pi * np.sqrt(1 - r**2))


def tetrachoric(a: Floats, b: Floats, c: Floats, d: Floats) -> tuple[Floats, Floats]:
    """Maximum likelihood estimate and its large-sample variance (Pearson 1900).

    The model has as many parameters as the table has free cells, so the estimate is the r at which
    the first cell's probability is its share. With an empty cell it lies at ±1, where there is no
    variance (NaN); with an empty margin there is no estimate.
    """
    n = a + b + c + d
    with np.errstate(divide="ignore", invalid="ignore"):
        h, k, share = special.ndtri((a + b) / n), special.ndtri((a + c) / n), a / n
        r = _solve(h, k, share)
        margin = np.isinf(h) | np.isinf(k)
        s = np.sqrt(1 - r**2)
        by_row, by_column = special.ndtr((k - r * h) / s), special.ndtr((h - r * k) / s)
        gradient = [1 - by_row - by_column, -by_row, -by_column, np.zeros_like(r)]
        cells = [a / n, b / n, c / n, d / n]
        mean = sum(p * g for p, g in zip(cells, gradient, strict=True))
        square = sum(p * g**2 for p, g in zip(cells, gradient, strict=True))
        vi = (square - mean**2) / (n * density(h, k, r) ** 2)
    edge = np.sign(a * d - b * c)
    empty = (a == 0) | (b == 0) | (c == 0) | (d == 0)
    yi = np.where(empty, edge, r)
    return np.where(margin, np.nan, yi), np.where(margin | empty, np.nan, vi)


def _solve(h: Floats, k: Floats, share: Floats) -> Floats:
    """Bisection on r: the probability of the first cell grows with r."""
    low, high = np.full_like(h, -LARGEST), np.full_like(h, LARGEST)
    for _ in range(60):
        middle = (low + high) / 2
        below: NDArray[np.bool_] = both_below(h, k, middle) < share
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2
