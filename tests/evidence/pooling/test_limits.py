"""The ends of the range: one effect, two, all alike, huge, tiny; and what is refused."""

import json
import math
from fractions import Fraction

import numpy as np
import pytest

from gleanings.evidence import egger, pool
from gleanings.evidence.pooling.fit import METHODS, TESTS
from gleanings.evidence.report import describe


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("test", TESTS)
def test_one_effect_is_itself(method, test):
    r = pool([0.3], [0.04], method=method, test=test)
    assert (r.estimate, r.se, r.tau2, r.i2, r.q, r.q_df) == (0.3, 0.2, 0.0, 0.0, 0.0, 0)
    assert r.statistic == pytest.approx(1.5)
    assert (r.test, r.h2, r.q_p) == ("z", 1.0, 1.0)
    assert math.isnan(r.prediction_low)
    assert math.isnan(r.tau2_ci.low)
    assert "only one result" in describe(r)
    json.dumps(r.to_dict(), allow_nan=False)


@pytest.mark.parametrize("method", METHODS)
def test_two_effects(method):
    r = pool([0.1, 0.9], [0.02, 0.02], method=method, test="knapp-hartung")
    assert r.estimate == pytest.approx(0.5)
    assert r.test_df == 1
    assert all(math.isfinite(x) for x in (r.se, r.p, r.ci_low, r.ci_high, r.tau2, r.aicc))


@pytest.mark.parametrize("method", METHODS)
def test_effects_all_alike(method):
    r = pool([0.4] * 5, [0.1, 0.2, 0.3, 0.1, 0.2], method=method)
    assert r.tau2 == 0
    assert (r.i2, r.q) == (0.0, pytest.approx(0.0, abs=1e-20))
    assert (r.tau2_ci.low, r.tau2_ci.high) == (0.0, 0.0)
    json.dumps(r.to_dict(), allow_nan=False)


def test_knapp_hartung_of_effects_all_alike():
    r = pool([0.5] * 4, [0.25] * 4, test="knapp-hartung")
    assert (r.se, r.p, r.statistic) == (0.0, 0.0, math.inf)
    assert "narrower" in r.notes
    assert pool([0.5] * 4, [0.25] * 4, test="knapp-hartung-adhoc").se == pytest.approx(0.25)


def test_ad_hoc_is_never_narrower_than_z():
    yi, vi = [0.1, 0.12, 0.11], [0.04, 0.05, 0.06]
    z, _, kh, adhoc = (pool(yi, vi, test=test) for test in TESTS)
    assert kh.se < z.se
    assert adhoc.se == pytest.approx(z.se)
    apart = [0.1, 0.8, -0.5]
    assert pool(apart, vi, method="EE", test=TESTS[2]).se == pytest.approx(
        pool(apart, vi, method="EE", test=TESTS[3]).se
    )


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("scale", [1e-60, 1e-12, 1e9, 1e60])
def test_any_scale(method, scale):
    yi, vi = np.array([0.2, 0.7, -0.1, 0.4]), np.array([0.01, 0.05, 0.02, 0.03])
    here, there = pool(yi, vi, method=method), pool(yi * scale, vi * scale**2, method=method)
    assert there.estimate == pytest.approx(here.estimate * scale, rel=1e-9)
    assert there.tau2 == pytest.approx(here.tau2 * scale**2, rel=1e-8)
    assert there.tau2_ci.high == pytest.approx(here.tau2_ci.high * scale**2, rel=1e-8)
    assert (there.i2, there.p) == pytest.approx((here.i2, here.p), rel=1e-8)


def test_variances_of_very_different_size():
    r = pool([0.1, 0.5, 0.3, 0.9], [1e-9, 1.0, 1e3, 1e-4])
    assert all(math.isfinite(x) for x in (r.estimate, r.se, r.tau2, r.i2, *r.tau2_ci))


