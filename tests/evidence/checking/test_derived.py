"""I² against the Q before it, d against the r that it is."""

from __future__ import annotations

import pytest

from gleanings.evidence.checking import check
from gleanings.evidence.report import why


def _of(text: str, kind: str) -> tuple[str, str]:
    (verdict,) = [v for v in check(text) if v.statistic.kind == kind]
    return verdict.verdict, verdict.rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q(39) = 473.92, p < .001, I2 = 91.77%", ("consistent", "i-squared-of-q")),
        ("Q(39) = 473.92, p < .001, I2 = .92", ("consistent", "i-squared-of-q")),
        ("Q(10) = 8.1, p = .62; I2 = 0%", ("consistent", "i-squared-of-q")),
        ("Q(1) = 0.10, p = .75; I2 = 0%", ("consistent", "i-squared-of-q")),
        ("Q(1) = 0.0, p = .99; I2 = 0%", ("not checkable", "nothing-to-recompute")),
        ("Q(39) = 473.92, p < .001, I2 = 61.77%", ("not checkable", "i-squared-otherwise")),
        ("Q(39) = 473.92, p < .001. Later, I2 = 61.77%", ("not checkable", "nothing-to-recompute")),
        ("I2 = 61.77%", ("not checkable", "nothing-to-recompute")),
        # 1 % and .9 as written: below 2 a whole number is a per cent still
        ("Q(100) = 101.0, p = .45, I2 = 1%", ("consistent", "i-squared-of-q")),
        ("Q(39) = 473.92, p < .001, I2 = 1.0", ("not checkable", "i-squared-otherwise")),
        ("Q(1) = 1000, p < .001, I2 = 1.0", ("consistent", "i-squared-of-q")),
        ("Q(100) = 101.9, p = .43, I2 = 1.9%", ("consistent", "i-squared-of-q")),
    ],
)
def test_i_squared(text: str, expected: tuple[str, str]):
    assert _of(text, "I2") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("r = .278, which is d = .579", ("consistent", "d-of-r")),
        ("r = .278 (equivalent to d = 0.58)", ("consistent", "d-of-r")),
        ("r = .278, which is d = .979", ("inconsistent", "d-against-r")),
        ("r = -.278, i.e., d = -.58", ("consistent", "d-of-r")),
        ("r = -.278, i.e., d = .58", ("inconsistent", "d-against-r")),
        ("r = .278 and d = .979", ("not checkable", "nothing-to-recompute")),
        ("r = 1.00, which is d = 9.5", ("consistent", "d-of-r")),
        # groups of unequal sizes: a tenth is granted, no fifth; .5 is 1.155 of groups alike
        ("r = .500, which is d = 1.27", ("consistent", "d-of-r")),
        ("r = .500, which is d = 1.04", ("consistent", "d-of-r")),
        ("r = .500, which is d = 1.29", ("inconsistent", "d-against-r")),
        ("r = .500, which is d = 1.02", ("inconsistent", "d-against-r")),
        ("r = .800, which is d = 2.667", ("consistent", "d-of-r")),
        ("r = .800, which is d = 1.6", ("inconsistent", "d-against-r")),
    ],
)
def test_d_of_r(text: str, expected: tuple[str, str]):
    assert _of(text, "d") == expected


def test_the_sentence_says_what_was_compared():
    (verdict,) = [v for v in check("r = .278, which is d = .979") if v.is_alarm]
    assert why(verdict) == (
        "r = .278 is d = 0.579 in groups of the same size, not d = .979 (off by 0.4)."
    )
    assert "groupes de même effectif" in why(verdict, "fr")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("r = .26, so 7% of the variance in outcome", "percentage-of-r"),
        ("r = .26, so 6% of the variance in outcome", "percentage-of-variance"),
        ("It explains 7 % of the differences in outcome (r = -.26).", "percentage-of-r"),
        ("Elle explique 7 % de la variance (r = 0,26).", "percentage-of-r"),
        ("r = .26. Squared, 7% of the differences in outcome go with it.", "percentage-of-r"),
        ("r = .26.\nIt explains 7% of the variance.", "percentage-of-variance"),
        ("r = .26 and r = .30, 7% of the variance", "percentage-of-variance"),
        # 7.3% of 37 people is impossible, but this is of no people
        ("We saw 37 patients: 7.3% of the variance was theirs.", "percentage-of-variance"),
        ("r = .26; 7% of the 100 patients left", "percentage-of-many"),
    ],
)
def test_a_share_of_the_variance_is_the_square_of_its_r(text: str, rule: str):
    verdict = "consistent" if rule == "percentage-of-r" else "not checkable"
    assert _of(text, "percentage") == (verdict, rule)


def _recomputed(text: str, kind: str) -> float | None:
    (verdict,) = [v for v in check(text) if v.statistic.kind == kind]
    return verdict.recomputed


def test_what_it_was_recomputed_to():
    assert _recomputed("Q(10) = 40.0, p < .001, I2 = 75%", "I2") == pytest.approx(75.0)
    assert _recomputed("Q(10) = 40.0, p < .001, I2 = 60%", "I2") == pytest.approx(75.0)
    assert _recomputed("Q(10) = 8.1, p = .62; I2 = 0%", "I2") == 0.0
    assert _recomputed("r = .30, so 9% of the variance in outcome", "percentage") == pytest.approx(
        9
    )
    assert _recomputed("r = .60, which is d = 1.50", "d") == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("share", "fits"), [("8.5", False), ("8.7", True), ("8.8", True), ("9.3", True), ("9.4", False)]
)
def test_a_share_of_all_that_rounds_to_the_r(share: str, fits: bool):
    """.295² is 8.70 %, .305² 9.30 %."""
    rule = _of(f"r = .30, so {share}% of the variance in outcome", "percentage")[1]
    assert (rule == "percentage-of-r") is fits
