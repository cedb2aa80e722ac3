"""Of how many a percentage is: what the sentence says, in whatever order it says it."""

from __future__ import annotations

import pytest

from gleanings.evidence.checking import check
from gleanings.evidence.reading import read_statistics
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
    ("76 percent of the patients given 20 mg once daily (233 of 308) recovered", 233, 308),
    ("37.5% of the patients receiving amoxicillin (n = 9/24) recovered", 9, 24),
    ("of 306 mothers, a group of few symptoms (22.2 % of the sample, n = 68) stood out", 68, 306),
    ("patients were better (50 weeks: 16/25 = 64% respectively)", 16, 25),
    ("of the 101 studies (84 studies, 83.2%) most were of patients", 84, 101),
    ("19 of 32 patients who completed it recovered (per protocol, 59.4%)", 19, 32),
    ("of 20 patients, most were hepatic (n = 10, 50%; mean age: 21.5 years)", 10, 20),
    ("patients were randomized, 120 in each group; it recurred in 27 (22.5 percent)", 27, 120),
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
    text = "The cure rate of patients was 71% (95% CI: 55-84%) (29/41 patients)."
    assert _percentages(text) == [(71, 29, 41)]


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
    "37.5% of the patients receiving amoxicillin (n = 9/28) recovered",
    "patients were better (50 weeks: 16/25 = 68% respectively)",
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
    "of patients, 20% improved more on the drug at week 8 (12 of 40)",
    "13% of patients receiving the drug (N = 97) recovered",
]


@pytest.mark.parametrize("text", NONE_OF_IT)
def test_what_is_no_whole_raises_nothing(text: str):
    assert [why(v) for v in check(f"In all, {text}.") if v.is_alarm] == []


def test_a_number_that_may_be_count_or_whole_is_not_checkable_and_says_so():
    (verdict,) = [v for v in check("Women were 50.1% (N = 28) of clients.") if v.statistic.count]
    assert verdict.verdict == "not checkable"
    assert "28 may be how many" in why(verdict)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Four patients in PAC 250 (5%) had it.", None),
        ("Symptoms of patients peaked at 1 month (10%).", None),
        ("In trials of patients (n = 217; 7.4% vs 9.2%) it fell.", None),
        ("In patients (n = 217; 7.4%) it fell.", 217),
        ("Of patients, PTSD was found in 25 (5%).", 25),
    ],
)
def test_a_dose_a_time_and_the_n_of_two_are_no_count(text: str, count: int | None):
    found = next(s for s in read_statistics(text) if s.kind == "percentage")
    assert found.count == count


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
        ("patients tested at the 5% level", None),
        ("responders (> or =50% decrease) among patients", None),
        ("patients with a decrease of >/=50% in it", None),
        ("patients with A1C >7.0 to 7.5% in it", None),
        ("a threshold value of 20% for patients", None),
        ("patients were given 6% (wt/vol) ethanol", None),
        ("sixty percentage of patients", 60),
        ("in the sixtieth percentile of patients", None),
        ("ninety one point three per cent of patients", None),
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
    assert values("Of patients, 7.5, 10.48, and 28%, respectively, left.") == [7.5, 10.48, 28]
    assert values("In patients it fell from 60 to 31%.") == [60, 31]
    assert values("We saw 12 patients, and 31% left.") == [31]
    assert values("Compliance of patients was 88% in Group 1 versus 92% in Group 2.") == [88, 92]


def test_a_change_is_two_percentages_and_no_range():
    kinds = [v.statistic.kind for v in check("With feedback, dropout fell from 60% to 30%.")]
    assert kinds == ["percentage", "percentage"]
    (between,) = check("Rates were between 55% and 74%.")
    assert (between.statistic.low, between.statistic.high) == (55, 74)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bleeding recurs in 15 to 20 percent of patients", [(15, 20)]),
        ("the rate in patients varied from 64.5%-81.3% before", [(64.5, 81.3)]),
        ("rates of patients vary from 38% to 65% and more", [(38, 65)]),
        ("tests of patients have a sensitivity of 80% to 90%", [(80, 90)]),
        ("entre 15 et 20 % des patients", [(15, 20)]),
        ("in the world 2-5 % of patients use it", [(2, 5)]),
        ("among patients there is a 30-45% chance of it", [(30, 45)]),
        ("education of patients on diet (93% to 97%, p = 0.077)", []),
        ("the use in patients improved (51.6%-67.0%; P < 0.001)", []),
        ("dropout of patients rose from 20 to 30%", []),
        ("of patients 30% to 20% left", []),
        ("HbA1c >7 to 8% in patients", []),
        ("in patients it was 40% (95% CI 36% to 45%)", []),
        ("in the market it was 15 to 20 percent", []),
    ],
)
def test_a_range_of_percentages_and_a_change(text: str, expected: list):
    found = [v.statistic for v in check(text) if v.statistic.kind == "range"]
    assert [(s.low, s.high) for s in found] == expected