def test_beyond_what_a_double_holds():
    with pytest.raises(ArithmeticError, match="nearer to 1"):
        pool([1e200, -1e200, 3e199], [1e-250, 2e-250, 1e-250])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: pool([], []), "no effects"),
        (lambda: pool([0.1, 0.2], [0.1, 0.0]), "vi, row 2: 0.0 is not a variance"),
        (lambda: pool([0.1, np.nan], [0.1, 0.1]), "yi, row 2: nan is missing"),
        (lambda: pool(["a", "b"], [0.1, 0.1]), "is text"),
        (lambda: pool([0.1], [0.1], method="XX"), "method is 'XX'; it must be one of REML, DL"),
        (lambda: pool([0.1], [0.1], test="w"), "test is 'w'"),
        (lambda: pool([0.1], [0.1], level=95), r"for 95 % write 0\.95"),
        (lambda: pool([0.1], [0.1], missing="x"), "missing is 'x'"),
    ],
)
def test_refused(call, says):
    with pytest.raises(ValueError, match=says):
        call()


def test_missing_rows_are_dropped_and_counted():
    year = [1990, 1995, 2000, None, 2010, 2015]
    r = pool(
        [0.1, np.nan, 0.3, 0.4, 0.2, 0.3],
        [0.1, 0.1, 0.2, 0.1, 0.1, 0.2],
        moderators={"year": year},
        missing="drop",
    )
    assert (r.k, r.dropped) == (4, 2)
    assert "2 rows with missing values were left out" in describe(r)


@pytest.mark.parametrize("name", ["FE", "CE", "EE", "common", "fixed"])
def test_names_of_the_common_effect_model(name):
    assert pool([0.1, 0.2], [0.1, 0.1], method=name).method == "EE"


def test_t_takes_the_errors_of_z():
    y, v = [0.1, 0.5, 0.3, 0.9], [0.02, 0.05, 0.03, 0.1]
    z, t = pool(y, v), pool(y, v, test="t")
    assert (t.se, t.test_df) == (z.se, 3)
    assert t.ci_high == pytest.approx(t.estimate + 3.182446305284263 * t.se)
    assert pool(y, v, test="knha").p == pool(y, v, test="knapp-hartung").p


def exact_dl(y, v, x):
    """DerSimonian and Laird's τ² with one moderator, in fractions: nothing is rounded."""
    y, v, x = ([Fraction(float(a)) for a in column] for column in (y, v, x))
    w = [1 / a for a in v]
    rows = [(Fraction(1), a) for a in x]

    def total(weights, i, j):
        return sum(a * row[i] * row[j] for a, row in zip(weights, rows, strict=True))

    a, b, d = total(w, 0, 0), total(w, 0, 1), total(w, 1, 1)
    det = a * d - b * b
    inverse = ((d / det, -b / det), (-b / det, a / det))
    right = [sum(u * r[i] * t for u, r, t in zip(w, rows, y, strict=True)) for i in (0, 1)]
    beta = [sum(inverse[i][j] * right[j] for j in (0, 1)) for i in (0, 1)]
    q = sum(u * (t - beta[0] - beta[1] * r[1]) ** 2 for u, r, t in zip(w, rows, y, strict=True))
    square = [u * u for u in w]
    taken = sum(inverse[i][j] * total(square, j, i) for i in (0, 1) for j in (0, 1))
    return float(q), float(max(Fraction(0), (q - (len(y) - 2)) / (sum(w) - taken)))


@pytest.mark.parametrize("smallest", [1e-3, 1e-6, 1e-8, 1e-10, 1e-12])
@pytest.mark.parametrize("seed", range(5))
def test_one_tiny_variance_costs_a_meta_regression_no_digits(seed, smallest):
    rng = np.random.default_rng(seed)
    y, v, x = rng.normal(0.3, 0.4, 9), rng.uniform(0.01, 0.2, 9), rng.normal(0, 1, 9)
    v[seed] = smallest
    q, tau2 = exact_dl(y, v, x)
    fit = pool(y, v, moderators={"x": x}, method="DL")
    assert fit.q == pytest.approx(q, rel=1e-9)
    assert fit.tau2 == pytest.approx(tau2, rel=1e-9)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("smallest", [1e-7, 1e-9, 1e-12])
def test_tiny_variances_end_no_method_with_an_error(method, smallest):
    rng = np.random.default_rng(3)
    for count in (1, 2, 3):
        y, v, x = rng.normal(0.3, 0.4, 9), rng.uniform(0.01, 0.2, 9), rng.normal(0, 1, 9)
        v[:count] = smallest * np.arange(1, count + 1)
        fit = pool(y, v, moderators={"x": x}, method=method)
        assert math.isfinite(fit.tau2) and fit.tau2 >= 0
        assert np.isfinite(fit.covariance).all()
        assert math.isfinite(egger(y, v, method=method).p)
