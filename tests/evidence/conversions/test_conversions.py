"""Conversions: published worked examples, round trips, and what they refuse."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from gleanings.evidence import conversions as c
from gleanings.evidence.conversions import convert, share_responding


def test_statistics_of_one_test_agree():
    """t, its square as F, and its p lead to the same r and d."""
    t, n = 2.5, 42
    p = 2 * stats.t.sf(t, n - 2)
    r = c.r_from_t(t, n - 2)
    assert r == pytest.approx(2.5 / math.sqrt(2.5**2 + 40))
    assert c.r_from_f(t * t, n - 2) == pytest.approx(r)
    assert c.r_from_p(p, n) == pytest.approx(r, rel=1e-9)
    assert c.r_from_p(p / 2, n, sides=1) == pytest.approx(r, rel=1e-9)
    d = c.d_from_t(t, 21, 21)
    assert d == pytest.approx(2.5 * math.sqrt(2 / 21))
    assert c.d_from_t(t, 42) == c.d_from_f(t * t, 42) == pytest.approx(d)
    assert c.d_from_p(p, 21, 21) == pytest.approx(d, rel=1e-9)


def test_chi2_and_z():
    assert c.r_from_chi2(4.0, 100) == pytest.approx(0.2)
    assert c.r_from_z(2.0, 100) == pytest.approx(0.2)
    assert c.d_from_chi2(4.0, 100) == pytest.approx(0.4 / math.sqrt(0.96))
    assert c.d_from_z(-2.0, 100) == pytest.approx(-0.4 / math.sqrt(0.96))


def test_worked_example_of_borenstein_et_al_2009_chapter_7():
    """d = 0.5 gives ln OR = 0.9069; ln OR = 0.9069 gives d = 0.5; r = .50 gives d = 1.1547."""
    assert c.log_odds_from_d(0.5) == pytest.approx(0.9069, abs=5e-5)
    assert c.d_from_log_odds(0.9069) == pytest.approx(0.5, abs=5e-5)
    assert c.d_from_r(0.5) == pytest.approx(1.1547, abs=5e-5)
    assert c.r_from_d(1.1547) == pytest.approx(0.5, abs=5e-5)


@given(st.floats(-5, 5))
def test_there_and_back(x):
    assert c.d_from_log_odds(c.log_odds_from_d(x)) == pytest.approx(x, abs=1e-12)
    assert c.d_from_r(c.r_from_d(x)) == pytest.approx(x, abs=1e-9)
    assert c.fisher_z(c.r_from_fisher_z(x)) == pytest.approx(x, abs=1e-9)


@given(st.floats(0.05, 20), st.floats(0.01, 2), st.floats(0.5, 0.999))
def test_interval_and_standard_error(estimate, se, level):
    for scale, value in (("log", estimate), ("identity", estimate), ("fisher", estimate / 21)):
        low, high = c.ci_from_se(value, se / 3, scale=scale, level=level)
        assert c.se_from_ci(low, high, scale=scale, level=level) == pytest.approx(se / 3, rel=1e-6)


def test_interval_of_a_correlation():
    """r = .50 of 103 people: z = .5493 ± 1.96 × .1, so that r lies between .3392 and .6321."""
    low, high = c.ci_from_se(0.5, 0.1, scale="fisher")
    half = 1.959963984540054 * 0.1
    assert low == pytest.approx(math.tanh(math.atanh(0.5) - half))
    assert high == pytest.approx(math.tanh(math.atanh(0.5) + half))
    assert c.se_from_ci(low, high, scale="fisher") == pytest.approx(0.1)


def test_interval_with_t():
    assert c.se_from_ci(-2.0, 2.0, df=10) == pytest.approx(2 / stats.t.ppf(0.975, 10))


def test_plain_words():
    assert c.common_language(d=0.5) == pytest.approx(stats.norm.cdf(0.5 / math.sqrt(2)))
    assert c.common_language(d=0) == pytest.approx(0.5)
    assert c.common_language(r=0.5) == pytest.approx(2 / 3)
    assert c.share_above(0.5) == pytest.approx(0.6915, abs=5e-5)
    assert c.variance_explained(r=0.3) == pytest.approx(0.09)
    assert c.variance_explained(d=2.0) == pytest.approx(0.5)


def test_number_needed_to_treat():
    assert c.number_needed_to_treat(risk_difference=0.25) == 4
    assert c.number_needed_to_treat(risk_ratio=1.5, baseline=0.2) == pytest.approx(10)
    assert c.number_needed_to_treat(odds_ratio=2, baseline=0.2) == pytest.approx(1 / (1 / 3 - 0.2))
    assert c.number_needed_to_treat(d=-0.5, baseline=0.2) < 0
    assert c.number_needed_to_treat(d=0) == math.inf
    # Kraemer & Kupfer 2006, table 1: d = 0.5 goes with an NNT of 3.6
    assert c.number_needed_to_treat(d=0.5) == pytest.approx(3.6, abs=0.05)


def test_one_door():
    assert convert("r", t=2.5, df=40) == c.r_from_t(2.5, 40)
    assert convert("r", t=2.5, n=42) == c.r_from_t(2.5, 40)
    assert convert("r", f=6.25, df2=40) == pytest.approx(c.r_from_t(2.5, 40))
    assert convert("d", f=6.25, n1=20, n2=22) == pytest.approx(c.d_from_t(2.5, 20, 22))
    assert convert("fisher_z", r=0.5) == pytest.approx(math.atanh(0.5))
    assert convert("odds_ratio", d=0.5) == pytest.approx(math.exp(0.9069), rel=1e-4)
    assert convert("log_odds_ratio", r=0.3) == pytest.approx(c.log_odds_from_d(c.d_from_r(0.3)))
    assert convert("d", odds_ratio=2.0) == pytest.approx(math.log(2) * math.sqrt(3) / math.pi)
    assert convert("g", d=0.5, n1=10, n2=10) == pytest.approx(0.5 * c.hedges_correction(18))
    assert convert("r", d=[0.0, 1.0]).tolist() == c.r_from_d(np.array([0.0, 1.0])).tolist()


@pytest.mark.parametrize(
    ("to", "given", "says"),
    [
        ("r", {"t": 2.0}, "Cannot convert from t"),
        ("r", {}, "Cannot convert from nothing"),
        ("x", {"r": 0.1}, "to is 'x'"),
        ("g", {"d": 0.5}, "g needs n1 and n2"),
        ("r", {"chi2": 120.0, "n": 100}, "chi2 is above n"),
        ("r", {"p": 0.0, "n": 30}, "p is 0"),
        ("r", {"p": 1.2, "n": 30}, "p, row 1: 1.2 must lie between 0 and 1"),
        ("r", {"f": -1, "df2": 30}, "f, row 1: -1.0 must be 0 or more"),
        ("d", {"r": 1.0}, "r, row 1: 1.0 must lie between -1 and 1, ends excluded"),
        ("d", {"r": [0.1, np.nan]}, "r, row 2: nan must lie"),
        ("d", {"odds_ratio": -2}, "odds_ratio, row 1: -2.0 must be a number above 0"),
        ("r", {"t": "2.0", "df": 10}, "is text, not a number"),
        ("r", {"t": math.inf, "df": 10}, "must be a finite number"),
    ],
)
def test_faults(to, given, says):
    with pytest.raises(ValueError) as error:
        convert(to, **given)
    assert says in str(error.value)


def test_faults_of_intervals_and_words():
    with pytest.raises(ValueError, match="exchanged"):
        c.se_from_ci(2.7, 1.2)
    with pytest.raises(ValueError, match="low, row 1"):
        c.se_from_ci(-1, 2, scale="log")
    with pytest.raises(ValueError, match="scale is 'logs'"):
        c.se_from_ci(1, 2, scale="logs")
    with pytest.raises(ValueError, match="exactly one of d, r; got 2"):
        c.common_language(d=1, r=0.5)
    with pytest.raises(ValueError, match="baseline is needed"):
        c.number_needed_to_treat(odds_ratio=2)
    with pytest.raises(ValueError, match="above 1"):
        c.number_needed_to_treat(risk_ratio=3, baseline=0.5)


@pytest.mark.parametrize(
    ("given", "share"),
    [
        # Φ at the cutoff, from tables of the normal distribution
        ({"mean": 12, "sd": 6, "baseline": 24}, 0.5),
        ({"mean": 12, "sd": 6, "cutoff": 18}, 0.8413447),
        ({"mean": 12, "sd": 6, "cutoff": 7}, 0.2023284),
        ({"mean": 30, "sd": 10, "baseline": 20, "lower_is_better": False}, 0.5),
        ({"mean": 30, "sd": 10, "cutoff": 40, "lower_is_better": False}, 0.1586553),
        ({"mean": 12, "sd": 6, "baseline": 24, "reduction": 0.25}, 0.8413447),
    ],
)
def test_the_share_that_responds_is_that_below_the_cutoff(given, share):
    assert share_responding(**given) == pytest.approx(share, abs=5e-8)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"mean": 1, "sd": 1}, "exactly one of cutoff, baseline"),
        ({"mean": 1, "sd": 0, "cutoff": 1}, "sd"),
        ({"mean": 1, "sd": 1, "baseline": 1, "reduction": 2}, "reduction"),
    ],
)
def test_a_share_that_cannot_be_is_refused(given, says):
    with pytest.raises(ValueError, match=says):
        share_responding(**given)
