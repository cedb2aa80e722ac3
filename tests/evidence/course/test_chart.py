"""A course of ratings: what is called a drop, when it is made good, and what never is one."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.evidence import control_chart
from gleanings.evidence.course.chart import own_sigma, own_width

WHOLE = st.lists(st.integers(0, 40), max_size=30)
SPREAD = st.none() | st.integers(1, 12).map(lambda number: number / 2)


def rules(ratings, **known):
    return [one.rule for one in control_chart(ratings, **known)]


def states(ratings, **known):
    return [one.state for one in control_chart(ratings, **known)]


@given(st.integers(0, 100), st.integers(0, 40), SPREAD, SPREAD)
def test_constant_ratings_are_never_flagged(rating, sessions, sd, change):
    assert set(rules([rating] * sessions, sd=sd, change=change)) <= {None}


@given(WHOLE, SPREAD, SPREAD, st.integers(-50, 50))
def test_a_shift_changes_no_flag(ratings, sd, change, shift):
    shifted = [one + shift for one in ratings]
    assert rules(shifted, sd=sd, change=change) == rules(ratings, sd=sd, change=change)


@given(WHOLE, SPREAD, SPREAD, st.sampled_from([0.1, 0.25, 2.5, 10, 1 / 3]))
def test_another_scale_changes_no_flag(ratings, sd, change, scale):
    known = {"sd": sd and sd * scale, "change": change and change * scale}
    scaled = [one * scale for one in ratings]
    assert states(scaled, **known) == states(ratings, sd=sd, change=change)


@given(WHOLE, SPREAD, SPREAD)
def test_symptoms_are_the_other_way_round(ratings, sd, change):
    turned = [40 - one for one in ratings]
    there = states(turned, sd=sd, change=change, higher_is_better=False)
    assert there == states(ratings, sd=sd, change=change)


@given(WHOLE, SPREAD, SPREAD)
def test_what_comes_later_changes_nothing_that_was_said(ratings, sd, change):
    whole = control_chart(ratings, sd=sd, change=change)
    for end in range(len(ratings)):
        assert control_chart(ratings[:end], sd=sd, change=change) == whole[:end]


@given(WHOLE, SPREAD)
def test_there_is_no_band_before_the_fourth_rating(ratings, sd):
    for one in control_chart(ratings, sd=sd)[:3]:
        assert (one.low, one.rule) == (None, None)


@given(WHOLE, SPREAD, SPREAD)
def test_between_two_drops_the_first_is_made_good(ratings, sd, change):
    lasting = False
    for state in states(ratings, sd=sd, change=change):
        assert (state in ("below", "back")) == lasting
        lasting = state in ("drop", "below")


def test_the_numbers_are_those_of_a_chart_of_individual_values():
    """By hand: moving ranges 2, 1, 2, 1; their mean 1.5."""
    fifth = control_chart([34, 36, 35, 37, 36])[4]
    assert fifth.mean == pytest.approx(35.5)
    assert fifth.sigma == pytest.approx((2 + 1 + 2) / 3 / 1.128)
    assert fifth.width == own_width(4) == pytest.approx(3.79, abs=0.01)
    assert fifth.low == pytest.approx(35.5 - fifth.width * fifth.sigma)
    assert fifth.high == pytest.approx(35.5 + fifth.width * fifth.sigma)
    known = control_chart([34, 36, 35, 37, 36], sd=2)[4]
    assert known.low == pytest.approx(35.5 - 2 * 2)


@pytest.mark.parametrize("n", [3, 4, 6, 11, 25])
def test_a_band_of_few_ratings_is_left_as_seldom_as_two_sigma_are(n):
    """Each session of a stable course falls below it once in 44."""
    chance, below, courses = random.Random(n), 0, 20_000
    for _course in range(courses):
        ratings = [chance.gauss(0, 1) for _session in range(n + 1)]
        mean, sigma = sum(ratings[:n]) / n, own_sigma(ratings[:n])
        below += ratings[n] < mean - own_width(n) * sigma
    assert below / courses == pytest.approx(0.0228, abs=0.004)


def test_the_larger_spread_counts():
    steady, restless = [36, 37, 36, 37, 33], [30, 38, 31, 39, 28]
    assert rules(steady)[-1] == "band"
    assert rules(steady, sd=2)[-1] is None
    assert rules(restless, sd=1)[-1] is None


def test_what_is_at_the_limit_is_within_it():
    assert rules([36, 36, 36, 32], sd=2)[-1] is None
    assert rules([36, 36, 36, 31.9], sd=2)[-1] == "band"


def test_before_the_fourth_rating_reliable_change_counts():
    assert rules([36, 30], change=6)[-1] is None
    assert rules([36, 29], change=6)[-1] == "change"
    assert rules([36, 29])[-1] is None
    assert states([36, 29, 36], change=6) == ["expected", "drop", "back"]
    assert states([36, 29, 35], change=6) == ["expected", "drop", "below"]


def test_where_all_ratings_are_alike_reliable_change_goes_on_counting():
    assert rules([40, 40, 40, 40, 40, 33], change=6)[-1] == "change"
    assert rules([40, 40, 40, 40, 40, 33])[-1] == "alike"
    assert rules([40, 40, 40, 39])[-1] == "alike"
    assert rules([40, 40, 39])[-1] is None
    assert rules([40, 40, 40, 41])[-1] is None
    assert rules([40, 40, 40, 33], sd=4)[-1] is None
    assert rules([40, 40, 40, 33], change=8)[-1] is None


def test_a_slow_fall_is_found_by_its_sum():
    slowly = [40 - 0.7 * at for at in range(20)]
    assert "slow" in rules(slowly, sd=3)
    assert "band" not in rules(slowly, sd=3)[: rules(slowly, sd=3).index("slow")]


def test_the_ratings_of_a_drop_widen_nothing():
    course = control_chart([36, 37, 36, 37, 20, 21, 22, 37, 36], sd=2)
    assert [one.state for one in course[4:]] == ["drop", "below", "below", "back", "expected"]
    assert course[8].mean == pytest.approx((36 + 37 + 36 + 37 + 37) / 5)


def test_it_is_made_good_from_one_sigma_below_the_mean():
    assert states([36, 36, 36, 30, 34], sd=2)[-1] == "back"
    assert states([36, 36, 36, 30, 33.9], sd=2)[-1] == "below"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ratings": [1, math.nan]}, "session 2: nan"),
        ({"sd": 0}, "sd is 0"),
        ({"sd": math.inf}, "sd is inf"),
        ({"change": -1}, "change is -1"),
    ],
)
def test_bad_input_is_refused(wrong, said):
    with pytest.raises(ValueError, match=said):
        control_chart(**{"ratings": [1, 2], **wrong})
