"""Matched pairs with two outcomes: ai pairs where both have the event, bi only the first, ci only
the second, di neither."""

from typing import Any

import numpy as np

from ..inputs import Faults
from .checks import counts, need
from .formula import Columns, Family, Formula, Options, Pair
from .zero_cells import adjusted

CELLS = ("ai", "bi", "ci", "di")


def _prepare(columns: Columns, faults: Faults) -> Columns:
    if need(columns, CELLS, faults):
        counts(columns, CELLS, faults)
        total = np.sum([columns[name] for name in CELLS], axis=0)
        faults.undefined("ai + bi + ci + di", total, total == 0, "is a study without pairs")
    return columns


FAMILY = Family("matched pairs, two outcomes", CELLS, _prepare)


def _cells(c: Columns, o: Options) -> list[Any]:
    return adjusted(tuple(c[name] for name in CELLS), o)


def _difference(c: Columns, o: Options) -> Pair:
    a, b, cc, d = _cells(c, o)
    n = a + b + cc + d
    return (b - cc) / n, (b + cc) / n**2 - (b - cc) ** 2 / n**3


def _ratio(c: Columns, o: Options) -> Pair:
    a, b, cc, _ = _cells(c, o)
    return np.log(a + b) - np.log(a + cc), (b + cc) / ((a + b) * (a + cc))


def _marginal_odds_ratio(c: Columns, o: Options) -> Pair:
    """Becker & Balagtas 1993: marginal odds ratio with the covariance of the two logits."""
    a, b, cc, d = _cells(c, o)
    n = a + b + cc + d
    p1, p2 = (a + b) / n, (a + cc) / n
    v1, v2 = n * p1 * (1 - p1), n * p2 * (1 - p2)
    covariance = n * (a / n - p1 * p2) / (v1 * v2)
    yi = np.log(p1 / (1 - p1)) - np.log(p2 / (1 - p2))
    return yi, 1 / v1 + 1 / v2 - 2 * covariance


def _conditional_odds_ratio(c: Columns, o: Options) -> Pair:
    _, b, cc, _ = _cells(c, o)
    return np.log(b / cc), 1 / b + 1 / cc


def _peto(c: Columns, o: Options) -> Pair:
    """Curtin et al. 2002."""
    _, b, cc, _ = _cells(c, o)
    return 2 * (b - cc) / (b + cc), 4 / (b + cc)


FORMULAS = [
    Formula("MPRD", FAMILY, _difference, add=0.5),
    Formula("MPRR", FAMILY, _ratio, add=0.5),
    Formula("MPOR", FAMILY, _marginal_odds_ratio, add=0.5),
    Formula("MPORC", FAMILY, _conditional_odds_ratio, add=0.5),
    Formula("MPPETO", FAMILY, _peto, add=0.5),
]
