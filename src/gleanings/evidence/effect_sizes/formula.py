"""What a family of effect sizes gives to `effect_size`: its columns, checks and formulas."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import special

from ..inputs import Faults, Floats

Columns = Mapping[str, Floats]
Pair = tuple[Floats, Floats]


@dataclass(frozen=True)
class Options:
    """How to compute: see `effect_size`."""

    vtype: str
    add: float
    to: str
    drop00: bool
    correct: bool


Compute = Callable[[Columns, Options], Pair]


@dataclass(frozen=True)
class Family:
    """Measures that are computed from the same columns.

    `columns` are the names it understands; `prepare` checks them, works out those that may be
    given in another way (bi from n1i - ai), and returns what the formulas use.
    """

    name: str
    columns: tuple[str, ...]
    prepare: Callable[[Columns, Faults], Columns]


@dataclass(frozen=True)
class Formula:
    """How a measure is computed: its columns, its variances, its zero-cell habit."""

    code: str
    """of the measure in the table of `measures`, which says what it is"""
    family: Family
    compute: Compute
    vtypes: tuple[str, ...] = ("LS",)
    add: float = 0.0
    has_edge: bool = False
    """the estimate may stand at the edge of its range, where it has no variance"""


def bias_correction(m: Floats, correct: bool = True) -> Floats:
    """Hedges' exact c(m) = Γ(m/2) / (√(m/2) Γ((m-1)/2)) (Hedges 1981, eq. 6e); NaN for m <= 1."""
    if not correct:
        return np.ones_like(m)
    m = np.where(m > 1, m, np.nan)
    return special.poch((m - 1) / 2, 0.5) / np.sqrt(m / 2)


def weighted_mean(values: Floats, weights: Floats) -> float:
    return float(np.sum(values * weights) / np.sum(weights))
