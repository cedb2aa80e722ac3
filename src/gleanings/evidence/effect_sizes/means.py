"""Two groups compared by their means: m1i, sd1i, n1i and m2i, sd2i, n2i.

For standardized differences the means may be replaced by `di` (uncorrected difference divided by
the pooled SD), `ti` (t of an independent test), `fi` (F with 1 numerator df; a difference in the
expected direction) or `pi` (two-sided p, its sign that of the difference).
"""

import numpy as np
from scipy import special

from ..distributions import COX, LOGISTIC_SD, normal_density, t_quantile
from ..inputs import Faults, Floats
from .checks import finite, need, sizes, standard_deviations
from .formula import Columns, Family, Formula, Options, Pair, bias_correction, weighted_mean

MEANS = ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")
INSTEAD = ("di", "ti", "fi", "pi")


def _prepare_means(columns: Columns, faults: Faults) -> Columns:
    if need(columns, MEANS, faults):
        _check(columns, faults)
    return columns


def _check(columns: Columns, faults: Faults) -> None:
    sizes(columns, ("n1i", "n2i"), faults)
    finite(columns, ("m1i", "m2i"), faults)
    standard_deviations(columns, ("sd1i", "sd2i"), faults)


def _prepare_ratio(columns: Columns, faults: Faults) -> Columns:
    if need(columns, MEANS, faults):
        _check(columns, faults)
        for name in ("m1i", "m2i"):
            none = columns[name] == 0
            faults.undefined(name, columns[name], none, "has no ratio; it must not be 0")
        opposite = columns["m1i"] * columns["m2i"] < 0
        rule = "has the opposite sign of m1i; a ratio of means needs a scale with a true zero"
        faults.check("m2i", columns["m2i"], opposite, rule)
    return columns


def _prepare_standardized(columns: Columns, faults: Faults) -> Columns:
    """Adds `di`, the uncorrected standardized difference, from whatever was given."""
    given = dict(columns)
    if "m1i" in given or not any(name in given for name in INSTEAD):
        return _with_pooled(given, faults)
    if not need(given, ("n1i", "n2i"), faults):
        return given
    sizes(given, ("n1i", "n2i"), faults)
    names = tuple(name for name in INSTEAD if name in given)
    finite(given, names, faults)
    if "fi" in given:
        faults.check("fi", given["fi"], given["fi"] < 0, "is not an F value; it must be 0 or more")
    if "pi" in given:
        wrong = (np.abs(given["pi"]) > 1) | (given["pi"] == 0)
        faults.check("pi", given["pi"], wrong, "is not a p value; it must lie between 0 and 1")
    if not faults.messages:
        given["di"] = _difference_from(given)
    return given


def _difference_from(given: Columns) -> Floats:
    n1, n2 = given["n1i"], given["n2i"]
    per_t = np.sqrt(1 / n1 + 1 / n2)
    if "di" in given:
        return given["di"]
    if "ti" in given:
        return given["ti"] * per_t
    if "fi" in given:
        return np.sqrt(given["fi"]) * per_t
    p = given["pi"]
    return np.sign(p) * -t_quantile(np.abs(p) / 2, n1 + n2 - 2) * per_t


def _with_pooled(given: dict[str, Floats], faults: Faults) -> Columns:
    if need(given, MEANS, faults):
        _check(given, faults)
    if not faults.messages:
        # without any spread there is no standardized difference: not finite, hence undefined
        with np.errstate(divide="ignore", invalid="ignore"):
            given["di"] = (given["m1i"] - given["m2i"]) / pooled_sd(given)
    return given


def pooled_sd(c: Columns) -> Floats:
    n1, n2 = c["n1i"], c["n2i"]
    return np.sqrt(((n1 - 1) * c["sd1i"] ** 2 + (n2 - 1) * c["sd2i"] ** 2) / (n1 + n2 - 2))


GROUPS = Family("two groups, means", MEANS, _prepare_means)
POSITIVE = Family("two groups, means of a ratio scale", MEANS, _prepare_ratio)
STANDARDIZED = Family("two groups, standardized means", MEANS + INSTEAD, _prepare_standardized)


