"""One group, two outcomes: xi of ni (or xi and mi, those without)."""

import numpy as np

from ..inputs import Faults
from .checks import counts, need, part_of, sizes
from .formula import Columns, Family, Formula, Options, Pair, weighted_mean
from .zero_cells import adjusted


def _prepare(columns: Columns, faults: Faults) -> Columns:
    given = dict(columns)
    if "ni" not in given and "mi" in given and need(given, ("xi",), faults):
        counts(given, ("xi", "mi"), faults)
        given["ni"] = given["xi"] + given["mi"]
    if need(given, ("xi", "ni"), faults) and not faults.messages:
        counts(given, ("xi", "ni"), faults)
        sizes(given, ("ni",), faults, least=1)
        part_of("xi", given["xi"], "ni", given["ni"], faults)
    return given


FAMILY = Family("a proportion", ("xi", "mi", "ni"), _prepare)


def _parts(c: Columns, o: Options) -> Pair:
    x, m = adjusted((c["xi"], c["ni"] - c["xi"]), o)
    return x, x + m


def _raw(c: Columns, o: Options) -> Pair:
    x, n = _parts(c, o)
    p = x / n
    at = np.full_like(p, weighted_mean(p, n)) if o.vtype == "AV" else p
    return p, at * (1 - at) / (n - 1 if o.vtype == "UB" else n)


def _log(c: Columns, o: Options) -> Pair:
    x, n = _parts(c, o)
    return np.log(x / n), 1 / x - 1 / n


def _logit(c: Columns, o: Options) -> Pair:
    x, n = _parts(c, o)
    return np.log(x / (n - x)), 1 / x + 1 / (n - x)


def _arcsine(c: Columns, o: Options) -> Pair:
    x, n = _parts(c, o)
    return np.arcsin(np.sqrt(x / n)), 1 / (4 * n)


def _freeman_tukey(c: Columns, o: Options) -> Pair:
    """Freeman & Tukey 1950, in the half-angle form whose variance is 1/(4n + 2)."""
    x, n = _parts(c, o)
    low, high = np.arcsin(np.sqrt(x / (n + 1))), np.arcsin(np.sqrt((x + 1) / (n + 1)))
    return (low + high) / 2, 1 / (4 * n + 2)


FORMULAS = [
    Formula("PR", FAMILY, _raw, vtypes=("LS", "UB", "AV"), add=0.5),
    Formula("PLN", FAMILY, _log, add=0.5),
    Formula("PLO", FAMILY, _logit, add=0.5),
    Formula("PAS", FAMILY, _arcsine),
    Formula("PFT", FAMILY, _freeman_tukey),
]