def test_a_change_without_a_from_is_two_percentages():
    assert [row[0] for row in _percentages("Diet of patients (93% to 97%, p = 0.077)")] == [93, 97]
    assert [row[0] for row in _percentages("use by patients (51.6%-67.0%; P < .01)")] == [51.6, 67]
    assert [row[0] for row in _percentages("of patients 88.9 %/100.0 % healed")] == [88.9, 100]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("rates of patients differ by 29% (21 to 38)", (21, 38)),
        ("exposure of patients was 3.1% (1.6-13.0%) on it", (1.6, 13)),
        ("cure of patients was 98% (95% Cl: 92-100%)", (92, 100)),
        ("patients used it for 20.8% more nights (95% CI, 7.2% to 34.4%)", (7.2, 34.4)),
        ("of patients 12% (aged 18 to 65) left", None),
        ("of patients 12% (18 to 65) left", None),
        ("of patients 12% (5 to 19 of them) left", None),
        ("of patients 20.8% more left than others (95% CI, 7.2% to 34.4%)", None),
    ],
)
def test_the_bounds_of_a_percentage(text: str, interval: tuple | None):
    found = [v.statistic for v in check(text) if v.statistic.kind == "percentage"]
    assert [(s.ci_low, s.ci_high) for s in found] == [interval or (None, None)]


def test_a_percentage_in_words_is_told_in_figures():
    (verdict, _count) = check("Seventy per cent of the 94 patients recovered.")
    assert why(verdict) == "70% of 94 is possible: 66 of 94 are 70.213%."


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Two independent reviewers selected studies and patients.", []),
        ("Five raters coded all studies.", []),
        ("Two studies of patients were selected.", [2.0]),
    ],
)
def test_who_judged_the_studies_is_not_counted(text, counted):
    assert [one.value for one in read_statistics(text) if one.kind == "count"] == counted


def test_the_p_of_the_next_sentence_is_not_its_own():
    text = "The difference was small, d = 0.05. A random coefficient analysis had p < .001."
    (found,) = [one for one in read_statistics(text) if one.kind == "d"]
    assert found.text == "d = 0.05"
    assert found.p is None


def test_a_share_in_words_is_no_count():
    for text, count in (
        ("Of the patients, about one third (34.8%) left.", None),
        ("Of the patients, one (33.3%) left.", 1),
    ):
        (found,) = [s for s in read_statistics(text) if s.kind == "percentage"]
        assert found.count == count


def test_the_n_of_the_next_brackets_is_of_those():
    text = "Patients on it (N = 23, mean age = 41 years) or placebo (N = 19, mean age = 38 years)."
    means = [s for s in read_statistics(text) if s.kind == "M"]
    assert [(s.value, s.n if s.n_stated else None) for s in means] == [(41, 23), (38, 19)]


@pytest.mark.parametrize(
    "text",
    [
        "Patients lost force by l-isoproterenol 1 microM (-38%).",
        "The physicians (n = 200, 85% response rate) were surveyed.",
        "Patients of class 2 (20.37%) were better.",
        "Of the patients one in five (20%) left.",
        "Patients had pressure above the target of 130 mmHg, 18% were smoking.",
    ],
)
def test_what_is_measured_is_no_whole(text: str):
    (found,) = [s for s in read_statistics(text) if s.kind == "percentage"]
    assert (found.count, found.total) == (None, None)


def test_the_whole_of_a_count_is_the_largest_that_makes_it():
    text = "Of 221 clients, 97.3% (n = 215) were exposed, 20% (n = 44) depressed."
    found = [s for s in read_statistics(text) if s.kind == "percentage"]
    assert [(s.count, s.total) for s in found] == [(215, 221), (44, 221)]


@pytest.mark.parametrize(
    ("text", "count", "total"),
    [
        ("a 7% reduction for placebo patients (n = 18)", None, None),
        ("(k=13, n=21,700; 7.4% vs. 9.2%) of patients", None, 21700),
        ("patients in classes 2 (36%) and 3 (8%)", None, None),
        ("it fell in the treated patients (1 of 15, or 7%)", 1, 15),
        ('many more patients (48%"; N=217) reported it', 217, None),
        ("two (22.2%) of nine patients", 2, 9),
        ("patients were found by two companies (27%)", None, None),
        ("patients with all three profiles (46%) slept worse", None, None),
        ("patients had the virus in 2003 (5%) and later", None, None),
        ("relapse was seen in patients receiving PMC 500 (50.0%)", None, None),
        ("it recurred in two children (28.6%) and later", 2, None),
        ("it recurred in two children (66%) and later", 2, None),
        ("only 5 (11.5%) were treated", 5, None),
        ("40 of the original 1338 (3.0%) patients", 40, 1338),
        ("in 97 of evaluated 114 patients (85.1%)", 97, 114),
    ],
)
def test_what_is_no_count(text: str, count: int | None, total: int | None):
    found = next(s for s in read_statistics(text) if s.kind == "percentage")
    assert (found.count, found.total) == (count, total)


def test_the_whole_is_what_makes_most_of_the_percentages():
    text = (
        "Of the 70 patients enrolled 4 were excluded. Out of the 66 patients left, hematuria was "
        "seen in 8 (12%), proteinuria in 6 (9%) and hypercalciuria in 4 (6%) patients."
    )
    found = [s for s in read_statistics(text) if s.kind == "percentage"]
    assert [s.total for s in found] == [66, 66, 66]
