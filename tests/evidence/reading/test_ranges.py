"""Between one number and another: what is a range, and where it ends."""

from __future__ import annotations

import pytest

from gleanings.evidence.reading import read_statistics

RANGES = [
    ("Between 30 and 40 percent of clients drop out", (30, 40, "Between 30 and 40 percent")),
    ("between 30 percent and 40 per cent of them", (30, 40, "between 30 percent and 40 per cent")),
    ("entre 30 et 40 pour cent des patients", (30, 40, "entre 30 et 40 pour cent")),
    (
        "Between 35 and 45 strategies were used by patients",
        (35, 45, "Between 35 and 45 strategies"),
    ),
    ("it was between .19 and .32 of it", (0.19, 0.32, "between .19 and .32")),
    ("ranging from 1.5 to 2.5 of it", (1.5, 2.5, "ranging from 1.5 to 2.5")),
    ("a (range 1.5-2.5) in patients", (1.5, 2.5, "range 1.5-2.5")),
    ("a (range 7-19) in patients", (7, 19, "range 7-19")),
    ("a (range 1900-2500) in patients", (1900, 2500, "range 1900-2500")),
    ("scores ranged from 3 to 9 points of patients", (3, 9, "ranged from 3 to 9 points")),
    ("scores ranged from -3 to 9 points of patients", (-3, 9, "ranged from -3 to 9 points")),
    ("it was between 30% and 45% of patients", (30, 45, "between 30% and 45%")),
    ("p of patients ranged from .0010 – .21", (0.001, 0.21, "ranged from .0010 – .21")),
    ("of patients (range -8.0% to +9.6%)", (-8, 9.6, "range -8.0% to +9.6%")),
    (
        "ranging between units from 9.1% to 26.5%",
        (9.1, 26.5, "ranging between units from 9.1% to 26.5%"),
    ),
    ("with κ ranging from κ = 0.19 to κ = 0.83", (0.19, 0.83, "ranging from κ = 0.19 to κ = 0.83")),
    ("scores of patients ranged from 1-5 and rose", (1, 5, "ranged from 1-5")),
    ("it affects 3% to 6% of patients", (3, 6, "3% to 6%")),
    ("in others (50.3%-52.6%) of the patients", (50.3, 52.6, "50.3%-52.6%")),
    ("doses of patients ranged from 24 to 44 Gy", (24, 44, "ranged from 24 to 44 Gy")),
    ("nearly all (94% to 99%) patients were ill", (94, 99, "94% to 99%")),
    ("in patients it was 50-56 %, once", (50, 56, "50-56 %")),
]


@pytest.mark.parametrize(("text", "expected"), RANGES)
def test_a_range_with_its_place(text: str, expected: tuple):
    found = [s for s in read_statistics(text) if s.kind == "range"]
    assert [(s.low, s.high, s.text) for s in found] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "between the 30 and 40 percentile of patients",
        "it was between 1.5 and 2.5 patients",
        "between 45 and 35 strategies of patients",
        "between 35 and 35 strategies of patients",
        "between 2005 and 2010 patients came",
        "between 30% and 45 patients came",
        "between 35 and 45 sample",
        "between 3 and 9 weeks of patients",
        "in patients (range 47-64 years)",
        "in patients (range 47-47)",
        "of patients, publication years ranged from 1981 to 2007",
        "in a garden (range 7-19)",
        "30% to 30% of patients",
        "copper of patients was low (normal range 180-900)",
        "feeding of patients rose within the range 50-200 micrograms",
        "patients rated it (possible scores range from 1 to 5)",
        "loss of patients should be assessed between 5 and 20 percent",
        "in patients it fell (49.4%-26.1%) while in others (50.3%-52.6%) it did not",
        "in patients it rose slightly (34% to 46%)",
        "sensitivity in patients (66% to 89%, P < 0.001)",
        "patients without pain, 68.8% on day 1 to 82.2% on day 3",
        "rates of patients should be above 85 to 90%",
        "of patients 86.19% [C.I. 95%; 76-92%]",
    ],
)
def test_what_is_no_range(text: str):
    assert [s.text for s in read_statistics(text) if s.kind == "range"] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Scales of patients agreed (r = .19-.36).", []),
        ("Scales of patients agreed (r = .19 to .36).", []),
        ("Scales of patients agreed (r = .19, n = 36).", [0.19]),
        ("Scales of patients agreed (r = -.29 to- .39).", []),
        ("Heterogeneity between the studies was large (I2 = 54-87%).", []),
        ("There was a standardized mean difference of 0.5 to 0.8 in patients.", []),
        ("There was a standardized mean difference of 0.5 in patients.", [0.5]),
    ],
)
def test_one_end_of_a_range_is_no_result(text: str, values: list):
    kinds = {"r", "I2", "SMD"}
    assert [s.value for s in read_statistics(text) if s.kind in kinds] == values
