"""Egger's test in both forms against metafor's regtest; PET-PEESE against least squares."""

import json

import numpy as np
import pytest

from evidence.gold import cases, dataset
from gleanings.evidence import egger, pet_peese, pool
from gleanings.evidence.report import describe

FIELDS = {
    "slope": "coef_sei",
    "se": "se",
    "p": "pval",
    "limit_estimate": "limit_estimate",
    "limit_ci_low": "limit_ci_lb",
    "limit_ci_high": "limit_ci_ub",
}


def effects(case):
    data = dataset(case)["escalc"]
    return np.array(data["yi"]), np.array(data["vi"])


@pytest.mark.parametrize("case", cases())
def test_the_classical_form_agrees_with_regtest(case):
    """A closed form, but solved through the normal equations of badly scaled data."""
    reference = dataset(case)["diagnostics"]["regtest_lm"]
    result = egger(*effects(case), model="lm")
    for ours, theirs in {**FIELDS, "statistic": "tval", "df": "df"}.items():
        assert getattr(result, ours) == pytest.approx(reference[theirs], rel=1e-9), ours


@pytest.mark.parametrize("case", cases())
def test_the_random_effects_form_agrees_with_regtest(case):
    reference = dataset(case)["diagnostics"]["regtest_rma"]
    result = egger(*effects(case))
    for ours, theirs in {**FIELDS, "statistic": "zval", "tau2": "tau2"}.items():
        assert getattr(result, ours) == pytest.approx(reference[theirs], rel=1e-5, abs=1e-9), ours
    assert np.isinf(result.df)


def test_by_size_it_agrees_with_regtest():
    """metafor 3.8-1: regtest(rma(yi, vi, data, ni = n), predictor = "sqrtninv"), dat.bcg, RR."""
    case, sizes = dataset("dat.bcg"), ("ai", "bi", "ci", "di")
    n = np.sum([case["inputs"][name] for name in sizes], axis=0)
    result = egger(*effects("dat.bcg"), predictor="sqrtninv", ni=n)
    assert result.slope == pytest.approx(-19.34053939, rel=1e-6)
    assert result.se == pytest.approx(10.53370482, rel=1e-6)
    assert result.p == pytest.approx(0.06634842778, rel=1e-6)
    assert result.limit_estimate == pytest.approx(-0.40977682885, rel=1e-6)
    assert result.limit_ci_low == pytest.approx(-0.85824784589, rel=1e-6)
    assert "The smaller a study, the lower the value" in describe(result)


@pytest.mark.parametrize(
    ("ni", "fault"),
    [
        (None, "ni has 0 rows for 13 effects"),
        ([10] * 12, "ni has 12 rows for 13 effects"),
        ([10] * 12 + [0], "ni, row 13: 0.0 is not a sample size"),
        ([None] + [10] * 12, "ni, row 1: nan is not a sample size"),
        ([10] * 13, "same sqrtninv"),
    ],
)
def test_sizes_that_cannot_be_are_refused(ni, fault):
    with pytest.raises(ValueError, match=fault):
        egger(*effects("dat.bcg"), predictor="sqrtninv", ni=ni)


def test_a_fit_may_be_given():
    y, v = effects("dat.bcg")
    assert egger(pool(y, v, method="DL")) == egger(y, v, method="DL")


def test_it_is_a_meta_regression_on_the_standard_error():
    y, v = effects("dat.bcg")
    model = pool(y, v, moderators={"sei": np.sqrt(v)}, test="knapp-hartung")
    result = egger(y, v, test="knapp-hartung")
    assert result.slope == pytest.approx(model.coefficients[1].estimate, rel=1e-7)
    assert result.p == pytest.approx(model.coefficients[1].p, rel=1e-7)
    assert result.limit_ci_low == pytest.approx(model.coefficients[0].ci_low, rel=1e-7)


def least_squares(x, y, v):
    """Intercept, its standard error and residual df, from rows divided by √v."""
    X = np.column_stack([np.ones(len(y)), x]) / np.sqrt(v)[:, None]
    beta, rss, _, _ = np.linalg.lstsq(X, y / np.sqrt(v), rcond=None)
    df = len(y) - 2
    return beta[0], np.sqrt(rss[0] / df * np.linalg.inv(X.T @ X)[0, 0])


