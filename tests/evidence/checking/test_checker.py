"""Which checks a statistic gets, and what each says at its edge."""

from __future__ import annotations

import pytest

from gleanings.evidence.checking import check, check_statistic
from gleanings.evidence.reading import Number, Statistic


def _rules(text: str, kind: str) -> set[str]:
    (verdict,) = [v for v in check(text) if v.statistic.kind == kind]
    return {outcome.rule for outcome in verdict.outcomes}


def test_all_of_a_whole_is_no_more_than_it():
    assert _rules("12 of 12 studies", "fraction") == {"fraction-within-total"}
    assert _rules("13 of 12 studies", "fraction") == {"fraction-above-total"}


def test_a_range_that_runs_upwards_is_as_it_should_be():
    assert _rules("Rates of patients ranged from 45% to 56%", "range") == {"nothing-to-recompute"}
    assert _rules("Rates of patients ranged from 56% to 45%", "range") == {"range-order"}


def test_a_correlation_with_its_df_is_a_test_whatever_stands_beside_it():
    rules = _rules("r(28) = .38, 95% CI [.02, .65], p = .90", "r")
    assert {"p-decision", "interval-agrees"} <= rules
    assert "p-decision" not in _rules("r = .38, 95% CI [.02, .65], p = .038", "r")


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("z = 0.30, SE = 0.10, p = .003", {"se-fits-p"}),  # Fisher's, of a correlation
        ("z = 2.30, SE = 0.10, p = .021", {"p-agrees"}),  # Sobel's: the p is its own
        ("z = 0.30, p = .003", {"p-decision"}),
    ],
)
def test_a_z_is_a_test_or_an_estimate(text: str, rules: set[str]):
    assert rules <= _rules(text, "z")
    if "se-fits-p" in rules:
        assert "p-decision" not in _rules(text, "z")


def _z(written: str) -> Statistic:
    value = Number(written, float(written), 2)
    return Statistic(0, 9, "z", "z", value, se_written=Number("0.10", 0.10, 2),
                     p_written=Number(".50", 0.5, 2), p_comparison="=")  # fmt: skip


def test_no_correlation_has_a_larger_z_than_2_65():
    within = {one.rule for one in check_statistic(_z("2.64")).outcomes}
    beyond = {one.rule for one in check_statistic(_z("2.66")).outcomes}
    assert "p-decision" not in within
    assert "p-decision" in beyond
