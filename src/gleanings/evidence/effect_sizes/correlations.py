"""Correlations: ri in samples of ni. Instead of ri: `ti` (its t), `fi` (its F, r positive) or
`pi` (its two-sided p, signed like r). Partial ones: ti of a coefficient among mi predictors."""

import numpy as np
from scipy import special

from ..distributions import t_quantile
from ..inputs import Faults, Floats
from . import checks
from .formula import Columns, Family, Formula, Options, Pair, weighted_mean

INSTEAD = ("ti", "fi", "pi")


def _prepare(columns: Columns, faults: Faults) -> Columns:
    given = dict(columns)
    if not checks.need(given, ("ni",), faults):
        return given
    instead = "ri" not in given and any(name in given for name in INSTEAD)
    checks.sizes(given, ("ni",), faults, least=3 if instead else 2)
    if instead:
        if "fi" in given:
            faults.check("fi", given["fi"], given["fi"] < 0, "is not an F value; 0 or more")
        if "pi" in given:
            wrong = (np.abs(given["pi"]) > 1) | (given["pi"] == 0)
            faults.check("pi", given["pi"], wrong, "is not a p value; it must lie between 0 and 1")
        if not faults.messages:
            given["ri"] = _from_test(given)
    elif checks.need(given, ("ri",), faults):
        checks.correlations(given, ("ri",), faults)
    return given


def _from_test(given: Columns) -> Floats:
    df = given["ni"] - 2
    if "ti" in given:
        t = given["ti"]
    elif "fi" in given:
        t = np.sqrt(given["fi"])
    else:
        t = np.sign(given["pi"]) * -t_quantile(np.abs(given["pi"]) / 2, df)
    return t / np.hypot(t, np.sqrt(df))


def _prepare_partial(columns: Columns, faults: Faults) -> Columns:
    if checks.need(columns, ("ti", "ni", "mi"), faults):
        n, m = columns["ni"], columns["mi"]
        checks.finite(columns, ("ti", "ni"), faults)
        faults.check("mi", m, m < 1, "is not a number of predictors; it must be 1 or more")
        faults.check("ni", n, n - m - 1 < 1, "leaves no degrees of freedom beside mi predictors")
    return columns


def _prepare_semipartial(columns: Columns, faults: Faults) -> Columns:
    if checks.need(columns, ("r2i",), faults):
        r2 = columns["r2i"]
        faults.check("r2i", r2, (r2 < 0) | (r2 > 1), "is not an R²; it must lie between 0 and 1")
    return _prepare_partial(columns, faults)


FAMILY = Family("a correlation", ("ri", "ni", *INSTEAD), _prepare)
PARTIAL = Family("a partial correlation", ("ti", "ni", "mi"), _prepare_partial)
SEMIPARTIAL = Family("a semi-partial correlation", ("ti", "ni", "mi", "r2i"), _prepare_semipartial)


def _raw(c: Columns, o: Options) -> Pair:
    """Variance LS (1-r²)²/(n-1); UB the unbiased one of Hedges 1989; AV at the mean r."""
    r, n = c["ri"], c["ni"]
    if o.vtype == "UB":
        return r, r**2 - _unbiased_square(r, n)
    at = np.full_like(r, weighted_mean(r, n)) if o.vtype == "AV" else r
    return r, (1 - at**2) ** 2 / (n - 1)


def gauss(a: float, c: Floats, x: Floats) -> Floats:
    """2F1(a, a; c; x) for 0 <= x <= 1.

    For large c by its series, which converges quickly then: SciPy's function gives NaN there.
    """
    large = c > 40
    total = term = np.ones_like(x)
    for j in range(200):
        term = term * ((a + j) ** 2 / ((np.where(large, c, 1e3) + j) * (j + 1))) * x
        total = total + term
        if np.all(term <= np.spacing(total)):
            break
    return np.where(large, total, special.hyp2f1(a, a, np.where(large, 1e3, c), x))


def _unbiased_square(r: Floats, n: Floats) -> Floats:
    """Unbiased estimate of ρ² (Olkin & Pratt 1958): 1 - (n-3)/(n-2) (1-r²) 2F1(1, 1; n/2; 1-r²)."""
    return 1 - (n - 3) / (n - 2) * (1 - r**2) * gauss(1.0, n / 2, 1 - r**2)


def _unbiased(c: Columns, o: Options) -> Pair:
    """Olkin & Pratt 1958, eq. 2.3; not defined for n <= 4."""
    r, n = c["ri"], np.where(c["ni"] > 4, c["ni"], np.nan)
    yi = r * gauss(0.5, (n - 2) / 2, 1 - r**2)
    if o.vtype == "UB":
        return yi, yi**2 - _unbiased_square(r, n)
    at = np.full_like(yi, weighted_mean(yi[n > 4], n[n > 4])) if o.vtype == "AV" else yi
    return yi, (1 - at**2) ** 2 / (n - 1)


def _fisher_z(c: Columns, o: Options) -> Pair:
    """Fisher 1921; the variance needs n > 3."""
    n = np.where(c["ni"] > 3, c["ni"], np.nan)
    return np.arctanh(c["ri"]), 1 / (n - 3)


def _partial_r(c: Columns) -> tuple[Floats, Floats]:
    df = c["ni"] - c["mi"] - 1
    return c["ti"] / np.hypot(c["ti"], np.sqrt(df)), df


def _partial(c: Columns, o: Options) -> Pair:
    """Aloe & Thompson 2013."""
    r, df = _partial_r(c)
    return r, (1 - r**2) ** 2 / df


def _partial_z(c: Columns, o: Options) -> Pair:
    r, df = _partial_r(c)
    return np.arctanh(r), 1 / df


def _semipartial(c: Columns, o: Options) -> Pair:
    """Aloe & Becker 2012, eqs. 5 and 9."""
    r2, n = c["r2i"], c["ni"]
    r = c["ti"] * np.sqrt(1 - r2) / np.sqrt(n - c["mi"] - 1)
    without = r2 - r**2
    return r, (r2**2 - 2 * r2 + without + 1 - without**2) / n


FORMULAS = [
    Formula("COR", FAMILY, _raw, vtypes=("LS", "UB", "AV")),
    Formula("UCOR", FAMILY, _unbiased, vtypes=("LS", "UB", "AV")),
    Formula("ZCOR", FAMILY, _fisher_z),
    Formula("PCOR", PARTIAL, _partial),
    Formula("ZPCOR", PARTIAL, _partial_z),
    Formula("SPCOR", SEMIPARTIAL, _semipartial),
]
