"""Impossible input names the column, the row and the rule."""

import numpy as np
import pytest

from gleanings.evidence import effect_measures, effect_size
from gleanings.evidence.effect_sizes import family_of
from gleanings.evidence.effect_sizes.registry import FAMILIES

GROUPS = {"m1i": [1, 2], "sd1i": [1, 1], "n1i": [9, 9], "m2i": [0, 1], "sd2i": [1, 1]}

FAULTS = [
    ("COR", {"ri": [0.2, 1.2], "ni": [20, 20]}, "ri, row 2: 1.2 is not a correlation"),
    ("ZCOR", {"ri": [0.2, -1.01], "ni": [20, 20]}, "ri, row 2: -1.01 is not a correlation"),
    ("COR", {"ri": [0.2, 0.1], "ni": [20, -1]}, "ni, row 2: -1.0 is not a sample size"),
    ("SMD", {**GROUPS, "n2i": [9, -3]}, "n2i, row 2: -3.0 is not a sample size"),
    ("MD", {**GROUPS, "n2i": [9, 9], "sd1i": [1, -1]}, "sd1i, row 2: -1.0 is a negative"),
    ("OR", {"ai": [1, 2.5], "bi": [3, 4], "ci": [1, 1], "di": [5, 5]}, "ai, row 2: 2.5 is not a w"),
    ("OR", {"ai": [1, -2], "bi": [3, 4], "ci": [1, 1], "di": [5, 5]}, "ai, row 2: -2.0 is not a c"),
    ("RR", {"ai": [7], "n1i": [5], "ci": [1], "n2i": [5]}, "ai, row 1: 7.0 is above its total n1i"),
    ("PR", {"xi": [3, 9], "ni": [5, 5]}, "xi, row 2: 9.0 is above its total ni"),
    ("PR", {"xi": [0.5], "ni": [5]}, "xi, row 1: 0.5 is not a whole number"),
    ("IR", {"xi": [3], "ti": [0]}, "ti, row 1: 0.0 is not a time at risk"),
    ("IRR", {"x1i": [3], "t1i": [2], "x2i": [1], "t2i": [-1]}, "t2i, row 1: -1.0 is not a time"),
    ("ARAW", {"ai": [1.2], "mi": [5], "ni": [50]}, "ai, row 1: 1.2 is not an alpha"),
    ("ABT", {"ai": [0.8], "mi": [1], "ni": [50]}, "mi, row 1: 1.0 is not a number of items"),
    ("PCOR", {"ti": [2.0], "ni": [5], "mi": [4]}, "ni, row 1: 5.0 leaves no degrees of freedom"),
    ("SPCOR", {"ti": [2], "ni": [50], "mi": [4], "r2i": [1.3]}, "r2i, row 1: 1.3 is not an R²"),
    ("ROM", {**GROUPS, "n2i": [9, 9], "m2i": [-1, 1]}, "m2i, row 1: -1.0 has the opposite sign"),
    ("MNLN", {"mi": [-1], "sdi": [1], "ni": [9]}, "mi, row 1: -1.0 has no logarithm"),
    ("GEN", {"yi": [0.1], "vi": [-1]}, "vi, row 1: -1.0 is not a variance"),
    ("COR", {"ri": [0.2, np.nan], "ni": [20, 20]}, "ri, row 2: nan is missing"),
    ("COR", {"ri": [0.2, "x"], "ni": [20, 20]}, "is text, not a number"),
    ("COR", {"ri": [0.2, 0.1], "ni": [20, 20, 20]}, "different numbers of rows: ri 2, ni 3"),
    ("COR", {"ri": [0.2, 0.1]}, "column ni is needed"),
    ("COR", {}, "COR needs columns"),
    ("COR", {"ri": [0.2], "n": [20]}, "n is not a column; COR takes ri, ni"),
    ("SMD", {"pi": [1.5], "n1i": [9], "n2i": [9]}, "pi, row 1: 1.5 is not a p value"),
    ("XYZ", {"ri": [0.2]}, "measure is 'XYZ'; it must be one of COR"),
]


@pytest.mark.parametrize(("measure", "columns", "says"), FAULTS)
def test_fault(measure, columns, says):
    with pytest.raises(ValueError) as error:
        effect_size(measure, **columns)
    assert says in str(error.value)


