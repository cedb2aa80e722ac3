"""Only a contradiction that no reading resolves refuses; slips and style are notes."""

from __future__ import annotations

import pytest

from gleanings.evidence.checking import check
from gleanings.evidence.report import why


def _verdict(text: str) -> tuple[str, str]:
    found = [v for v in check(text) if v.verdict != "not checkable"] or check(text)
    return found[0].verdict, found[0].rule


NOTES = [
    ("In patients 41% (17 of 42) left", "rounding slip"),  # 40.476
    ("In patients 5.8% (2 of 34) left", "rounding slip"),  # 5.882, cut off
    ("In patients 68.9% of 229 left", "rounding slip"),  # 68.559 or 68.996
    ("t(8) = 10.87, p = .001", "rounding slip"),
    ("t(14) = 2.200, p = .046", "rounding slip"),  # .0451
    ("d = 0.50, 95% CI [0.90, 0.10]", "style note"),
    ("In patients 75% (95% CI 0.60-0.90) healed", "style note"),
    ("HR = 2.05 (95% CI 1.47-2.62)", "style note"),
    ("Rates ranged from 56% to 45%", "style note"),
]


@pytest.mark.parametrize(("text", "verdict"), NOTES)
def test_a_note_refuses_nothing(text: str, verdict: str):
    assert _verdict(text)[0] == verdict
    assert not any(v.is_alarm for v in check(text))
    assert any(v.is_note for v in check(text))


ALARMS = [
    "In patients 41% (17 of 43) left",  # 39.5: more than the last digit
    "In patients 5.7% (2 of 34) left",
    "t(28) = 2.20, p = .03",  # two decimals: .036
    "t(8) = 3.10, p = .001",
    "d = 1.50, 95% CI [0.90, 0.10]",
    "In patients 75% (95% CI 0.80-0.90) healed",
    "HR = 2.25 (95% CI 1.47-2.62)",
]


@pytest.mark.parametrize("text", ALARMS)
def test_a_contradiction_is_an_alarm(text: str):
    assert any(v.is_alarm for v in check(text))


CORRECTED = [
    ("t(28) = 2.20, Bonferroni-corrected p = .108", ("consistent", "p-agrees-corrected")),
    ("t(28) = 2.20, p_adj = .09", ("not checkable", "p-corrected")),
    ("t(28) = 2.20, pFWE = .09", ("not checkable", "p-corrected")),
    ("t(28) = 2.20, p = .09, FDR corrected", ("not checkable", "p-corrected")),
    ("t(28) = 2.20, p = .09 (corrected)", ("not checkable", "p-corrected")),
    ("t(28) = 2.20, adjusted p = .036", ("consistent", "p-agrees")),
    ("t(28) = 2.20, uncorrected p = .09", ("decision error", "p-decision")),
    ("t(28) = 2.20, p = .09", ("decision error", "p-decision")),
]


@pytest.mark.parametrize(("text", "expected"), CORRECTED)
def test_a_corrected_p(text: str, expected: tuple[str, str]):
    (verdict,) = check(text)
    assert (verdict.verdict, verdict.rule) == expected


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("r(2) = .213, p = .006", "not checkable"),
        ("r(20) = .213, p = .006", "decision error"),
        ("RR = 0.31 (95% CrI 0.05-1.00)", "consistent"),
        ("RR = 0.31 (95% CI 0.05-1.00)", "inconsistent"),
        ("OR = 1.80 (95% CI 1.10-2.96), p = .01", "consistent"),
        ("HR = 0.93 (95% CI 0.79-1.10), p = .85", "inconsistent"),
        ("OR = 1.83 (95% CI 1.15-2.91), p = .0003", "inconsistent"),
        ("OR = 1.10 (95% CI 0.80-1.51), p = .02", "decision error"),
        ("d = -0.20, 95% CI -0.27-0.13", "consistent"),
        ("d = -0.07, 95% CI -0.27-0.13", "consistent"),
        ("t(198) = -2.22, p = -.22", "inconsistent"),
        ("t(123) = 1 0.25, p = .30", "not checkable"),
        ("pain fell by 1.06 points (95% CI -1.56, -0.56)", "consistent"),
        ("a difference in patients, 24%; 95% CI, -43% to -5%", "style note"),
        ("MD: 0.05, 95% CI: -0.32, 0.21", "inconsistent"),
        ("SMD = 0.92, 95% CI -1.47 to -0.37", "inconsistent"),
        ("SMD = 1.51, 95% CI 1.01-2.25", "style note"),
        ("SMD = 1.35, 95% CI 1.01-2.25", "inconsistent"),
        ("OR = 6.7 (CI 1.1-149.4)", "consistent"),
        ("OR = 6.7 (CI 4.1-29.4)", "inconsistent"),
        ("HR 0.38 (95%CI-0.29-0.51)", "consistent"),
        ("Z = 3.52, p = .021 in a cluster of 1933 voxels", "not checkable"),
        ("Z = 3.52, p = .021 in a group", "inconsistent"),
        ("OR=1.47, SE=0.06, p=2.04 x10(-9)", "consistent"),
        ("t(92) = 8.9, p < .000", "style note"),
        ("t(92) = 1.9, p < .000", "decision error"),
        ("weight fell by 1.9% (95% CI −2.9% to −0.9%) in patients", "consistent"),
        ("weight of patients was 1.9% (95% CI −2.9% to −0.9%)", "style note"),
    ],
)
def test_readings(text: str, verdict: str):
    assert _verdict(text)[0] == verdict


def test_the_p_shown_is_one_that_an_editor_can_reproduce():
    found = check("b = 0.30, SE = 0.10, p = .05 (N = 612)")[0]
    assert found.verdict == "inconsistent"
    assert why(found) == (
        "0.30 with a standard error of 0.10 gives z = 3 and p = .003 (normal distribution), "
        "not p = .05 (off by 0.047)."
    )
    assert "loi normale" in why(found, "fr")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("b = 0.30, SE = 0.10, p = .05", "consistent"),  # with 4 degrees of freedom
        ("b = 0.30, SE = 0.10, p = .05 (n = 8)", "consistent"),
        ("b = 0.30, SE = 0.10, p = .003 (n = 612)", "consistent"),
    ],
)
def test_an_se_with_as_many_people_as_the_sentence_states(text: str, verdict: str):
    assert check(text)[0].verdict == verdict
