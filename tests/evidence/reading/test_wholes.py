"""Of how many a percentage is: what the sentence says, in whatever order it says it."""

from __future__ import annotations

import pytest

from gleanings.evidence.checking import check
from gleanings.evidence.report import why

KNOWN = [
    ("45.9% (N = 28) of the 61 clients were women", 28, 61),
    ("of the 61 clients, 45.9% (N = 28) were women", 28, 61),
    ("among 61 clients, women were common (n = 28, 45.9%)", 28, 61),
    ("44 (88%) of 50 and 47 (88.7%) of 53 patients left", 47, 53),
    ("all but 1 of the 19 patients (94.7%) stayed", 18, 19),
    ("we asked 1011 respondents; 524 (51.8%) replied", 524, 1011),
    ("we asked 2443 clients, and 1616 (66%) completed", 1616, 2443),
    ("pain was worse in 25.0% (5/20) of patients", 5, 20),
    ("of 47 480 patients, 10 446 (22.0%) took it", 10446, 47480),
    ("patients were seen, 7 (58%) of 12 (2 had left)", 7, 12),
    ("of 180 patients, 132 (70%) came, out of 189 patients", 132, 189),
    ("the rate was 94.1% (n = 95/101) in patients", 95, 101),
]


@pytest.mark.parametrize(("text", "count", "total"), KNOWN)
def test_a_count_and_its_whole(text: str, count: int, total: int):
    verdict = [v for v in check(f"In all, {text}.") if v.statistic.kind == "percentage"][-1]
    statistic = verdict.statistic
    assert (statistic.count, statistic.n, statistic.n_stated) == (count, total, True)
    assert verdict.verdict == "consistent"


def _percentages(text: str) -> list[tuple[float | None, float | None, float | None]]:
    found = [v.statistic for v in check(text) if v.statistic.kind == "percentage"]
    return [(s.value, s.count, s.n if s.n_stated else None) for s in found]


def test_a_bound_is_no_percentage_and_the_count_behind_is_the_estimates():
    text = "Of patients 40.5% (95% CI, 36%-45%; n = 672/1659) met criteria."
    assert _percentages(text) == [(40.5, 672, 1659)]


def test_two_counts_behind_two_percentages():
    text = "Relapse of patients was 30% and 44% (12/39 and 17/39)."
    assert _percentages(text) == [(30, None, None), (44, 17, 39)]


def test_a_count_belongs_to_the_percentage_in_its_own_bracket():
    text = "Patients treated with 0.5% (12 of 39 eyes, 31%) did better."
    assert _percentages(text) == [(0.5, None, None), (31, 12, 39)]


CONTRADICTIONS = [
    "44 (88%) of 50 and 47 (80.7%) of 53 patients left",
    "45.9% (N = 28) of the 75 clients were women",
    "all but 2 of the 19 patients (94.7%) stayed",
    "the rate was 98% (166/186) in patients",
    "of 20 participants, 7 (40%) met criteria",
    "2 of 4 patients (12%) left",
    "adults (N = 40; 88.1% female) took part",
]


@pytest.mark.parametrize("text", CONTRADICTIONS)
def test_what_no_whole_resolves_is_an_alarm(text: str):
    alarms = [v for v in check(f"In all, {text}.") if v.is_alarm]
    assert [v.statistic.kind for v in alarms] == ["percentage"]


NONE_OF_IT = [
    "after the 9/11 attacks, rates of distress in patients were (10.1%)",
    "close to 1/3 (27%) of patients had a second disorder",
    "the test was 1 of 3 methods of preference (80%) of patients",
    "1/5 of the patients (21%) had it",
    "in patients, 45.9% (N = 28) had all of it, 35.8% (N = 20) some",
    "a subgroup of patients (N = 22, 8%) was found",
    "2.9% of the 3.3 million members with patients among them left",
    "cure rates in patients were 83.9% (47/56) and 59. 2% (29/49)",
    "patients had 29 (48.3%) of the 60 scans, 22.2% for staging",
    "a dose of 7 ml bupivacaine, 0.5%, was given to patients",
    "of 1 microg/kg clonidine, 0.5%, patients had little",
    "patients evaluated a mean of 12 months after discharge, 38% met criteria",
    "antibiotics were given to 638 (40%) of the 1985 sample of patients",
    "dropout of clients fell by 4% (of 120 mg) and rose by -3% later",
]


@pytest.mark.parametrize("text", NONE_OF_IT)
def test_what_is_no_whole_raises_nothing(text: str):
    assert [why(v) for v in check(f"In all, {text}.") if v.is_alarm] == []


def test_a_number_that_may_be_count_or_whole_is_not_checkable_and_says_so():
    (verdict,) = [v for v in check("Women were 50.1% (N = 28) of clients.") if v.statistic.count]
    assert verdict.verdict == "not checkable"
    assert "28 may be how many" in why(verdict)


def test_a_change_is_of_no_number_of_people():
    (verdict,) = [v for v in check("Dropout changed by -4% of the 30 clients.") if v.statistic.n]
    assert (verdict.verdict, verdict.rule) == ("not checkable", "percentage-change")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dropout changed by -4% in patients", -4),
        ("dropout changed by −4.5% in patients", -4.5),
        ("dropout of patients was (-3%)", -3),
        ("dropout of 20-30% in patients", None),
        ("dropout in patients - 30% - was high", 30),
        ("HbA1c >= 7% in patients", None),
        ("a predefined 30% reduction in patients' symptoms", None),
        ("patients tested at the 5% level", None),
    ],
)
def test_the_sign_of_a_percentage_and_thresholds(text: str, value: float | None):
    found = [v.statistic.value for v in check(text) if v.statistic.kind == "percentage"]
    assert [number for number in found if number != 30 or value == 30] == (
        [] if value is None else [value]
    )


def test_percentages_that_share_a_sign():
    def values(text: str) -> list[float | None]:
        return [v.statistic.value for v in check(text) if v.statistic.kind == "percentage"]

    assert values("Remission of patients was 61 vs. 48%.") == [61, 48]
    assert values("Of patients, 74 and 28%, respectively, left.") == [74, 28]
    assert values("In patients it fell from 60 to 31%.") == [60, 31]
    assert values("We saw 12 patients, and 31% left.") == [31]


def test_a_change_is_two_percentages_and_no_range():
    kinds = [v.statistic.kind for v in check("With feedback, dropout fell from 60% to 30%.")]
    assert kinds == ["percentage", "percentage"]
    (between,) = check("Rates were between 55% and 74%.")
    assert (between.statistic.low, between.statistic.high) == (55, 74)
