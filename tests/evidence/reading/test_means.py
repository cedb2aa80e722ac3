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
    ("mean+/-SD, 148+/-95 mg", (148, 95)),
    ("a mean age of 75.8 (SD +/- 9)", (75.8, 9)),
    ("(mean age, 45.7 years [SD, 7.3])", (45.7, 7.3)),
    ("[mean age (SD) = 29.4 (4.6) years]", (29.4, 4.6)),
    ("Average age was 14 years", (14, None)),
    ("they averaged 48.6 years of age", (48.6, None)),
    ("with a mean body mass index (BMI) of 37.8 kg/m(2)", (37.8, None)),
    ("the mean level was estimated to be 0.15 of it", (0.15, None)),
    ("the Anxiety Inventory - 31.7 (+/- 13.4)", (31.7, 13.4)),
    ("recall was good (M = 59% of it)", (59, None)),
    ("there was a peak at age 15.1 years (SD = 4.7)", (15.1, 4.7)),
    ("âge moyen : 36,4 ans ; ÉT = 11,2", (36.4, 11.2)),
    ("l'âge moyen était de 36,4 ans (É.-T. = 11,2)", (36.4, 11.2)),
    ("scores fell to 3.5(plus or minus)0.8", (3.5, 0.8)),
    ("the level fell by 7.1% +/- 1.3%", (7.1, 1.3)),
    ("aged 18 and over (M age = 34.8, SD = 9.1)", (34.8, 9.1)),
    ("aged 18 and over (Mage = 34.8, SD = 9.1)", (34.8, 9.1)),
    ("the mean length increased from 2.0 to 3.0 cm", (2.0, None)),
    ("the level fell from a mean of 16 to 12 points", (16, None)),
    ("the scales agreed (mean score = 12.5)", (12.5, None)),
    ("aged 18 and over (M = 38.79 years, SD = 7.52)", (38.79, 7.52)),
    ("the weight was 83.1 kg +/- 20.5 at first", (83.1, 20.5)),
    ("rated highly (mean 4.8/5)", (4.8, None)),
    ("the average was 24 hours", (24, None)),
    ("the mean of the first group was 12.5 km", (12.5, None)),
    ("the mean age was 9 years, 10 of them", (9, None)),
    ("l'âge moyen était élevé (moyenne de 31,2 ans, ET = 6,1)", (31.2, 6.1)),
]


def test_a_standard_error_beside_a_mean():
    (found,) = read_statistics("In patients the mean +/- SE dose was 0.95 +/- 0.03 mg.")
    assert (found.value, found.se, found.sd) == (0.95, 0.03, None)


@pytest.mark.parametrize(("text", "expected"), MEANS)
def test_a_mean_with_its_sd(text: str, expected: tuple):
    found = [s for s in read_statistics(f"Of the patients {text}.") if s.kind == "M"]
    assert [(s.value, s.sd) for s in found] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "mean scores of patients after 6 months were high",
        "the ratio of means was 1.63 in patients",
        "les patients ont été suivis au moyen de 12 séances",
        "the mean difference of patients was 2.3",
        "the mean kappa of patients was good",
        "what patients mean by 3 is not known",
        "in a mean year such as 2003 patients left",
        "Mean Street 12 is not far",
        "Mean Street 12 is not far",
        "patients had a mean age of 9 years 10 months",
        "patients had a mean age of 9 years, 10 months",
        "l'âge moyen des participants était de 9 ans et 10 mois",
        "fit to the patients was good, root mean squared error of approximation = .03",
        "the mean rating of patients with regard to the 10 single scales was high",
        "the mean age of the participants ranged from 38.4 to 75.0 years",
        "the overall mean 24 hour profile of patients was high",
        "the median pH of patients on days 1, 2, and 7 rose",
        "two raters of patients agreed (mean kappa = .79)",
        "patients had a mean of 16 to 12 points",
        "patients ran at the mean velocity of the last 12.2 km",
        "the mean number of tests of patients per 6 months rose",
        "Mean reductions of patients 2 hours after the injection were high",
        "The prevalence in patients is variable, with an average of 1/30,000.",
        "Studies were of patients of an average age between 18 and 35 years.",
        "The pooled effect size showed more of it in women (1.231 ± 0.186, p < .001).",
        "patients had a mean concentration of 1.0 x 10(4) per ml",
        "patients were of a mean cohort size of 10 979 people",
        "patients have an average worldwide prevalence of approximately 1 in 30,000",
        "an average of 3.25 million reads of patients were obtained",
        "a median/mean of 5/11.5 publications on patients were found",
        "patients were seen an average of 3, 6 and 8 years after it",
        "the mean fall in pressure of patients at 1, 2 and 3 hours was large",
        "of patients the mean baseline 24h copper was high",
        "the median of 24 h copper of patients was 98",
        "data of patients were analysed by means of EPI INFO 6.0",
        "patients were divided by a mean split of 18 symptoms",
        "patients with a mean score above 5.5 mm were left out",
        "patients were seen in week 4 (day 29 ± 3 days)",
    ],
)
def test_what_is_no_mean(text: str):
    assert [s.text for s in read_statistics(text) if s.kind == "M"] == []


