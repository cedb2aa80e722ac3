"""Percentages that are results, beside those that are units, criteria and bounds."""

from __future__ import annotations

import pytest

from gleanings.evidence.reading import read_statistics


def _percentages(text: str) -> list[float | None]:
    return [s.value for s in read_statistics(text) if s.kind == "percentage"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of the patients 12% left.", [12]),
        ("Patients lost 0.3 points per 10% change.", []),
        ("The risk of patients rose for each additional 10% of it.", []),
        ("The risk of patients rose by 10% for each of them.", [10]),
        ("Patients with a reduction of at least 50% responded.", []),
        ("Patients with a decrease of 10% or more responded.", []),
        ("Patients with at least a 50% reduction of symptoms", []),
        ("Patients with a 30% or greater reduction responded.", []),
        ("Patients with (greater-than or equal to) 30% reduction responded.", []),
        ("Patients had a 30% reduction of it.", [30]),
        ("At least a third of patients, 30% or greater, left.", [30]),
        ("Patients had the 10% slowest reaction times.", []),
        ("Patients in the top 10% left.", []),
        ("Patients had the 10% slow but sure.", [10]),
        ("Patients had bupivacaine, 0.25% in all.", []),
        ("Patients had 70% ethanol, 20% of them at once.", [20]),
        ("Of those patients (4/73, 5%) left, of others (n = 9, 8%).", [5, 8]),
        ("Patients took cocaine (41%).", [41]),
        ("Patients had isoflurane, up to 2.3%, at first.", []),
        ("Of the patients up to 2.3% left at first.", [2.3]),
        ("Patients' tests yielded a posttest probability less than 5%.", []),
        ("Patients' rate of dropout was less than 5%.", [5]),
        ("They reported that patients had one more than 70% of the time.", []),
        ("They reported that more than 70% of the patients had one.", [70]),
        ("Patients had illness with a 100% reimbursement.", []),
        ("With an average (standard deviation) of 45.3% (33.1%) of patients", [45.3]),
        ("With an average rate of 45.3% (33.1%) of patients", [45.3, 33.1]),
        ("Of the studies 44 missed the quality filter of 50%.", []),
        ("It was endorsed by 80% or more of panel members.", []),
        ("It was reached by 80% or more of all patients.", [80]),
        ("In patients (HR for 1%, 0.58 [0.50, 0.67]; 5%, 0.52 [0.43, 0.64])", []),
        ("Patients left (12%, 14% and 5).", [12, 14]),
        ("Patients with 50% or more improvement responded.", []),
        ("The reduction of 50% in patients was large.", [50]),
        ("At least 50% of the patients responded.", [50]),
        ("The 95% confidence intervals in patients were (-4.3%; 13.7%) and (-1.9%; 16.0%).", []),
        ("The changes in patients were seen (-4.3%; 13.7%).", []),
        ("Mortality of patients was 22% versus 28% (-16% to 0).", [22, 28]),
        ("Mood of patients was good (79% v 68%, 2% to 20%; P=0.03).", [79, 68]),
        ("Patients relapsed (25% v 30%, difference 5%, - 4% to 14%).", [25, 30, 5]),
        ("Patients relapsed less (-16% at 6 months).", [-16]),
        ("Care of patients rose (38%, from 2% to 20%).", [38, 2, 20]),
        ("Patients breathed 50% nitrous oxide and had a 35% CO2 challenge.", []),
        ("Of the patients 50% had oxygen and 20% received oxygen.", [50, 20]),
        ("In patients it was lower (OR=4.34; 1.79-10.50 CI 95%), by 20%.", [20]),
        ("In patients it was lower [C.I. 95%; 82-95%].", []),
        ("Patients with a titer reduction of more than 30% were included.", []),
        ("Patients with a disease risk of 20% or more were included.", []),
        ("Patients had a disease risk of 20%.", [20]),
        ("Patients had an income below 138% of the federal poverty level.", []),
        ("Patients were held in poverty in 38% of the federal states.", [38]),
        ("Patients breathed 95% O2 and 5% CO2.", []),
        ("By 89%, 93%, 83%, 47%, and 19% of respondents.", [89, 93, 83, 47, 19]),
        ("Patients had 10.0% v/v emulsions and 75% of the initial dose.", []),
        ("Patients had emulsions (10.0%), and 75% of the doses were lost.", [10, 75]),
        ("Patients received either 0.5% or 1.0% apraclonidine, or 0.5% timolol.", []),
        ("Patients received it either at 5% or at 10% of clinics.", [5, 10]),
        ("Patients had 70% added nitrous oxide; it was 2.0% (95% percentile, 5.3%).", [2, 5.3]),
        ("Smokers were fewer among the patients (&lt; 25%), by halothane (1%) anesthesia.", []),
        ("Improvement of patients, defined a priori as a 20% reduction, was rare (5%).", [5]),
        ("Detection of patients was 13. 5% for one and 8. 7% for others, not 9%.", [9]),
        ("Detection of patients was 13 .5% for one and 8.7% for others in 2014 .", [8.7]),
        ("The isoflurane concentration was maintained at 1% in patients.", []),
        ("The share of patients was maintained at 61%.", [61]),
        ("The confidence was high in patients (4.3%; 13.7%).", [4.3, 13.7]),
        ("Patients had the administration of 0.6% isoflurane.", []),
        ("The administration of it to patients reached 60%.", [60]),
        ("Patients (20%) lost 7.1% (plus or minus) 1.3% of it.", [20]),
    ],
)
def test_what_is_a_result(text: str, expected: list[float]):
    assert _percentages(text) == expected


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("It was used by many patients (over 30%).", ">"),
        ("It was used by at least a 30% share of patients.", ">="),
        ("It was used by no more than 30% of patients.", "<="),
        ("It was used by patients (about 30%).", "="),
    ],
)
def test_a_bound_in_words_before_it(text: str, comparison: str):
    (found,) = [s for s in read_statistics(text) if s.kind == "percentage"]
    assert found.comparison == comparison
