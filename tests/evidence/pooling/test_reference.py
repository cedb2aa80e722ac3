"""Pooling against metafor's rma (gold/README.md).

Estimators without iteration agree to 1e-10 relative; those with it to 1e-5, or their likelihood is
no lower than metafor's, which may stop a little off the top.
"""

import math

import numpy as np
import pytest

from evidence.gold import cases, dataset
from gleanings.evidence import pool

NAMES = {
    "estimate": "estimate",
    "se": "se",
    "p": "pval",
    "ci_low": "ci_lb",
    "ci_high": "ci_ub",
    "prediction_low": "pi_lb",
    "prediction_high": "pi_ub",
    "tau2": "tau2",
    "tau2_se": "se_tau2",
    "i2": "I2",
    "h2": "H2",
    "q": "Q",
    "q_df": "df",
    "q_p": "Q_p",
    "log_likelihood": "loglik",
    "aic": "AIC",
    "bic": "BIC",
    "aicc": "AICc",
}
# a τ² below this (in units of the smallest variance) is 0 but for where an iteration stopped
NOISE = 1e-7
ITERATIVE = {"REML", "ML", "PM", "EB"}
FITS = ("EE", "DL", "REML", "ML", "PM", "SJ", "HE", "HS", "EB", "REML+knha", "DL+knha")


def fitted(case, fit, **options):
    d = dataset(case)
    method, _, knha = fit.partition("+")
    test = "knapp-hartung" if knha else "z"
    return pool(d["escalc"]["yi"], d["escalc"]["vi"], method=method, test=test, **options)


def tolerance(fit):
    return 1e-5 if fit.partition("+")[0] in ITERATIVE else 1e-10


def check(got, wanted, rel, floor=1e-12):
    if wanted is None:
        assert math.isnan(got)
    else:
        assert got == pytest.approx(wanted, rel=rel, abs=floor)


@pytest.mark.parametrize("fit", FITS)
@pytest.mark.parametrize("case", cases())
def test_fit(case, fit):
    wanted, got = dataset(case)["fits"][fit], fitted(case, fit)
    floors = {"tau2": NOISE * got.vi.min(), "i2": 100 * NOISE}
    for ours, theirs in NAMES.items():
        check(getattr(got, ours), wanted[theirs], tolerance(fit), floors.get(ours, 1e-12))
    statistic = "tval" if fit.endswith("knha") else "zval"
    check(got.statistic, wanted[statistic], tolerance(fit))
    if fit.endswith("knha"):
        assert got.test_df == wanted["test_df"]


@pytest.mark.parametrize("case", cases())
@pytest.mark.parametrize("method", ["REML", "ML"])
def test_likelihood_is_no_lower(case, method):
    wanted = dataset(case)["fits"][method]["loglik"]
    assert fitted(case, method).log_likelihood >= wanted - 1e-12 * abs(wanted)


@pytest.mark.parametrize("case", cases())
def test_q_profile_intervals(case):
    wanted = dataset(case)["fits"]["REML"]["confint"]
    got = fitted(case, "REML")
    ends = {
        "tau2_ci": (got.tau2_ci, NOISE * got.vi.min()),
        "I2_ci": (got.i2_ci, 100 * NOISE),
        "H2_ci": (got.h2_ci, NOISE),
    }
    for name, (interval, floor) in ends.items():
        assert interval.low == pytest.approx(wanted[f"{name}_lb"], rel=1e-6, abs=floor)
        assert interval.high == pytest.approx(wanted[f"{name}_ub"], rel=1e-6, abs=floor)


WITH_MODERATORS = [case for case in cases() if "metareg" in dataset(case)]
COEFFICIENTS = {
    "estimate": "coef",
    "se": "se",
    "statistic": "stat",
    "p": "pval",
    "ci_low": "ci_lb",
    "ci_high": "ci_ub",
}
MODEL = {
    "qm": "QM",
    "qm_p": "QM_p",
    "qe": "QE",
    "q_p": "QE_p",
    "tau2": "tau2",
    "tau2_se": "se_tau2",
    "i2": "I2",
    "h2": "H2",
    "log_likelihood": "loglik",
    "aic": "AIC",
}


@pytest.mark.parametrize("fit", ["REML", "REML+knha", "ML", "EE"])
@pytest.mark.parametrize("case", WITH_MODERATORS)
def test_meta_regression(case, fit):
    d = dataset(case)
    reference, wanted = d["metareg"], d["metareg"][fit]
    rows = reference["rows_used_0based"]
    yi, vi = np.array(d["escalc"]["yi"])[rows], np.array(d["escalc"]["vi"])[rows]
    method, _, knha = fit.partition("+")
    test = "knapp-hartung" if knha else "z"
    got = pool(yi, vi, method=method, test=test, moderators=np.array(reference["X"], dtype=float))
    # metafor inverts X'WX, which costs years (1985, 1990, ...) some digits even without iteration
    rel = 1e-8 if fit == "EE" else 1e-5
    for i, coefficient in enumerate(got.coefficients):
        for ours, theirs in COEFFICIENTS.items():
            check(getattr(coefficient, ours), wanted[theirs][i], rel, 1e-9)
    for ours, theirs in MODEL.items():
        # for ML the reference file holds the restricted likelihood
        if theirs in wanted and not (method == "ML" and ours in {"log_likelihood", "aic"}):
            floor = {"tau2": NOISE * vi.min(), "i2": 100 * NOISE}.get(ours, 1e-9)
            check(getattr(got, ours), wanted[theirs], rel, floor)
    # R² of a τ² that is 0 but for where the reference stopped says nothing
    if "R2" in wanted and got.tau2 + pool(yi, vi, method=method).tau2 > 0:
        check(got.r2, wanted["R2"], rel, 1e-4)
    if "vcov" in wanted:
        scale = np.abs(got.covariance).max()
        np.testing.assert_allclose(got.covariance, wanted["vcov"], rtol=1e-5, atol=1e-9 * scale)


# a factor whose levels R found in another order than the alphabet's
FIRST_LEVEL = {"dat.mccurdy2020": {"condition": "read"}}


@pytest.mark.parametrize("case", WITH_MODERATORS)
def test_named_moderators_make_the_same_model(case):
    """Factors coded as R codes them, levels in alphabetical order."""
    d = dataset(case)
    reference = d["metareg"]
    rows = np.array(reference["rows_used_0based"])
    used = [name.strip() for name in reference["formula"].removeprefix("~").split("+")]
    moderators = {name: np.array(d["moderators"][name], dtype=object)[rows] for name in used}
    yi, vi = np.array(d["escalc"]["yi"])[rows], np.array(d["escalc"]["vi"])[rows]
    got = pool(yi, vi, moderators=moderators, reference=FIRST_LEVEL.get(case))
    names = [c.name.replace(": ", "") for c in got.coefficients]
    assert names == ["intercept", *reference["X_names"][1:]]
    np.testing.assert_array_equal(got.X, np.array(reference["X"], dtype=float))