def test_all_faults_are_told_at_once():
    with pytest.raises(ValueError) as error:
        effect_size("COR", ri=[1.5, 0.2, -3], ni=[20, -2, 20])
    for fault in ("ri, row 1", "ri, row 3", "ni, row 2"):
        assert fault in str(error.value)


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ({"vtype": "XX"}, "vtype is 'XX'"),
        ({"to": "some"}, "to is 'some'"),
        ({"add": -1}, "add is -1"),
        ({"missing": "ignore"}, "missing is 'ignore'"),
    ],
)
def test_unknown_options(option, says):
    with pytest.raises(ValueError, match=says):
        effect_size("OR", ai=1, bi=2, ci=3, di=4, **option)


def test_missing_rows_can_be_kept():
    yi, vi = effect_size("COR", ri=[0.2, None, 0.3], ni=[20, 20, 30], missing="keep")
    assert np.isnan(yi).tolist() == np.isnan(vi).tolist() == [False, True, False]


def test_undefined_effects_are_missing_in_both():
    yi, vi = effect_size("OR", ai=[0, 3], bi=[5, 5], ci=[2, 2], di=[4, 4], add=0, to="none")
    assert np.isnan(yi).tolist() == np.isnan(vi).tolist() == [True, False]
    yi, vi = effect_size("ZCOR", ri=[0.5, 1.0], ni=[3, 30])
    assert np.isnan(yi).all()
    assert np.isnan(vi).all()


TWO_MEANS = {"m1i": [2, 2], "sd1i": [1, 1], "n1i": [9, 9], "m2i": [1, 1], "sd2i": [1, 1]}
PEOPLE = {"ai": [2, 2], "n1i": [9, 9], "ci": [0, 1]}


@pytest.mark.parametrize("missing", ["refuse", "keep"])
@pytest.mark.parametrize(
    ("measure", "columns"),
    [
        ("SMD", {**TWO_MEANS, "n2i": [1, 9]}),
        ("MD", {**TWO_MEANS, "n2i": [0, 9]}),
        ("SMD", {"di": [0.5, 0.5], "n1i": [1, 9], "n2i": [9, 9]}),
        ("ROM", {**TWO_MEANS, "m2i": [0, 1], "n2i": [9, 9]}),
        ("OR", {**PEOPLE, "n2i": [0, 9]}),
        ("RD", {**PEOPLE, "n2i": [0, 9]}),
        ("RTET", {**PEOPLE, "n2i": [0, 9]}),
        ("PR", {"xi": [0, 3], "ni": [0, 9]}),
        ("MPOR", {"ai": [0, 3], "bi": [0, 2], "ci": [0, 4], "di": [0, 9]}),
        ("COR", {"ri": [0.3, 0.3], "ni": [1, 9]}),
        ("COR", {"ti": [0.3, 0.3], "ni": [2, 9]}),
        ("SMCR", {"m1i": 2, "m2i": 1, "sd1i": 1, "ni": [1, 9], "ri": 0.5}),
        ("MN", {"mi": 2, "sdi": 1, "ni": [1, 9]}),
        ("ABT", {"ai": 0.8, "mi": 5, "ni": [2, 9]}),
    ],
)
def test_a_row_without_an_effect_does_not_refuse_the_others(measure, columns, missing):
    yi, vi = effect_size(measure, missing=missing, **columns)
    assert np.isnan(yi).tolist() == np.isnan(vi).tolist() == [True, False]


def test_every_measure_says_what_it_takes():
    for name in effect_measures():
        assert family_of(name).columns, name
    assert len(effect_measures()) == sum(len(family.FORMULAS) for family in FAMILIES), (
        "a name twice"
    )


OF_THE_FIELD = (
    "COR UCOR ZCOR PCOR ZPCOR SPCOR MD SMD SMDH ROM OR RR RD PETO PHI PR PLN PLO PAS PFT IR IRLN "
    "IRD IRR MC SMCC SMCR ROMC RBIS RPB ARAW ABT AHW GEN"
)


def test_measures_of_the_field_are_there():
    assert set(OF_THE_FIELD.split()) <= effect_measures().keys()
