"""Means with their SD, medians with their range, and indices by name."""

from __future__ import annotations

import pytest

from gleanings.evidence.reading import read_statistics

MEANS = [
    ("their mean age was 46.44 years (SD = 15.92)", (46.44, 15.92)),
    ("(60% female, mean age: 49.6, SD = 17.5)", (49.6, 17.5)),
    ("the mean (SD) age was 31.2 (6.1)", (31.2, 6.1)),
    ("with a mean of 2.8 visits", (2.8, None)),
    ("at a mean age of 6 years", (6, None)),
    ("mean dose, 2.2 mg/kg per day", (2.2, None)),
    ("scores fell to 3.5 ± 0.8", (3.5, 0.8)),
    ("scores fell to 3.5+/-0.8 mV", (3.5, 0.8)),
    ("HbA1c was 7.7 +/- 1.3 %", (7.7, 1.3)),
    ("mean+/-SD, 148+/-95 mg", (148, 95)),
    ("l'âge moyen était élevé (moyenne de 31,2 ans, ET = 6,1)", (31.2, 6.1)),
]


@pytest.mark.parametrize(("text", "expected"), MEANS)
def test_a_mean_with_its_sd(text: str, expected: tuple):
    found = [s for s in read_statistics(f"Of the patients {text}.") if s.kind == "M"]
    assert [(s.value, s.sd) for s in found] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "mean scores of patients after 6 months were high",
        "the ratio of means was 1.63 in patients",
        "the mean difference of patients was 2.3",
        "the mean kappa of patients was good",
        "what patients mean by 3 is not known",
        "in a mean year such as 2003 patients left",
        "Mean Street 12 is not far",
    ],
)
def test_what_is_no_mean(text: str):
    assert [s.text for s in read_statistics(text) if s.kind == "M"] == []


def test_an_se_is_no_sd_where_the_text_says_so():
    (mean,) = read_statistics("Values of patients are means ± SEM: 3.5 ± 0.8.")
    assert (mean.se, mean.sd) == (0.8, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("median age was 62.5 years [34.5-78.75]", (62.5, 34.5, 78.75)),
        ("median follow-up 15 years", (15, None, None)),
        ("a median of 4 sessions (IQR 2-7)", (4, 2, 7)),
        ("(median, 27.0 minutes)", (27, None, None)),
    ],
)
def test_a_median_with_its_range(text: str, expected: tuple):
    found = [s for s in read_statistics(f"Of the patients {text}.") if s.kind == "median"]
    assert [(s.value, s.low, s.high) for s in found] == [expected]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("AUC was 0.98 (95% CI 0.93-1.00)", "index", 0.98),
        ("Sensitivity was 0.86", "index", 0.86),
        ("fit was good (CFI = .95)", "index", 0.95),
        ("Cronbach's alpha of .86", "alpha", 0.86),
        ("(Cronbach's = 0.86)", "alpha", 0.86),
        ("a kappa of .71", "kappa", 0.71),
        ("the intraclass correlation coefficient was 0.035", "ICC", 0.035),
        ("odds ratio (OR) = 1.62", "OR", 1.62),
        ("(aOR 1.92; 95% CI 1.57 to 2.34)", "OR", 1.92),
        ("(OR 0.727, 0.618-0.855, P < .001)", "OR", 0.727),
    ],
)
def test_a_number_by_its_name(text: str, kind: str, value: float):
    (found,) = read_statistics(f"We found {text}.")
    assert (found.kind, found.value) == (kind, value)


def test_bounds_after_a_comma():
    (odds,) = read_statistics("(OR 0.727, 0.618-0.855, P < .001)")
    assert (odds.ci_low, odds.ci_high, odds.p) == (0.618, 0.855, 0.001)
    (odds,) = read_statistics("(OR 0.727, 1.618-2.855, P < .001)")
    assert odds.ci_low is None
