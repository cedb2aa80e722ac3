"""Numbers that were read under another name: what they are called, and what is none."""

import pytest

from gleanings.evidence.reading import read_statistics

KINDS = [
    ("The adjusted ORs were 1.13 (95% CI, 1.02-1.25; P = .02) and 1.14 (95% CI, 1.02-1.27).",
     [("OR", 1.13), ("OR", 1.14)]),
    ("The pooled HR was 1.93 (95% CI 1.39-2.69); 2.66 (95% CI 2.11-3.35), and 3.09 (CI 2.33-4.11).",
     [("HR", 1.93), ("HR", 2.66), ("HR", 3.09)]),
    # with words between, the second may be of anything
    ("The pooled HR was 1.93 (95% CI 1.39-2.69); the score was 2.66 (95% CI 2.11-3.35).",
     [("HR", 1.93), ("estimate", 2.66)]),
    ("was associated with survival (meta-HR 0.61, 95% CI 0.56-0.66).", [("HR", 0.61)]),
    ("was associated with survival (X-HR 0.61, 95% CI 0.56-0.66).", [("estimate", 0.61)]),
    ("Symptoms improved (n = 2 RCTs; p = 0.009).", [("k", 2)]),
    ("Symptoms improved (n = 20 patients; p = 0.009).", [("n", 20)]),
    ("Of 40 patients, 25 percent faculty staff took part.", [("count", 40), ("percentage", 25)]),
    ("The mean duration of type 2 diabetes was 9.1 years in the patients.", [("M", 9.1)]),
    ("The mean score of patients was 44 and 59% were male.", [("M", 44), ("percentage", 59)]),
    ("Patients showed a mean reduction of 42.4 and 50.4% of scores.", [("percentage", 50.4)]),
    ("In patients the rate varies from 3.9 up to 100 %.", [("range", None)]),
    ("The disease has 10~15% mortality in patients.", [("range", None)]),
    ("Patients with PTSD changed (M = 75%-77%).", [("range", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_what_a_number_is_called(text: str, expected: list):
    assert [(s.kind, s.value) for s in read_statistics(text)] == expected


def test_two_names_before_two_numbers_stay_together():
    first, second = read_statistics(
        "Sensitivity and specificity were 0.83 (95% CI 0.54-0.95) and 0.93 (95% CI 0.80-0.98)."
    )
    assert (first.kind, first.value, first.text[:28]) == (
        "index",
        0.83,
        "Sensitivity and specificity ",
    )
    assert (second.kind, second.value) == ("index", 0.93)


NONE = [
    "Four patients needed to be treated to give an additional remission.",
    "The disease has a prevalence rate of 30 cases per million.",
    "Yet no two patients with the disease are the same.",
    "Any 2 patients may differ, and 2 patients with the same diagnosis may share none.",
    "Therapy led to reductions in average depression of the patients at 18 months.",
    "The activity of cells from patients rose to +/0 12.5% of controls.",
    "The muscle of two wk old patients was taken.",
    "Seen in {greater than or slanted equal to} 25% of the patients.",
    "In patients I2 values greater than 40% were considered high.",
    "Patients had a history of ten pack-years of smoking.",
    "We planned patients for a power of 90% and a level alpha of 5%.",
    "It was delivered as 12 days' equivalent teaching to patients.",
    "All but 1 have since been managed, of the patients.",
    "The 80% efficacy goal is difficult to reach in patients.",
    "Patients were randomized to usual care or 1 of 3 groups.",
    "The ward admits 103?689±1156 patients/year.",
    "After dilation to 15 mm, patients were randomized.",
    "The 50% lethal dose in patients is not known.",
    "This excludes a benefit of greater than 18% in patients.",
    "We included studies with samples of at least 50% adults aged 55 and older.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_result(text: str):
    assert read_statistics(text) == []


BOTH_SIDES = [
    ("Rates greater than 40% of patients were seen.", [("percentage", ">", 40)]),
    ("Of the patients, 21 have recovered.", [("count", "=", 21)]),
    ("One of the 10 countries had patients.", [("fraction", "=", 1)]),
    ("It is one of the 10 countries with patients.", [("count", "=", 10)]),
    ("Patients (n=840, 95% 0.14-0.52) left.", [("n", "=", 840)]),
    ("Patients (n=840, 95% or more) left.", [("n", "=", 840), ("percentage", ">=", 95)]),
    ("Two patients with the disease left.", [("count", "=", 2)]),
    ("30 patients per group left.", [("count", "=", 30)]),
    ("At least 50% of the patients left.", [("percentage", ">=", 50)]),
    ("Dropout of patients fell by as much as 15%.", [("percentage", "<=", 15)]),
    ("Dropout of patients was as low as 5%.", [("percentage", ">=", 5)]),
    ("Dropout of patients was as likely 5%.", [("percentage", "=", 5)]),
]


@pytest.mark.parametrize(("text", "expected"), BOTH_SIDES)
def test_what_looks_like_it_and_is_a_result(text: str, expected: list):
    assert [(s.kind, s.comparison, s.value) for s in read_statistics(text)] == expected


def test_those_that_a_percentage_is_of_are_not_how_many_they_were():
    of_those, of = (
        read_statistics(f"72% of {whom} with a severe disorder (n=22) were in treatment.")[0]
        for whom in ("those patients", "patients")
    )
    assert (of_those.n, of_those.count) == (22, None)
    assert (of.n, of.count) == (None, 22)


@pytest.mark.parametrize(
    ("words", "one_tailed"),
    [
        ("directional", True),
        ("by a directional test", True),
        ("bi-directional", False),
        ("a directional change", False),
        ("one-tailed", True),
    ],
)
def test_one_tailed(words: str, one_tailed: bool):
    (s,) = read_statistics(f"t(28) = 2.20, p = .018, {words}.")
    assert s.one_tailed is one_tailed


def test_the_whole_beside_it_is_nearer_than_a_larger_one():
    six = read_statistics(
        "EEG of 44 children was abnormal in 37 out of 43 cases, but normal in six (14%)."
    )[-1]
    assert (six.count, six.total) == (6, 43)


def test_an_interval_whose_level_is_in_words():
    (s,) = read_statistics("Survival of patients: 91.1 percent; 95 percent CI, 82.9 to 99.3.")
    assert (s.value, s.ci_low, s.ci_high, s.doubtful) == (91.1, 82.9, 99.3, ())


def test_bounds_of_a_difference_in_brackets_are_no_percentages_where_the_text_has_intervals():
    text = "29% v 5% of patients (13% to 36%) improved"
    assert [s.value for s in read_statistics(f"{text} (95% confidence interval).")] == [29, 5]
    assert [s.kind for s in read_statistics(f"{text}.")] == ["percentage", "percentage", "range"]


def test_a_spread_after_plus_minus_is_an_error_where_the_text_says_so():
    (error,) = read_statistics("The mean score of patients was 1.0 +/- 0.2 (+/- SEM).")
    (spread,) = read_statistics("The mean score of patients was 1.0 +/- 0.2.")
    (named,) = read_statistics("The mean score (SEM in tables) of patients was 1.0 (SD 0.2).")
    assert (error.sd, error.se) == (None, 0.2)
    assert (spread.sd, spread.se) == (named.sd, named.se) == (0.2, None)


def test_of_whom_most_were_men():
    of, men = (
        read_statistics(f"178 {who} (91%) veterans took part.")[1]
        for who in ("predominantly male", "male")
    )
    assert (of.n, of.count) == (178, None)
    assert men.count == 178


def test_what_decreased_by_one_number_and_another():
    fell = read_statistics(
        "Pressure of patients decreased by 14.8 mm Hg (95% CI, -21.8 to -7.8) at 12 months and "
        "8.0 mm Hg (95% CI, -15.5 to -0.5)."
    )
    assert [(s.value, s.decrease) for s in fell] == [(14.8, True), (8.0, True)]
