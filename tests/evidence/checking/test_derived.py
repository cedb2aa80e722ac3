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
