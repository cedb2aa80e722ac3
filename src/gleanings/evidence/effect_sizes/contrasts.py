"""Two groups, each measured before and after: m1pre, m1post, sd1pre of n1i treated people, m2pre,
m2post, sd2pre of n2i others; ri, the correlation of both measurements, .5 where it is not given."""

import numpy as np

from ..inputs import Faults
from . import checks
from .formula import Columns, Family, Formula, Options, Pair, bias_correction

COLUMNS = ("m1pre", "m1post", "sd1pre", "n1i", "m2pre", "m2post", "sd2pre", "n2i")
# Trials seldom report it. At .5 the variance is that of a difference after treatment alone, so that
# a contrast weighs no more than an article shows.
ASSUMED_R = 0.5


def _prepare(columns: Columns, faults: Faults) -> Columns:
    if not checks.need(columns, COLUMNS, faults):
        return columns
    checks.sizes(columns, ("n1i", "n2i"), faults)
    checks.finite(columns, ("m1pre", "m1post", "m2pre", "m2post"), faults)
    checks.standard_deviations(columns, ("sd1pre", "sd2pre"), faults)
    if "ri" not in columns:
        return {**columns, "ri": np.full(columns["n1i"].size, ASSUMED_R)}
    checks.correlations(columns, ("ri",), faults)
    return columns


FAMILY = Family("two groups before and after", (*COLUMNS, "ri"), _prepare)


def _contrast(c: Columns, o: Options) -> Pair:
    """d_ppc2 (Morris 2008, Organ Res Methods 11:364-386, eqs. 8-10): the difference of the changes
    by the pooled SD before; exact correction. Its variance for large samples, as that of SMCR
    (Becker 1988) and SMD: 2 (1 - r) (1/n1 + 1/n2) + g² / (2 (n1 + n2))."""
    n1, n2 = c["n1i"], c["n2i"]
    m = n1 + n2 - 2
    sd = np.sqrt(((n1 - 1) * c["sd1pre"] ** 2 + (n2 - 1) * c["sd2pre"] ** 2) / m)
    change = (c["m1post"] - c["m1pre"]) - (c["m2post"] - c["m2pre"])
    g = bias_correction(m, o.correct) * change / sd
    return g, 2 * (1 - c["ri"]) * (1 / n1 + 1 / n2) + g**2 / (2 * (n1 + n2))


FORMULAS = [Formula("DPPC2", FAMILY, _contrast)]
