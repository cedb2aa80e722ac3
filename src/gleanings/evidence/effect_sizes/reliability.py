"""Cronbach's alpha: ai of mi items in ni people."""

import numpy as np

from ..inputs import Faults
from .checks import need, sizes
from .formula import Columns, Family, Formula, Options, Pair


def _prepare(columns: Columns, faults: Faults) -> Columns:
    if need(columns, ("ai", "mi", "ni"), faults):
        alpha, items = columns["ai"], columns["mi"]
        faults.check("ai", alpha, alpha > 1, "is not an alpha; it must not be above 1")
        faults.check("ai", alpha, np.isinf(alpha), "is infinite")
        faults.check("mi", items, items < 2, "is not a number of items; it must be 2 or more")
        sizes(columns, ("ni",), faults, least=3)
    return columns


FAMILY = Family("Cronbach's alpha", ("ai", "mi", "ni"), _prepare)


def _raw(c: Columns, o: Options) -> Pair:
    """Bonett 2010; van Zyl et al. 2000 for compound symmetry."""
    m = c["mi"]
    return c["ai"], 2 * m * (1 - c["ai"]) ** 2 / ((m - 1) * (c["ni"] - 2))


def _hakstian_whalen(c: Columns, o: Options) -> Pair:
    """1 - (1-α)^(1/3) (Hakstian & Whalen 1976)."""
    m, n = c["mi"], c["ni"]
    root = np.cbrt(1 - c["ai"])
    return 1 - root, 18 * m * (n - 1) * root**2 / ((m - 1) * (9 * n - 11) ** 2)


def _bonett(c: Columns, o: Options) -> Pair:
    """-ln(1-α) (Bonett 2002)."""
    m = c["mi"]
    return -np.log(1 - c["ai"]), 2 * m / ((m - 1) * (c["ni"] - 2))


FORMULAS = [
    Formula("ARAW", FAMILY, _raw),
    Formula("AHW", FAMILY, _hakstian_whalen),
    Formula("ABT", FAMILY, _bonett),
]
