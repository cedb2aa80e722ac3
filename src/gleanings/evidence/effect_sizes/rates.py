"""Events per time at risk: xi in ti, or x1i in t1i against x2i in t2i."""

import numpy as np

from ..inputs import Faults, Floats
from .checks import counts, need, person_times
from .formula import Columns, Family, Formula, Options, Pair
from .zero_cells import adjusted


def _prepare_one(columns: Columns, faults: Faults) -> Columns:
    if need(columns, ("xi", "ti"), faults):
        counts(columns, ("xi",), faults)
        person_times(columns, ("ti",), faults)
    return columns


def _prepare_two(columns: Columns, faults: Faults) -> Columns:
    if need(columns, ("x1i", "t1i", "x2i", "t2i"), faults):
        counts(columns, ("x1i", "x2i"), faults)
        person_times(columns, ("t1i", "t2i"), faults)
    return columns


ONE = Family("a rate", ("xi", "ti"), _prepare_one)
TWO = Family("two rates", ("x1i", "t1i", "x2i", "t2i"), _prepare_two)


def _events(c: Columns, o: Options) -> Floats:
    return adjusted((c["xi"],), o)[0]


def _both_events(c: Columns, o: Options) -> list[Floats]:
    x1, x2 = c["x1i"], c["x2i"]
    if o.drop00:
        neither = (x1 == 0) & (x2 == 0)
        x1, x2 = np.where(neither, np.nan, x1), np.where(neither, np.nan, x2)
    return adjusted((x1, x2), o)


def _raw(c: Columns, o: Options) -> Pair:
    x, t = _events(c, o), c["ti"]
    return x / t, x / t**2


def _log(c: Columns, o: Options) -> Pair:
    x, t = _events(c, o), c["ti"]
    return np.log(x / t), 1 / x


def _square_root(c: Columns, o: Options) -> Pair:
    x, t = _events(c, o), c["ti"]
    return np.sqrt(x / t), 1 / (4 * t)


def _freeman_tukey(c: Columns, o: Options) -> Pair:
    """Freeman & Tukey 1950."""
    x, t = _events(c, o), c["ti"]
    return (np.sqrt(x / t) + np.sqrt(x / t + 1 / t)) / 2, 1 / (4 * t)


def _ratio(c: Columns, o: Options) -> Pair:
    x1, x2 = _both_events(c, o)
    return np.log(x1 / c["t1i"]) - np.log(x2 / c["t2i"]), 1 / x1 + 1 / x2


def _difference(c: Columns, o: Options) -> Pair:
    x1, x2 = _both_events(c, o)
    t1, t2 = c["t1i"], c["t2i"]
    return x1 / t1 - x2 / t2, x1 / t1**2 + x2 / t2**2


def _root_difference(c: Columns, o: Options) -> Pair:
    x1, x2 = _both_events(c, o)
    t1, t2 = c["t1i"], c["t2i"]
    return np.sqrt(x1 / t1) - np.sqrt(x2 / t2), 1 / (4 * t1) + 1 / (4 * t2)


FORMULAS = [
    Formula("IR", ONE, _raw, add=0.5),
    Formula("IRLN", ONE, _log, add=0.5),
    Formula("IRS", ONE, _square_root),
    Formula("IRFT", ONE, _freeman_tukey),
    Formula("IRR", TWO, _ratio, add=0.5),
    Formula("IRD", TWO, _difference, add=0.5),
    Formula("IRSD", TWO, _root_difference),
]
