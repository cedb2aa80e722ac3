"""Estimates against their intervals, standard errors, tests and p."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gleanings.evidence.checking import Verdict, check
from gleanings.evidence.distributions import normal_two_sided
from gleanings.evidence.reading import Number, Statistic


def _alarms(text: str) -> list[str]:
    return [verdict.rule for verdict in check(text) if verdict.is_alarm]


def _outcomes(verdicts: list[Verdict]) -> set[str]:
    return {outcome.rule for verdict in verdicts for outcome in verdict.outcomes}


@pytest.mark.parametrize(
    "text",
    [
        "r = 0.26 (95% CI [.19–.32])",
        "OR = 1.80 (95% CI 1.20 to 2.70), p = .004",
        "OR = 1.80, SE = 0.21, 95% CI 1.20 to 2.70",
        "OR = 1.80, SE = 0.37, 95% CI 1.20 to 2.70",
        "HR 0.71 (95% CI 0.52 to 0.97), p = .03",
        "d = 0.50, 95% CI [0.10, 0.90], p = .01",
        "g = 0.45, SE = 0.10, 95% CI [0.25, 0.65], p < .001",
        "g = 0.45, SE = 0.10, 90% CI [0.29, 0.61]",
        "b = 0.50, SE = 0.10, t(28) = 5.0, p < .001",
        "b = 0.50, SE = 0.10, p < .001",
        "MD = -2.3 (95% CI -4.1, -0.5), p = .012",
        "r = .26, n = 120 (95% CI .08 to .42), p = .004",
        "z = .30 (CI=.20, .39, SE=.048, z=6.192, p<.05)",
        "d = 0.50, bootstrap 95% CI [0.20, 0.60]",
        "45% (95% CI 30 to 72) of patients",
    ],
)
def test_what_agrees(text: str):
    assert _alarms(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("OR = 1.80 (95% CI 1.20 to 2.30)", "interval-centre"),
        ("d = 0.50, 95% CI [0.20, 0.60]", "interval-centre"),
        ("r = .50, 95% CI [.20, .60]", "interval-centre"),
        ("d = 0.95, 95% CI [0.20, 0.60]", "estimate-outside"),
        ("d = 1.50, 95% CI [0.90, 0.10]", "interval-order"),
        ("45% (95% CI 50 to 72) of patients", "estimate-outside"),
        ("g = 0.45, SE = 0.20, 95% CI [0.25, 0.65]", "interval-against-se"),
        ("OR = 1.80, SE = 0.60, 95% CI 1.20 to 2.70", "interval-against-se"),
        ("OR 1.80 (1.20-2.70), p = .20", "interval-decision"),
        ("OR 1.10 (95% CI 0.90-1.34), p = .01", "interval-decision"),
        ("d = 0.50, 95% CI [0.10, 0.90], p < .0001", "interval-against-p"),
        ("b = 0.50, SE = 0.10, p = .30", "se-decision"),
        ("b = 0.50, SE = 0.10, t(28) = 4.0, p < .001", "ratio-differs"),
        ("r = .26, n = 40 (95% CI .08 to .42)", "interval-against-n"),
    ],
)
def test_what_does_not(text: str, rule: str):
    assert _alarms(text) == [rule]


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["d", "OR", "r", "b"]),
    st.floats(-1.2, 1.2),
    st.floats(0.02, 0.5),
    st.integers(2, 4),
)
def test_rounding_an_interval_never_makes_an_alarm(kind: str, center: float, se: float, n: int):
    bounds = (center, center - 1.959964 * se, center + 1.959964 * se)
    back = {"OR": math.exp, "r": math.tanh}.get(kind, float)
    est, low, high = (f"{back(bound):.{n}f}" for bound in bounds)
    p = float(normal_two_sided(center / se))
    text = f"{kind} = {est}, SE = {se:.{n}f}, 95% CI [{low}, {high}], p = {p:.3f}"
    assert _alarms(text) == [], text


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["d", "OR", "b"]),
    st.floats(-0.8, 0.8),
    st.floats(0.1, 0.4),
    st.sampled_from([-1, 1]),
)
def test_a_bound_shifted_by_the_half_is_an_alarm(kind: str, center: float, se: float, way: int):
    half = 1.959964 * se
    low, high = center - half, center + half
    low, high = (low - 0.9 * half, high) if way < 0 else (low, high + 0.9 * half)
    back = {"OR": math.exp}.get(kind, float)
    text = f"{kind} = {back(center):.3f}, 95% CI [{back(low):.3f}, {back(high):.3f}]"
    assert _alarms(text) == ["interval-centre"], text


def test_every_check_that_applies_is_kept():
    verdicts = check("g = 0.45, SE = 0.10, 95% CI [0.25, 0.65], p < .001")
    assert _outcomes(verdicts) == {"interval-agrees", "interval-fits-se", "interval-fits-p"}


def test_a_number_of_no_known_measure_is_checked_without_a_failure():
    nothing = Statistic(0, 0, "", "", value_written=Number("0.3", 0.3, 1))
    (verdict,) = check([nothing])
    assert verdict.rule == "nothing-to-recompute"
