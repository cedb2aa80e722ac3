"""The three-parameter selection model, held to its definition and to data made by it."""

import json

import numpy as np
import pytest
from scipy.stats import norm

from evidence.gold import cases, dataset
from gleanings.evidence import pool, selection_model
from gleanings.evidence.report import describe, notice


def effects(case):
    data = dataset(case)["escalc"]
    return np.array(data["yi"]), np.array(data["vi"])


def estimable(case):
    y, v = effects(case)
    sign = 1 if pool(y, v, method="ML").estimate >= 0 else -1
    significant = (sign * y / np.sqrt(v) >= norm.ppf(0.975)).sum()
    return 0 < significant < len(y)


ESTIMABLE = [case for case in cases() if estimable(case)]


def log_likelihood(y, v, mu, tau2, weight):
    """As Vevea & Hedges write it, for effects favoured on the right."""
    s = np.sqrt(v + tau2)
    threshold = norm.ppf(0.975) * np.sqrt(v)
    seen = np.where(y >= threshold, 1.0, weight)
    beyond = norm.sf((threshold - mu) / s)
    return np.sum(np.log(seen) + norm.logpdf(y, mu, s) - np.log(beyond + weight * (1 - beyond)))


def test_enough_datasets_can_be_estimated():
    assert len(ESTIMABLE) == 45


@pytest.mark.parametrize("case", ESTIMABLE)
def test_the_likelihood_is_the_papers_and_nothing_around_is_higher(case):
    y, v = effects(case)
    result = selection_model(y, v)
    sign = 1 if result.side == "right" else -1
    best = (sign * result.estimate, result.tau2, result.weight)
    top = log_likelihood(sign * y, v, *best)
    assert result.log_likelihood == pytest.approx(top, rel=1e-10)
    spread = float(np.sqrt(y.var() + np.median(v)))
    rng = np.random.default_rng(0)
    for width in (1e-4, 1e-2, 0.3, 1.5):
        for _ in range(25):
            a, b, c = rng.normal(size=3) * width
            mu, weight = best[0] + a * spread, best[2] * np.exp(2 * c)
            tau2 = abs(best[1] + b * spread**2)
            assert log_likelihood(sign * y, v, mu, tau2, weight) <= top + 1e-9


@pytest.mark.parametrize("case", ESTIMABLE)
def test_without_selection_it_is_the_maximum_likelihood_fit(case):
    result = selection_model(*effects(case))
    reference = dataset(case)["fits"]["ML"]
    assert result.unadjusted == pytest.approx(reference["estimate"], rel=1e-5)
    assert result.log_likelihood >= reference["loglik"] - 1e-8
    expected = 2 * (result.log_likelihood - reference["loglik"])
    assert result.chi2 == pytest.approx(expected, abs=1e-6)


def test_standard_errors_are_of_the_observed_information():
    y, v = effects("dat.baskerville2012")
    result = selection_model(y, v)
    best = np.array([result.estimate, result.tau2, result.weight])
    h = 1e-4 * np.array([1, best[1], best[2]])
    hessian = np.empty((3, 3))
    for i in range(3):
        for j in range(3):
            a, b = np.eye(3)[i] * h, np.eye(3)[j] * h
            corners = [(a + b, 1), (a - b, -1), (b - a, -1), (-a - b, 1)]
            total = sum(sign * log_likelihood(y, v, *(best + d)) for d, sign in corners)
            hessian[i, j] = total / (4 * h[i] * h[j])
    variances = np.diag(np.linalg.inv(-hessian))
    assert result.se == pytest.approx(np.sqrt(variances[0]), rel=1e-3)
    assert result.weight_se == pytest.approx(np.sqrt(variances[2]), rel=1e-3)


def test_it_finds_the_selection_that_made_the_data():
    rng = np.random.default_rng(4)
    v = rng.uniform(0.01, 0.2, 6000)
    y = rng.normal(0.2, np.sqrt(v + 0.04))
    kept = (y / np.sqrt(v) > 1.96) | (rng.random(6000) < 0.2)
    result = selection_model(y[kept], v[kept])
    assert result.weight == pytest.approx(0.2, abs=0.05)
    assert result.estimate == pytest.approx(0.2, abs=0.03)
    assert result.unadjusted > 0.25
    assert result.p_selection < 1e-10


def test_sides_mirror_each_other():
    y, v = effects("dat.baskerville2012")
    right, left = selection_model(y, v), selection_model(-y, v)
    assert (right.side, left.side) == ("right", "left")
    assert right.estimate == pytest.approx(-left.estimate, rel=1e-8)
    assert right.ci_low == pytest.approx(-left.ci_high, rel=1e-8)


@pytest.mark.parametrize("unit", [1e-4, 1e3])
def test_neither_order_nor_unit_matters(unit):
    y, v = effects("dat.baskerville2012")
    plain = selection_model(y, v)
    again = selection_model(y[::-1] * unit, v[::-1] * unit**2)
    assert again.estimate == pytest.approx(plain.estimate * unit, rel=1e-6)
    assert again.weight == pytest.approx(plain.weight, rel=1e-6)


def test_what_cannot_be_estimated_is_refused_with_what_to_do():
    v = [0.01, 0.02, 0.03, 0.04]
    with pytest.raises(ValueError, match=r"All 4 effects are .* trim and fill"):
        selection_model([1.0, 1.1, 1.2, 1.3], v)
    with pytest.raises(ValueError, match="None of the 4"):
        selection_model([0.01, 0.02, 0.0, 0.01], v)
    with pytest.raises(ValueError, match="None of the 4"):
        selection_model([1.0, 1.1, 1.2, 1.3], v, side="left")
    with pytest.raises(ValueError, match="side = 'up'"):
        selection_model([1.0, 0.0, 0.1, 0.2], v, side="up")


def test_few_effects_on_a_side_are_said():
    assert "Only one effect lies" in notice(selection_model(*effects("dat.frank2008")))


def test_it_says_what_it_found():
    result = selection_model(*effects("dat.baskerville2012"))
    assert "times as likely to be seen" in describe(result)
    json.dumps(result.to_dict(), allow_nan=False)
