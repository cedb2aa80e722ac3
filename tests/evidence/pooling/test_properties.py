"""What must hold of any pooled effects; a second route to each number."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from gleanings.evidence import leave_one_out, pool, pool_many
from gleanings.evidence.pooling.design import Design
from gleanings.evidence.pooling.fit import METHODS, TESTS
from gleanings.evidence.pooling.likelihood import log_likelihood
from gleanings.evidence.report import describe

effects = st.floats(-5, 5).map(lambda x: round(x, 4))
variances = st.floats(-7, 3).map(lambda x: float(10**x))
tables = st.lists(st.tuples(effects, variances), min_size=2, max_size=12)
methods = st.sampled_from(METHODS)


@given(tables, methods, st.sampled_from(TESTS))
def test_nothing_is_undefined(table, method, test):
    y, v = np.array(table).T
    r = pool(y, v, method=method, test=test)
    for name in ("estimate", "se", "p", "ci_low", "ci_high", "tau2", "i2", "h2", "q", "q_p"):
        assert np.isfinite(getattr(r, name)), name
    assert r.ci_low <= r.estimate <= r.ci_high
    assert y.min() - 1e-9 <= r.estimate <= y.max() + 1e-9
    assert 0 <= r.i2 <= 100
    assert r.tau2 >= 0
    assert 0 <= r.tau2_ci.low <= r.tau2_ci.high
    if method != "EE":
        assert r.prediction_low <= r.ci_low <= r.ci_high <= r.prediction_high
    json.dumps(r.to_dict(), allow_nan=False)
    assert describe(r)


@given(tables, methods, st.randoms())
def test_order_does_not_matter(table, method, random):
    other = list(table)
    random.shuffle(other)
    one, two = pool(*np.array(table).T, method=method), pool(*np.array(other).T, method=method)
    assert_allclose(one.estimate, two.estimate, rtol=1e-7, atol=1e-9)
    assert_allclose(one.tau2, two.tau2, rtol=1e-6, atol=1e-7 * min(v for _, v in table))


@given(tables, methods, st.floats(-100, 100), st.sampled_from([-1.0, 0.01, 7.0]))
def test_shift_and_unit(table, method, shift, unit):
    y, v = np.array(table).T
    one, two = pool(y, v, method=method), pool(unit * y + shift, unit**2 * v, method=method)
    assert_allclose(two.estimate, unit * one.estimate + shift, rtol=1e-6, atol=1e-6)
    floor = 1e-7 * v.min() + 1e-9 * np.var(y)
    assert_allclose(two.tau2, unit**2 * one.tau2, rtol=1e-5, atol=unit**2 * floor)


@given(tables, st.booleans())
def test_no_tau2_has_a_higher_likelihood(table, restricted):
    """Against a fine grid: the likelihood may have several tops."""
    y, v = np.array(table).T
    r = pool(y, v, method="REML" if restricted else "ML")
    design = Design(y, v)
    ceiling = 3 * (np.var(y) + v.max())
    for tau2 in np.concatenate([[0.0], np.geomspace(1e-4 * v.min(), ceiling, 300)]):
        at = log_likelihood(design.at(tau2 / design.scale), restricted)
        assert at <= r.log_likelihood + 1e-7 * (1 + abs(r.log_likelihood))


def test_the_highest_of_two_tops_is_found():
    """Two precise effects near each other and one far off make two tops."""
    y, v = np.array([0.0, 0.02, 4.0, 4.1]), np.array([1e-4, 1e-4, 2.0, 2.0])
    r = pool(y, v)
    design = Design(y, v)
    heights = [
        log_likelihood(design.at(t / design.scale), True) for t in np.geomspace(1e-7, 100, 2000)
    ]
    assert r.log_likelihood >= max(heights) - 1e-9


def highest(y, v, method):
    """The log-likelihood on 2,000 points of τ²."""
    design, restricted = Design(y, v), method == "REML"
    grid = [0.0, *np.geomspace(1e-4 * v.min(), 4 * (y.var() + v.max()), 2000)]
    return max(log_likelihood(design.at(t / design.scale), restricted) for t in grid)


# Narrow tops between the points of a coarse grid: effects with heavy tails, variances over six
# orders (found by random search)
@pytest.mark.parametrize(
    ("seed", "k", "method"), [(102, 14, "REML"), (128, 8, "ML"), (227, 11, "ML"), (556, 20, "ML")]
)
def test_a_narrow_top_is_not_passed_over(seed, k, method):
    rng = np.random.default_rng(seed)
    v = 10 ** rng.uniform(-6, 0, k)
    y = rng.standard_t(1.5, k) * np.sqrt(v)
    wanted = highest(y, v, method) - 1e-9
    assert pool(y, v, method=method).log_likelihood >= wanted
    for together in (
        pool_many(y[None], v[None], method=method).tau2[0],
        leave_one_out(np.append(y, 50.0), np.append(v, 0.5), method=method).tau2[k],
    ):
        design = Design(y, v)
        assert log_likelihood(design.at(together / design.scale), method == "REML") >= wanted


@pytest.mark.parametrize("tau2", [0.0, 0.001, 0.5, 50.0])
def test_the_top_for_many_effects(tau2):
    rng = np.random.default_rng(3)
    v = rng.uniform(0.01, 2, 450)
    y = rng.normal(0.2, np.sqrt(tau2 + v))
    assert pool(y, v).log_likelihood >= highest(y, v, "REML") - 1e-9


def test_many_effects_may_have_two_tops():
    """300 precise effects that agree, 200 imprecise ones that do not."""
    rng = np.random.default_rng(4)
    v = np.repeat([1e-6, 1.0], [300, 200])
    y = rng.normal(0.0, np.sqrt(v) * np.repeat([1.0, 4.0], [300, 200]))
    assert pool(y, v).log_likelihood >= highest(y, v, "REML") - 1e-9


@given(tables)
def test_paule_mandel_solves_its_equation(table):
    y, v = np.array(table).T
    r = pool(y, v, method="PM")
    w = 1 / (v + r.tau2)
    q = np.sum(w * (y - np.sum(w * y) / np.sum(w)) ** 2)
    if r.tau2 > 0:
        assert q == pytest.approx(len(y) - 1, rel=1e-6)
    else:
        assert q <= len(y) - 1 + 1e-9


def test_by_matrices():
    """Every sum of the design against the k × k matrices it stands for, with moderators."""
    rng = np.random.default_rng(5)
    k, p, tau2 = 9, 3, 0.07
    y, v = rng.normal(size=k), rng.uniform(0.05, 0.4, k)
    X = np.column_stack([np.ones(k), rng.normal(size=(k, p - 1))])
    for used, design in ((X, Design(y, v, X)), (X[:, :1], Design(y, v))):
        fit, s = design.at(tau2 / design.scale), design.scale
        W, V = np.diag(1 / (v + tau2)), np.diag(v)
        P = W - W @ used @ np.linalg.inv(used.T @ W @ used) @ used.T @ W
        assert fit.q == pytest.approx(y @ P @ y)
        assert fit.ypp / s == pytest.approx(y @ P @ P @ y)
        assert fit.yppp() / s**2 == pytest.approx(y @ P @ P @ P @ y)
        traces = np.trace(P), np.trace(P @ P)
        assert (fit.traces()[0] / s, fit.traces()[1] / s**2) == pytest.approx(traces)
        pv, pvpv, pvp = fit.trace_pv()
        assert pv == pytest.approx(np.trace(P @ V))
        assert pvpv == pytest.approx(np.trace(P @ V @ P @ V))
        assert pvp / s == pytest.approx(np.trace(P @ V @ P))
        covariance = np.linalg.inv(used.T @ W @ used)
        assert_allclose(fit.covariance * s, covariance, rtol=1e-9)
        beta = fit.beta * design.unit + design.origin
        assert_allclose(beta, covariance @ used.T @ W @ y, rtol=1e-9)


def test_weights_are_percent():
    r = pool([0.1, 0.5, 0.2], [0.1, 0.2, 0.3])
    assert r.weights.sum() == pytest.approx(100)
    assert r.estimate == pytest.approx(np.array([0.1, 0.5, 0.2]) @ r.weights / 100)
