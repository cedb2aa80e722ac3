"""Numbers that conversions accept: scalars or arrays, with a rule for each."""

from typing import Any

import numpy as np

from ..inputs import Faults, Floats, column

# shared with every conversion: a scalar in gives a scalar out
Number = Any


def number(name: str, value: Number, low: float, high: float, *, open_ends: bool = False) -> Floats:
    """`value` as an array; ValueError with the row of each that is missing or out of range."""
    faults = Faults("This cannot be converted")
    x = column(name, np.ravel(np.asarray(value)), faults)
    outside = (x <= low) | (x >= high) if open_ends else (x < low) | (x > high)
    between = f"must lie between {low:g} and {high:g}"
    if np.isinf(high):
        between = f"must be a number above {low:g}" if open_ends else f"must be {low:g} or more"
    if np.isinf(low):
        between = "must be a finite number"
    if open_ends and np.isfinite(low) and np.isfinite(high):
        between += ", ends excluded"
    faults.check(name, x, np.isnan(x) | np.isinf(x) | outside, between)
    faults.raise_if_any()
    return x.reshape(np.shape(value))


def real(name: str, value: Number) -> Floats:
    return number(name, value, -np.inf, np.inf)


def positive(name: str, value: Number) -> Floats:
    return number(name, value, 0.0, np.inf, open_ends=True)


def correlation(name: str, value: Number) -> Floats:
    return number(name, value, -1.0, 1.0)


def sample(name: str, value: Number, least: int = 2) -> Floats:
    return number(name, value, float(least), np.inf)
