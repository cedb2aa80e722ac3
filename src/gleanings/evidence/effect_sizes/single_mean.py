"""One group's mean and spread: mi, sdi, ni."""

import numpy as np

from ..inputs import Faults
from . import checks
from .formula import Columns, Family, Formula, Options, Pair, bias_correction

COLUMNS = ("mi", "sdi", "ni")


def _prepare(columns: Columns, faults: Faults) -> Columns:
    if checks.need(columns, COLUMNS, faults):
        checks.sizes(columns, ("ni",), faults)
        checks.finite(columns, ("mi",), faults)
        checks.standard_deviations(columns, ("sdi",), faults)
    return columns


def _prepare_positive(columns: Columns, faults: Faults) -> Columns:
    if "mi" in columns:
        m = columns["mi"]
        faults.check("mi", m, m <= 0, "has no logarithm; the mean must be above 0")
    return _prepare(columns, faults)


def _prepare_spread(columns: Columns, faults: Faults) -> Columns:
    if checks.need(columns, ("sdi", "ni"), faults):
        checks.sizes(columns, ("ni",), faults)
        checks.standard_deviations(columns, ("sdi",), faults)
    return columns


FAMILY = Family("one mean", COLUMNS, _prepare)
POSITIVE = Family("one mean of a ratio scale", COLUMNS, _prepare_positive)
SPREAD = Family("one standard deviation", COLUMNS, _prepare_spread)


def _raw(c: Columns, o: Options) -> Pair:
    return c["mi"], c["sdi"] ** 2 / c["ni"]


def _log(c: Columns, o: Options) -> Pair:
    return np.log(c["mi"]), c["sdi"] ** 2 / (c["ni"] * c["mi"] ** 2)


def _standardized(c: Columns, o: Options) -> Pair:
    n = c["ni"]
    g = bias_correction(n - 1, o.correct) * c["mi"] / c["sdi"]
    return g, 1 / n + g**2 / (2 * n)


def _log_sd(c: Columns, o: Options) -> Pair:
    """Nakagawa et al. 2015, eqs. 7 and 8."""
    m = 2 * (c["ni"] - 1)
    return np.log(c["sdi"]) + (1 / m if o.correct else 0.0), 1 / m


def _log_variation(c: Columns, o: Options) -> Pair:
    """Nakagawa et al. 2015: log coefficient of variation."""
    m = 2 * (c["ni"] - 1)
    yi = np.log(c["sdi"] / c["mi"]) + (1 / m if o.correct else 0.0)
    return yi, 1 / m + c["sdi"] ** 2 / (c["ni"] * c["mi"] ** 2)


FORMULAS = [
    Formula("MN", FAMILY, _raw),
    Formula("MNLN", POSITIVE, _log),
    Formula("SMN", FAMILY, _standardized),
    Formula("SDLN", SPREAD, _log_sd),
    Formula("CVLN", POSITIVE, _log_variation),
]