@pytest.mark.parametrize("case", ["dat.bcg", "dat.bangertdrowns2004", "dat.molloy2014"])
def test_pet_and_peese_are_weighted_least_squares(case):
    y, v = effects(case)
    result = pet_peese(y, v)
    for part, x in ((result.pet, np.sqrt(v)), (result.peese, v)):
        intercept, se = least_squares(x, y, v)
        assert part.limit_estimate == pytest.approx(intercept, rel=1e-8)
        assert part.limit_se == pytest.approx(se, rel=1e-8)
    chosen = result.peese if result.p_effect < 0.05 else result.pet
    assert result.estimate == chosen.limit_estimate


def test_peese_is_chosen_where_pet_finds_an_effect_on_either_side():
    v = np.array([0.01, 0.02, 0.04, 0.05, 0.08, 0.1])
    y = 0.8 + np.array([0.02, -0.03, 0.04, -0.02, 0.03, -0.04])
    assert pet_peese(y, v).chosen == "PEESE"
    assert pet_peese(-y, v).chosen == "PEESE"
    assert pet_peese(2 * np.sqrt(v), v).chosen == "PET"


@pytest.mark.parametrize("unit", [1e-6, 1e5])
def test_the_unit_does_not_matter(unit):
    y, v = effects("dat.bcg")
    plain, again = egger(y, v), egger(y * unit, v * unit**2)
    assert again.p == pytest.approx(plain.p, rel=1e-6)
    assert again.limit_estimate == pytest.approx(plain.limit_estimate * unit, rel=1e-6)


def test_a_perfect_line_has_no_standard_error():
    v = np.array([0.01, 0.04, 0.09])
    result = egger(1 + 2 * np.sqrt(v), v, model="lm")
    assert result.slope == pytest.approx(2)
    assert result.p < 1e-6


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="the same sei"):
        egger([1.0, 2.0, 3.0], [0.1, 0.1, 0.1])
    with pytest.raises(ValueError, match="at least 3"):
        pet_peese([1.0, 2.0], [0.1, 0.2])
    with pytest.raises(ValueError, match="rma, lm"):
        egger([1.0, 2.0, 3.0], [0.1, 0.2, 0.3], model="loess")


def test_it_says_what_it_found():
    y, v = effects("dat.bcg")
    assert "z = −0.80" in describe(egger(y, v))
    assert "t(11) = −1.40" in describe(egger(y, v, model="lm"))
    assert "PET" in describe(pet_peese(y, v))
    json.dumps(pet_peese(y, v).to_dict(), allow_nan=False)
    assert egger(y, v).to_dict()["df"] is None


@pytest.mark.parametrize("model", ["rma", "lm"])
@pytest.mark.parametrize("test", ["z", "knapp-hartung", "knapp-hartung-adhoc"])
@pytest.mark.parametrize("effect", [0.2, 0.3, 0.7, 1e-9])
def test_equal_effects_have_no_slope(effect, test, model):
    found = egger([effect] * 12, [0.01 * (i + 1) for i in range(12)], test=test, model=model)
    assert (found.slope, found.statistic, found.p) == (0.0, 0.0, 1.0)
    assert found.limit_estimate == effect


def test_the_guarded_regression_is_never_surer_than_z():
    variances = [0.01 * (i + 1) for i in range(12)]
    close = [0.2 + 0.001 * (-1) ** i for i in range(12)]
    plain, guarded = (egger(close, variances, test=t) for t in ("z", "knapp-hartung-adhoc"))
    assert egger(close, variances, test="knapp-hartung").se < plain.se
    assert guarded.se == pytest.approx(plain.se)
    far = [0.2 + 0.9 * (-1) ** i for i in range(12)]
    own = egger(far, variances, method="EE", test="knapp-hartung")
    assert egger(far, variances, method="EE", test="knapp-hartung-adhoc").se == own.se