def test_a_dose_is_a_mean_where_it_is_called_one():
    doses = "Patients took olanzapine (10 ± 2.5 mg/day)."
    assert not [s for s in read_statistics(doses) if s.kind == "M"]
    (mean,) = read_statistics(f"The mean dose was as follows. {doses}")
    assert (mean.value, mean.sd) == (10, 2.5)


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
        ("a median from 18 to 156 months", (18, None, None)),
        ("a median of 24 h after the operation", (24, None, None)),
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


def test_a_mean_with_its_range_or_interval():
    (mean,) = read_statistics("The mean age of patients was 13.7 years (3 to 22).")
    assert (mean.value, mean.low, mean.high) == (13.7, 3, 22)
    (mean,) = read_statistics("The mean dose of patients was 181.6 Gy∙cm2 (95% CI 125.7-262.4).")
    assert (mean.kind, mean.value, mean.ci_low, mean.ci_high) == ("M", 181.6, 125.7, 262.4)


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("mean scores of patients were 2.6 and 2.3", "M", [2.6, 2.3]),
        ("(median 24-h pH of patients: 1.45 vs. 1.3, P < 0.05)", "median", [1.45, 1.3]),
        (
            "sensitivity was 0.98, 0.29, 0.71, and 0.88, respectively",
            "index",
            [0.98, 0.29, 0.71, 0.88],
        ),
        ("the mean age of patients was 45 and 12 left", "M", [45]),
        ("the mean of patients was 4.5, and 12.5% left", "M", [4.5]),
        ("a median 30 months of patients", "median", [30]),
    ],
)
def test_numbers_in_a_row(text: str, kind: str, values: list):
    assert [s.value for s in read_statistics(text) if s.kind == kind] == values


RATES = [
    ("the incidence was 556 per 1000 person-years", [556]),
    ("it was 12.3/100 patient-years (95% CI 10.1 to 14.9)", [12.3]),
    ("there were 3.1 deaths per 1,000 live births", [3.1]),
    ("it was 4.2 per 100,000 population", [4.2]),
    ("(28.7 vs. 36.8 ulcer months/100 patient years)", [28.7, 36.8]),
    ("le taux était de 4,2 pour 1000 personnes-années", [4.2]),
    ("one of the person years", []),
    ("it ranged from 0.10 to 0.26 per 1000 person-years", []),
    ("it was 0.98 to 1.98 per 1000 person-years", []),
    ("it fell from 0.98 to 0.26 per 1000 person-years", [0.98, 0.26]),
    ("two patients per 12 population centres", []),
]


@pytest.mark.parametrize(("text", "values"), RATES)
def test_a_rate(text: str, values: list):
    found = read_statistics(f"Of the patients {text}.")
    assert [s.value for s in found if s.kind == "index"] == values
    assert not any("000" in s.text for s in found if s.kind == "count")


def test_the_interval_of_a_rate():
    (rate,) = read_statistics("It was 12.3/100 patient-years (95% CI 10.1 to 14.9).")
    assert (rate.ci_low, rate.ci_high) == (10.1, 14.9)


def test_a_range_below_zero_belongs_to_its_mean():
    (mean,) = read_statistics("The mean gain of patients was 2.5 points (range -5 to 7) then.")
    assert (mean.low, mean.high, mean.text[-9:]) == (-5, 7, " -5 to 7)")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Mean costs of patients were 1748 euros (1279 pounds) lower in one group.", []),
        ("The score of patients was on average 3.4 points lower than theirs.", []),
        ("Median time of patients was 3.1 months longer among men.", []),
        ("The running of patients was 57±4% lower then.", []),
        ("Patients had stress 2.0±1.2 were higher there.", [2.0]),
        ("The mean score of patients was a 4.0 or greater on the scale.", [4.0]),
        ("Mean costs of patients were 1748 euros (1279 pounds) in the lower group.", [1748]),
        ("The mean age of patients was 12.5 years and higher later.", [12.5]),
    ],
)
def test_a_difference_is_no_mean(text: str, values: list):
    assert [s.value for s in read_statistics(text) if s.kind in {"M", "median"}] == values
