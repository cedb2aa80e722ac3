"""How large an effect is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.evidence.measures import SIZES
from gleanings.evidence.report import size_of, width_vs_small


@pytest.mark.parametrize(
    ("measure", "estimate", "size"),
    [
        ("r", 0.27, "moderate"),
        ("r", -0.27, "moderate"),
        ("ZCOR", 0.27, "moderate"),
        ("r", 0.0, "none"),
        ("r", 0.0999, "none"),
        ("r", 0.1, "small"),
        ("rho", 0.3, "large"),
        ("beta", 0.15, "small"),
        ("d", 0.1 + 0.1, "small"),
        ("d", 0.8 - 1e-15, "large"),
        ("g", -0.5, "moderate"),
        ("SMD", 0.19, "none"),
        ("OR", 1.0, "none"),
        ("OR", 1.44, "small"),
        ("OR", 1 / 1.44, "small"),
        ("OR", 2.48, "moderate"),
        ("OR", 4.27, "large"),
        ("OR", 0.0, "large"),
        ("RR", 1.2, "none"),
        ("RR", 0.8, "moderate"),
        ("HR", 0.5, "large"),
        ("IRR", 1.9, "moderate"),
        ("eta2", 0.06, "moderate"),
        ("R2", 0.07, "moderate"),
        ("f2", 0.02, "small"),
        ("MD", 3.0, None),
        ("RD", 0.3, None),
        ("percentage", 54.0, None),
        ("t", 2.2, None),
        ("no such measure", 1.0, None),
        ("OR", -1.0, None),
        ("r", float("nan"), None),
    ],
)
def test_sizes(measure, estimate, size):
    assert size_of(measure, estimate) == size


def test_thresholds_rise_and_have_a_source():
    for family in SIZES.values():
        assert 0 < family.small <= family.moderate < family.large
        assert any(year in family.source for year in ("1988", "2011", "2016"))


def test_odds_ratios_are_as_large_as_the_differences_that_they_stand_for():
    odds = SIZES["odds ratio"]
    assert [round(x, 2) for x in (odds.small, odds.moderate, odds.large)] == [1.44, 2.48, 4.27]


@given(st.floats(0.01, 100), st.sampled_from(["OR", "RR", "HR"]))
def test_a_ratio_is_as_large_as_its_inverse(ratio, measure):
    assert size_of(measure, ratio) == size_of(measure, 1 / ratio)


@given(st.floats(-1, 1), st.sampled_from(["r", "d", "beta"]))
def test_the_sign_makes_no_size(x, measure):
    assert size_of(measure, x) == size_of(measure, -x)


def test_the_width_of_an_interval_is_counted_in_small_thresholds():
    assert width_vs_small("r", 0.2, 0.34) == pytest.approx(1.4)
    assert width_vs_small("RR", 0.8, 1.25) == pytest.approx(2.0)
    assert width_vs_small("MD", 1, 2) is None
    assert width_vs_small("OR", -1, 2) is None
