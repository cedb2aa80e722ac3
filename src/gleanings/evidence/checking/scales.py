"""The scale on which an estimate's interval is symmetric and its standard error is stated."""

from __future__ import annotations

import math

from gleanings.evidence.checking.rounding import Range
from gleanings.evidence.reading import Number

RATIOS = frozenset({"OR", "RR", "HR", "IRR"})
CORRELATIONS = frozenset({"r", "rho"})
# Intervals of these are not built as estimate ± z × SE; only their order can be checked.
NOT_SYMMETRIC = frozenset(
    {"percentage", "alpha", "kappa", "ICC", "I2", "tau2", "eta2", "omega2", "f2", "R2", "estimate"}
)


def scale_of(kind: str) -> str:
    """``log``, ``fisher-z`` or ``plain``."""
    if kind in RATIOS:
        return "log"
    return "fisher-z" if kind in CORRELATIONS else "plain"


def _log(value: float) -> float:
    return math.log(value) if value > 0 else -math.inf


def _fisher_z(r: float) -> float:
    if abs(r) >= 1:
        return math.copysign(math.inf, r)
    return math.atanh(r)


def on_scale(scale: str, number: Number) -> Range:
    """The rounding range of a number, carried over to the scale."""
    plain = Range(number.low, number.high)
    if scale == "log":
        return plain.mapped(_log)
    return plain.mapped(_fisher_z) if scale == "fisher-z" else plain


def back(scale: str, value: float) -> float:
    if scale == "log":
        return math.exp(min(value, 700.0))
    return math.tanh(value) if scale == "fisher-z" else value