def _mean_difference(c: Columns, o: Options) -> Pair:
    n1, n2 = c["n1i"], c["n2i"]
    if o.vtype == "HO":
        vi = pooled_sd(c) ** 2 * (1 / n1 + 1 / n2)
    else:
        vi = c["sd1i"] ** 2 / n1 + c["sd2i"] ** 2 / n2
    return c["m1i"] - c["m2i"], vi


def _hedges_g(c: Columns, o: Options) -> Pair:
    """Hedges 1981; variances: LS eq. 8 of Hedges 1982, UB unbiased (Hedges 1983, eq. 9)."""
    n1, n2, d = c["n1i"], c["n2i"], c["di"]
    m = n1 + n2 - 2
    j = bias_correction(m, o.correct)
    g, per_n = j * d, 1 / n1 + 1 / n2
    if o.vtype == "UB":
        return g, per_n + (1 - (m - 2) / (m * j**2)) * g**2
    if o.vtype == "LS2":
        return g, j**2 * (per_n + d**2 / (2 * (n1 + n2)))
    if o.vtype == "AV":
        kept = np.isfinite(g)
        return g, per_n + weighted_mean(g[kept], (n1 + n2)[kept]) ** 2 / (2 * (n1 + n2))
    return g, per_n + g**2 / (2 * (n1 + n2))


def _unequal_variances(c: Columns, o: Options) -> Pair:
    """Difference over the root mean square SD (Bonett 2008, 2009)."""
    n1, n2, v1, v2 = c["n1i"], c["n2i"], c["sd1i"] ** 2, c["sd2i"] ** 2
    v = (v1 + v2) / 2
    j = bias_correction(n1 + n2 - 2, o.correct)
    g = j * (c["m1i"] - c["m2i"]) / np.sqrt(v)
    spread = g**2 * (v1**2 / (n1 - 1) + v2**2 / (n2 - 1)) / (8 * v**2)
    return g, j**2 * (spread + (v1 / (n1 - 1) + v2 / (n2 - 1)) / v)


def _glass(c: Columns, o: Options) -> Pair:
    """Difference over the second group's SD, variances alike (Glass 1976; Hedges 1981)."""
    n1, n2 = c["n1i"], c["n2i"]
    g = bias_correction(n2 - 1, o.correct) * (c["m1i"] - c["m2i"]) / c["sd2i"]
    return g, 1 / n1 + 1 / n2 + g**2 / (2 * n2)


def _glass_unequal(c: Columns, o: Options) -> Pair:
    """The same without assuming equal variances (Bonett 2008)."""
    n1, n2 = c["n1i"], c["n2i"]
    g = bias_correction(n2 - 1, o.correct) * (c["m1i"] - c["m2i"]) / c["sd2i"]
    ratio = c["sd1i"] ** 2 / c["sd2i"] ** 2
    return g, ratio / n1 + 1 / n2 + g**2 / (2 * n2)


def _ratio_of_means(c: Columns, o: Options) -> Pair:
    """Hedges, Gurevitch & Curtis 1999."""
    n1, n2 = c["n1i"], c["n2i"]
    cv1, cv2 = c["sd1i"] / c["m1i"], c["sd2i"] / c["m2i"]
    if o.vtype == "HO":
        cv1, cv2 = pooled_sd(c) / c["m1i"], pooled_sd(c) / c["m2i"]
    if o.vtype == "AV":
        cv1, cv2 = (np.full_like(cv, weighted_mean(cv, n)) for cv, n in ((cv1, n1), (cv2, n2)))
    if o.vtype == "AVHO":
        mean = weighted_mean(np.concatenate([cv1, cv2]), np.concatenate([n1, n2]))
        cv1 = cv2 = np.full_like(cv1, mean)
    return np.log(c["m1i"] / c["m2i"]), cv1**2 / n1 + cv2**2 / n2


