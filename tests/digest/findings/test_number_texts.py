"""Numbers as each language writes them."""

import pytest
from django.utils.translation import override

from gleanings.digest.findings.number_texts import (
    behind_text,
    interval_text,
    p_text,
    statistic_text,
)
from gleanings.digest.findings.results import Counted
from gleanings.digest.models import Finding

R = {"measure": "r", "estimate": 0.3, "decimals": 2, "ci_low": 0.19, "ci_high": 0.4, "level": 95}


@pytest.mark.parametrize(
    ("fields", "english", "french"),
    [
        (R, "r = .30", "r = 0,30"),
        ({"measure": "d", "estimate": -0.62, "decimals": 2}, "d = −0.62", "d = −0,62"),
        ({"measure": "r", "estimate": 1.0, "decimals": 2}, "r = 1.00", "r = 1,00"),
        ({"measure": "OR", "estimate": 1.8}, "odds ratio = 1.8", "rapport de cotes = 1,8"),
        ({"measure": "percentage", "estimate": 33.9}, "33.9%", "33,9\u00a0%"),
        ({"measure": "count", "estimate": 12480}, "12,480", "12\u00a0480"),
        ({"measure": "count", "estimate": 2000000}, "2,000,000", "2\u00a0000\u00a0000"),
        ({"measure": "fraction", "estimate": 12, "total": 34}, "12 of 34", "12 sur 34"),
        ({"measure": "range", "ci_low": 55, "ci_high": 74}, "55 to 74", "55 à 74"),
        (
            {"measure": "range", "ci_low": 55, "ci_high": 74, "words": "from 55% to 74%"},
            "55% to 74%",
            "55\u00a0% à 74\u00a0%",
        ),
        ({"measure": "z", "estimate": 0.3, "se": 0.048}, "Fisher’s z = 0.3", "z de Fisher = 0,3"),
        ({"measure": "z", "estimate": 6.19}, "z = 6.19", "z = 6,19"),
        ({"measure": "t", "estimate": 2.1, "df1": 34}, "t(34) = 2.1", "t(34) = 2,1"),
        (
            {"measure": "F", "estimate": 4.2, "df1": 1, "df2": 34},
            "F(1; 34) = 4.2",
            "F(1; 34) = 4,2",
        ),
        ({"measure": "r", "estimate": 0.3, "bound": ">", "decimals": 2}, "r > .30", "r > 0,30"),
        ({"measure": "d", "estimate": 0.2, "bound": "<="}, "d ≤ 0.2", "d ≤ 0,2"),
        ({"measure": "t", "estimate": 1, "bound": "<", "df1": 28}, "t(28) < 1", "t(28) < 1"),
        (
            {"measure": "percentage", "estimate": 84, "bound": ">"},
            "more than 84%",
            "plus de 84\u00a0%",
        ),
        (
            {"measure": "count", "estimate": 1000, "bound": ">="},
            "1,000 or more",
            "1\u00a0000 ou plus",
        ),
        ({"measure": "count", "estimate": 10, "bound": "<"}, "fewer than 10", "moins de 10"),
        ({"measure": "estimate", "estimate": 0.0000012}, "0.000001", "0,000001"),
        ({"measure": "r"}, "", ""),
    ],
)
def test_the_number_of_a_finding(fields, english, french):
    finding = Finding(**fields)
    assert statistic_text(finding) == english
    with override("fr"):
        assert statistic_text(finding) == french


def test_both_ends_of_an_interval_have_as_many_decimals_as_the_estimate():
    assert interval_text(Finding(**R)) == "95% CI .19 to .40"
    with override("fr"):
        assert interval_text(Finding(**R)) == "IC à 95\u00a0%\u00a0: 0,19 à 0,40"


def test_an_interval_of_no_known_level_claims_none():
    assert interval_text(Finding(**{**R, "level": None})) == "interval .19 to .40"


def test_a_range_is_no_interval():
    assert interval_text(Finding(measure="range", ci_low=55, ci_high=74)) == ""


def test_p_keeps_its_sign():
    assert p_text(Finding(p=0.001, p_comparison="<")) == "p < .001"
    assert p_text(Finding(p=0.5)) == "p = .50"
    assert p_text(Finding(p_comparison="ns")) == "not significant"
    assert p_text(Finding()) == ""


def test_studies_and_people_are_said_in_words():
    assert (
        behind_text(Counted(13), Counted(1024))
        == "13 studies brought together, 1,024 people in all"
    )
    assert behind_text(None, Counted(572)) == "572 people took part"
    assert behind_text(Counted(1), None) == "1 study"


def test_bounds_of_studies_and_people_stay_bounds():
    over, few = Counted(200, ">"), Counted(10, "<")
    assert behind_text(over, Counted(1000, ">=")) == (
        "more than 200 studies brought together, at least 1,000 people in all"
    )
    assert behind_text(None, few) == "fewer than 10 people took part"
    with override("fr"):
        assert "plus de 200 études réunies" in behind_text(over, None)
        assert "moins de 10 personnes" in behind_text(None, few)


@pytest.mark.parametrize(
    ("p", "comparison", "english", "french"),
    [
        (0.0432, "=", "p = .043", "p = 0,043"),
        (0.03, "", "p = .03", "p = 0,03"),
        (0.00004, "=", "p < .001", "p < 0,001"),
        (0.0001, "<", "p < .0001", "p < 0,0001"),
        (0.05, ">=", "p ≥ .05", "p ≥ 0,05"),
    ],
)
def test_p_is_spelled_as_everywhere_and_a_bound_stays_as_reported(p, comparison, english, french):
    finding = Finding(p=p, p_comparison=comparison)
    assert p_text(finding) == english
    with override("fr"):
        assert p_text(finding) == french
