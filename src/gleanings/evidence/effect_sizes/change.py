"""One group measured twice: m1i after and m2i before, of ni people, ri the correlation of the two
measurements. So above 0 (of ratios, above 1) is a rise, as in metafor.

sd1i and sd2i: MC, SMCC and SMCRP take the two alike; SMCR and SMCRH divide by sd1i, which is the
one before, and SMCR does without sd2i; the ratios ROMC, CVRC and VRC take sd1i with m1i, after.
Of matched pairs m1i is of those whose number is to be above 0 where theirs is higher.
"""

import numpy as np

from ..inputs import Faults, Floats
from . import checks
from .formula import Columns, Family, Formula, Options, Pair, bias_correction

TWICE = ("m1i", "m2i", "sd1i", "sd2i", "ni", "ri")


def _prepare_for(names: tuple[str, ...]):  # type: ignore[no-untyped-def]
    def prepare(columns: Columns, faults: Faults) -> Columns:
        if checks.need(columns, names, faults):
            checks.sizes(columns, ("ni",), faults)
            checks.correlations(columns, ("ri",), faults)
            deviations = tuple(name for name in ("sd1i", "sd2i") if name in columns)
            checks.standard_deviations(columns, deviations, faults)
            checks.finite(columns, tuple(n for n in ("m1i", "m2i") if n in columns), faults)
        return columns

    return prepare


def _prepare_positive(columns: Columns, faults: Faults) -> Columns:
    if checks.need(columns, TWICE, faults):
        opposite = columns["m1i"] * columns["m2i"] <= 0
        rule = "has no ratio with m1i; both must be above 0 or both below"
        faults.check("m2i", columns["m2i"], opposite, rule)
        _prepare_for(TWICE)(columns, faults)
    return columns


FAMILY = Family("change of one group", TWICE, _prepare_for(TWICE))
RAW = Family("change of one group", TWICE, _prepare_for(("m1i", "m2i", "sd1i", "ni", "ri")))
SPREAD = Family("change of one group's spread", TWICE, _prepare_for(("sd1i", "sd2i", "ni", "ri")))
POSITIVE = Family("change of one group on a ratio scale", TWICE, _prepare_positive)


def change_sd(c: Columns) -> Floats:
    """SD of the change scores."""
    v = c["sd1i"] ** 2 + c["sd2i"] ** 2 - 2 * c["ri"] * c["sd1i"] * c["sd2i"]
    return np.sqrt(v)


def _mean_change(c: Columns, o: Options) -> Pair:
    return c["m1i"] - c["m2i"], change_sd(c) ** 2 / c["ni"]


def _by_change_sd(c: Columns, o: Options) -> Pair:
    """Standardized by the SD of the change scores (Gibbons et al. 1993)."""
    n = c["ni"]
    g = bias_correction(n - 1, o.correct) * (c["m1i"] - c["m2i"]) / change_sd(c)
    return g, 1 / n + g**2 / (2 * n)


def _by_sd_before(c: Columns, o: Options) -> Pair:
    """Standardized by the SD before (Becker 1988), variances alike."""
    n = c["ni"]
    g = bias_correction(n - 1, o.correct) * (c["m1i"] - c["m2i"]) / c["sd1i"]
    return g, 2 * (1 - c["ri"]) / n + g**2 / (2 * n)


def _by_sd_before_unequal(c: Columns, o: Options) -> Pair:
    """Standardized by the SD before, variances may differ (Bonett 2008)."""
    n = c["ni"]
    j = bias_correction(n - 1, o.correct)
    g = j * (c["m1i"] - c["m2i"]) / c["sd1i"]
    ratio = change_sd(c) ** 2 / c["sd1i"] ** 2
    return g, j**2 * (ratio + g**2 / 2) / (n - 1)


def _by_both_sds(c: Columns, o: Options) -> Pair:
    """Standardized by the root mean square of both SDs (Cousineau 2020, Quant Meth Psych 16:418,
    eq. 2), with the degrees of freedom of two variances that correlate by r²."""
    n, r = c["ni"], c["ri"]
    sd = np.sqrt((c["sd1i"] ** 2 + c["sd2i"] ** 2) / 2)
    m = 2 * (n - 1) / (1 + r**2)
    g = bias_correction(m, o.correct) * (c["m1i"] - c["m2i"]) / sd
    return g, 2 * (1 - r) / n + g**2 * (1 + r**2) / (4 * n)


def _relative_variance(c: Columns) -> Floats:
    cv1, cv2 = c["sd1i"] / c["m1i"], c["sd2i"] / c["m2i"]
    return (cv1**2 + cv2**2 - 2 * c["ri"] * cv1 * cv2) / c["ni"]


def _ratio_of_means(c: Columns, o: Options) -> Pair:
    """Lajeunesse 2011."""
    return np.log(c["m1i"] / c["m2i"]), _relative_variance(c)


def _variation_ratio(c: Columns, o: Options) -> Pair:
    yi = np.log((c["sd1i"] / c["m1i"]) / (c["sd2i"] / c["m2i"]))
    return yi, (1 - c["ri"] ** 2) / (c["ni"] - 1) + _relative_variance(c)


def _variability_ratio(c: Columns, o: Options) -> Pair:
    return np.log(c["sd1i"] / c["sd2i"]), (1 - c["ri"] ** 2) / (c["ni"] - 1)


FORMULAS = [
    Formula("MC", FAMILY, _mean_change),
    Formula("SMCC", FAMILY, _by_change_sd),
    Formula("SMCR", RAW, _by_sd_before),
    Formula("SMCRH", FAMILY, _by_sd_before_unequal),
    Formula("SMCRP", FAMILY, _by_both_sds),
    Formula("ROMC", POSITIVE, _ratio_of_means),
    Formula("CVRC", POSITIVE, _variation_ratio),
    Formula("VRC", SPREAD, _variability_ratio),
]
