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


def test_a_z_of_2_65_is_one_still():
    assert "p-decision" not in {one.rule for one in check_statistic(_z("2.65")).outcomes}


def test_nothing_counts_as_nothing():
    none = Statistic(
        0, 9, "0/0", "fraction", Number("0", 0.0, 0), total_written=Number("0", 0.0, 0)
    )
    assert check_statistic(none).rule == "fraction-within-total"
    half = Number("0.05", 0.05, 2)
    upwards = Statistic(0, 9, "0-.05", "range", low_written=Number("0", 0.0, 0), high_written=half)
    assert check_statistic(upwards).rule == "nothing-to-recompute"
    downwards = Statistic(
        0, 9, ".05-0", "range", low_written=half, high_written=Number("0", 0.0, 0)
    )
    assert check_statistic(downwards).rule == "range-order"
    same = Statistic(0, 9, ".05-.05", "range", low_written=half, high_written=half)
    assert check_statistic(same).rule == "nothing-to-recompute"
    more = Statistic(0, 9, ".05/0", "fraction", half, total_written=Number("0", 0.0, 0))
    assert check_statistic(more).rule == "fraction-above-total"


def test_what_may_be_of_another_is_told_first():
    doubtful = Statistic(0, 9, "g", "g", Number("0.45", 0.45, 2), doubtful=("p",))
    verdict = check_statistic(doubtful)
    assert (verdict.verdict, verdict.rule) == ("not checkable", "p-of-another")


def test_a_mean_is_tested_as_one():
    assert _rules("M = 3.45, SD = 1.20, n = 20", "M") == {"mean-of-what"}
    assert _rules("M = 3.45, SD = 1.20", "M") == {"mean-without-n"}
