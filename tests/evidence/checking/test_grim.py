"""Percentages and means that whole numbers can make, and those that they cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.evidence.checking import (
    check,
    check_statistic,
    mean_possible,
    percentage_possible,
)
from gleanings.evidence.reading import Number, Statistic


def _percentage(text: str) -> tuple[str, str]:
    (verdict,) = [v for v in check(text) if v.statistic.kind == "percentage"]
    return verdict.verdict, verdict.rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 of 37 (32.4%) dropped out", ("consistent", "percentage-of-count")),
        ("12 of 37 (35.0%) dropped out", ("inconsistent", "percentage-not-of-count")),
        ("35.1% (13/37) of patients", ("consistent", "percentage-of-count")),
        ("14 of 12 patients (116.7%)", ("inconsistent", "fraction-above-total")),
        ("patients (n = 99) 35%", ("consistent", "percentage-possible")),
        ("patients (n = 100) 35%", ("not checkable", "percentage-of-many")),
        ("patients (n = 999) 35.1%", ("consistent", "percentage-possible")),
        ("patients (n = 1000) 35.1%", ("not checkable", "percentage-of-many")),
        ("patients (n = 37) 35.1%", ("consistent", "percentage-possible")),
        ("patients (n = 37) 35.3%", ("inconsistent", "percentage-impossible")),
        ("patients (n = 37) 35.2%", ("rounding slip", "percentage-of-count-slip")),
        ("12 of 37 (32.5%) dropped out", ("rounding slip", "percentage-of-count-slip")),
        ("35.3% of the 37 patients", ("inconsistent", "percentage-impossible")),
        ("We saw 37 patients. Later 35.2% left.", ("not checkable", "percentage-of-a-part")),
        ("We saw 37 patients. Later 35.1% left.", ("not checkable", "percentage-perhaps-of-n")),
        ("Later 35.2% of patients left.", ("not checkable", "percentage-without-n")),
        ("Over 35.2% of the 37 patients", ("not checkable", "percentage-bound")),
        ("Rates of patients (n = 37) fell by -35.2%.", ("not checkable", "percentage-change")),
        ("1 of 1 patients (100%)", ("consistent", "percentage-of-count")),
    ],
)
def test_percentages(text: str, expected: tuple[str, str]):
    assert _percentage(text) == expected


@given(st.integers(1, 3000), st.integers(0, 3000), st.integers(0, 3))
def test_a_true_percentage_is_possible(n: int, count: int, decimals: int):
    count = min(count, n)
    text = f"{100 * count / n:.{decimals}f}"
    assert percentage_possible(Number(text, float(text), decimals), n)
    assert _percentage(f"{count} of {n} patients ({text}%)")[0] == "consistent"


@given(st.integers(1, 99), st.integers(0, 700))
def test_a_true_mean_is_possible(n: int, total: int):
    text = f"{total / n:.2f}"
    assert mean_possible(Number(text, float(text), 2), n)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("On a single-item scale, M = 3.45, SD = 1.20, n = 20", "consistent"),
        ("On a single-item scale, M = 3.47, SD = 1.20, n = 20", "inconsistent"),
        ("On a single-item scale, M = 3.45, SD = 1.20, n = 99", "consistent"),
        ("On a single-item scale, M = 3.45, SD = 1.20, n = 100", "not checkable"),
        ("M = 3.47, SD = 1.20, n = 20", "not checkable"),
        ("On a single-item scale, M = 3.47, SD = 1.20", "not checkable"),
    ],
)
def test_means(text: str, verdict: str):
    (found,) = [v for v in check(text) if v.statistic.kind == "M"]
    assert found.verdict == verdict


def _numbers(text: str, kind: str) -> dict[str, object]:
    (verdict,) = [v for v in check(text) if v.statistic.kind == kind]
    return dict(verdict.outcome.numbers)


def test_what_was_compared():
    found = _numbers("patients (n = 40) 36.0%", "percentage")
    assert (found["below"], found["above"], found["n"]) == (14, 15, 40)
    assert (found["percent_below"], found["percent_above"]) == (35.0, 37.5)
    assert (found["count"], found["percent"], found["off"]) == (14, 35.0, 1.0)
    found = _numbers("12 of 40 (35.0%) dropped out", "percentage")
    assert (found["count"], found["percent"], found["off"]) == (12, 30.0, 5.0)
    found = _numbers("On a single-item scale, M = 3.47, SD = 1.20, n = 20", "M")
    assert (found["n"], found["nearest"]) == (20, 3.45)
    assert found["off"] == pytest.approx(0.02)


def test_means_of_several_items():
    mean = Number("3.47", 3.47, 2)
    assert not mean_possible(mean, 20)
    assert mean_possible(mean, 20, items=5)
    assert not mean_possible(Number("3.46", 3.46, 2), 20, items=2)


@pytest.mark.parametrize(
    ("written", "possible"), [("37.3", False), ("37.5", True), ("37.6", False)]
)
def test_only_a_billionth_is_granted_to_arithmetic(written: str, possible: bool):
    """15 of 40 are 37.5 %; 37.35 % would be 14.94, 37.55 % 15.02."""
    assert percentage_possible(Number(written, float(written), 1), 40) is possible
    assert not percentage_possible(Number("35.05", 35.05, 2), 99)


def _statistic(kind: str, written: str, **more: object) -> Statistic:
    number = Number(written, float(written), len(written.partition(".")[2]))
    return Statistic(0, 9, written, kind, number, n_stated=True, **more)  # type: ignore[arg-type]


def test_one_person_has_a_mean():
    of_one = _statistic("M", "3.4", n_written=Number("1", 1.0, 0), whole_numbers=True)
    assert check_statistic(of_one).rule == "mean-impossible"
    of_none = _statistic("M", "3.4", n_written=Number("0", 0.0, 0), whole_numbers=True)
    assert check_statistic(of_none).rule == "mean-without-n"
    percent_of_one = _statistic("percentage", "40", n_written=Number("1", 1.0, 0))
    assert check_statistic(percent_of_one).rule == "percentage-impossible"


def test_whose_share_is_not_told():
    both = {"n_written": Number("40", 40.0, 0), "count_written": Number("12", 12.0, 0)}
    number = Number("36.9", 36.9, 1)
    alone = Statistic(0, 9, "36.9%", "percentage", number, n_stated=False, **both)  # type: ignore[arg-type]
    assert check_statistic(alone).rule == "percentage-part-or-whole"
    of_variance = _statistic("percentage", "36.9", of_variance=True, **both)
    assert check_statistic(of_variance).rule == "percentage-of-variance"
