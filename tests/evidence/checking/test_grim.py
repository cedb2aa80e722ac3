"""Percentages and means that whole numbers can make, and those that they cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.evidence.checking import check, mean_possible, percentage_possible
from gleanings.evidence.reading import Number


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
