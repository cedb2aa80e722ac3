"""Percentages that were found, beside those that name a strength, a level or a criterion."""

from __future__ import annotations

import pytest

from gleanings.evidence.reading import read_statistics

FOUND = [
    ("In all, 20% of patients dropped out.", [20]),
    ("Sampling was late for 66% of glucose measurements in patients.", [66]),
    ("Of patients, 10% and 48% were given 30 mg of the drug.", [10, 48]),
    ("Patients should know that at least 10% of them relapse.", [10]),
    ("Patients whose scores fell were 30% of the sample.", [30]),
    ("In patients the test could detect 46% of cases.", [46]),
    ("Responders (50% of patients) stayed in treatment.", [50]),
    ("Scores of patients showed a 20% decrease.", [20]),
    ("Infection was found in 50% of patients, and in 20% or 4% of controls.", [50, 20, 4]),
    ("In 70% of patients a 5% increase was found.", [70, 5]),
    ("It may account for 25% or more of patients.", [25]),
    ("The virus caused 100% mortality of patients.", [100]),
    ("More than 90% of patients took the pills.", [90]),
    ("Mild improvement (30%) and none (70%) were seen in patients.", [30, 70]),
    ("Agreement in patients was 69% and 80%.", [69, 80]),
    ("Parmi eux, 25 % ou plus des patients.", [25]),
    ("Fifty percent of patients left at that point.", [50]),
    ("Virus was found in 24 patients (15.1%) serum samples.", [15.1]),
    ("Strains of patients were H2 (42.4%), N2 (0.4%) and others.", [42.4, 0.4]),
    ("Patients had a 13% chance of health loss.", [13]),
    ("Patients had a 95% predictive value.", [95]),
    ("Patients showed a 20% fall in scores.", [20]),
]


@pytest.mark.parametrize(("text", "values"), FOUND)
def test_what_was_found(text: str, values: list[float]):
    assert [s.value for s in read_statistics(text) if s.kind == "percentage"] == values


NONE = [
    "Patients worked at 65% of VO2peak for an hour.",
    "Patients had a burn of 60% TBSA or 40% total body surface area.",
    "Rats of patients were fed 0%, 2% or 4% w/w creatine.",
    "Cells of patients were grown in the presence of 10% FBS.",
    "Patients smoked marijuana (0.0% THC) each day.",
    "The 50% chicken infectious dose of patients was known.",
    "The 50% inhibition concentration in patients was 1 microM.",
    "It achieves the 90% cure recommended for a first-line treatment of patients.",
    "Patients were enough for 97% power to detect a 5% absolute increase.",
    "The sample size of the patients allows for 20% drop-out.",
    "Costs of patients were discounted at 3% per year.",
    "Responders were defined as those patients with a 20% decrease in scores.",
    "Patients responded (50% scale score decrease) to the drug.",
    "Transplantation should be considered for patients whose activity is below 20%.",
    "In patients eradication rates should exceed at least 90%.",
    "We saw the normal range (25-75%tile) of patients.",
    "With an assumed dropout rate of 20% patients were enough.",
    "Such patients with 50% or more of symptoms were left out.",
    "Patients were seen losing over 5% of weight.",
    "Patients took less than 50% of the drugs.",
    "Patients had a haemoglobin A1c less than 6.5% of it.",
    "The score of patients was 1 = less than 10% of cells damaged.",
    "Studies of patients had to: include at least 75% adults.",
    "Patients were fed a diet (10% or 45 % energy from fat).",
    "Cells of patients were put into 10% serum containing media.",
    "Cells of patients grew with 7% horse serum, 3% fetal calf serum, 5% 10-day chick embryo.",
    "Patients were given 0.5% carboxymethylcellulose (CMC) solution.",
    "Patients got pilocarpine 4% or 2% dorzolamide or 0.9% NaCl.",
    "Rats of patients were fed 40% alfalfa hay and 60% wheat straw.",
    "Patients joined a trial where there is 50% chance of receiving placebo.",
    "The root of the patients' tree was 1907 (95% HPD: 1811 - 1975).",
    "Time to 90% re-lengthening of patients was long.",
    "Mice of patients had a 20% full-thickness scald burn.",
    "Dose producing a 20% fall in forced expiratory volume in patients.",
    "Scores of patients were compared with a significance level of 5%.",
    "Genes of patients were different at the 5% false discovery rate.",
    "The effective dose eliciting 50% of the effect in patients was low.",
    "Triple therapy of patients is needed to achieve a success rate of more than 80%.",
    "Patients did well (the OR was high; 95% ci was wide).",
    "Fifty percent point six of patients left.",
    "Patients had a moderate (30% to 70%) or a mild improvement (<30%).",
]


@pytest.mark.parametrize("text", NONE)
def test_what_was_asked_for_or_given(text: str):
    assert [s.value for s in read_statistics(text) if s.kind in {"percentage", "range"}] == []


def test_the_second_i2_is_no_percentage():
    found = read_statistics("Heterogeneity of studies was high (I2 of 69% and 80%).")
    assert [(s.kind, s.value) for s in found] == [("I2", 69)]


def test_the_squared_i_of_a_page_is_no_percentage():
    (one,) = read_statistics(
        "Patients differed (&lt;i&gt;I&lt;/i&gt;&lt;sup&gt;2&lt;/sup&gt; = 47.5%)."
    )
    assert (one.kind, one.value) == ("I2", 47.5)