def _point_biserial(c: Columns, o: Options) -> Pair:
    """r of group membership with the outcome; variance by Tate 1954 (CS: drawn as one sample) or
    by the delta method with the group sizes given (ST)."""
    n1, n2, d = c["n1i"], c["n2i"], c["di"]
    n = n1 + n2
    h = (n - 2) / n1 + (n - 2) / n2
    r = d / np.sqrt(d**2 + h)
    if o.vtype == "CS":
        p = n1 / n
        return r, (1 - r**2) ** 2 * (1 - 1.5 * r**2 + r**2 / (4 * p * (1 - p))) / n
    return r, h**2 / (h + d**2) ** 3 * (1 / n1 + 1 / n2 + d**2 / (2 * n))


def _biserial(c: Columns, o: Options) -> Pair:
    """r with the normal variable behind the groups (Soper 1914; Jacobs & Viechtbauer 2017).

    Beyond d of about 2.7 the estimate passes 1; its variance is that of a correlation of 1.
    """
    n1, n2, d = c["n1i"], c["n2i"], c["di"]
    n = n1 + n2
    h = (n - 2) / n1 + (n - 2) / n2
    p, q = n1 / n, n2 / n
    z = special.ndtri(q)
    f = normal_density(z)
    r = np.sqrt(p * q) / f * d / np.sqrt(d**2 + h)
    bend = 1.5 + (1 - p * z / f) * (1 + q * z / f)
    bounded = np.clip(r, -1, 1)
    return r, (p * q / f**2 - bend * bounded**2 + bounded**4) / (n - 1)


def _to_log_odds(c: Columns, width: float) -> Pair:
    n1, n2, d = c["n1i"], c["n2i"], c["di"]
    return width * d, width**2 * (1 / n1 + 1 / n2 + d**2 / (2 * (n1 + n2)))


def _to_log_odds_logistic(c: Columns, o: Options) -> Pair:
    return _to_log_odds(c, LOGISTIC_SD)


def _to_log_odds_normal(c: Columns, o: Options) -> Pair:
    return _to_log_odds(c, COX)


def _variability_ratio(c: Columns, o: Options) -> Pair:
    """Nakagawa et al. 2015, eqs. 9 and 10."""
    m1, m2 = 2 * (c["n1i"] - 1), 2 * (c["n2i"] - 1)
    yi = np.log(c["sd1i"] / c["sd2i"])
    return yi + (1 / m1 - 1 / m2 if o.correct else 0.0), 1 / m1 + 1 / m2


def _variation_ratio(c: Columns, o: Options) -> Pair:
    """Ratio of coefficients of variation (Nakagawa et al. 2015, eqs. 11 and 12)."""
    m1, m2 = 2 * (c["n1i"] - 1), 2 * (c["n2i"] - 1)
    cv1, cv2 = c["sd1i"] / c["m1i"], c["sd2i"] / c["m2i"]
    yi = np.log(cv1 / cv2) + (1 / m1 - 1 / m2 if o.correct else 0.0)
    return yi, 1 / m1 + cv1**2 / c["n1i"] + 1 / m2 + cv2**2 / c["n2i"]


FORMULAS = [
    Formula("MD", GROUPS, _mean_difference, vtypes=("LS", "UB", "HO")),
    Formula("SMD", STANDARDIZED, _hedges_g, vtypes=("LS", "LS2", "UB", "AV")),
    Formula("SMDH", GROUPS, _unequal_variances),
    Formula("SMD1", GROUPS, _glass),
    Formula("SMD1H", GROUPS, _glass_unequal),
    Formula("ROM", POSITIVE, _ratio_of_means, vtypes=("LS", "HO", "AV", "AVHO")),
    Formula("RPB", STANDARDIZED, _point_biserial, vtypes=("ST", "CS")),
    Formula("RBIS", STANDARDIZED, _biserial),
    Formula("D2OR", STANDARDIZED, _to_log_odds_logistic),
    Formula("D2ORL", STANDARDIZED, _to_log_odds_logistic),
    Formula("D2ORN", STANDARDIZED, _to_log_odds_normal),
    Formula("VR", GROUPS, _variability_ratio),
    Formula("CVR", POSITIVE, _variation_ratio),
]
