"""The sign of a number says nothing by itself; who did better by it does."""

import pytest

from gleanings.evidence.direction import Design, Favours, better_end, told_as
from gleanings.evidence.measures import Phrasing


@pytest.mark.parametrize(
    ("favours", "estimate", "null", "end"),
    [
        ("first", 0.4, 0, "higher"),
        ("first", -0.4, 0, "lower"),
        ("others", 0.4, 0, "lower"),
        ("others", -0.4, 0, "higher"),
        ("first", 1.01, 1, "higher"),
        ("first", 0.99, 1, "lower"),
        ("others", 0.99, 1, "higher"),
        ("neither", 0.4, 0, None),
        ("", 0.4, 0, None),
        (None, 0.4, 0, None),
        ("first", 0, 0, None),
        ("first", 1, 1, None),
        ("first", None, 0, None),
        ("first", 0.4, None, None),
    ],
)
def test_the_better_end(favours, estimate, null, end):
    assert better_end(favours, estimate, null) == end


@pytest.mark.parametrize(
    ("phrasing", "design", "told"),
    [
        (Phrasing.DIFFERENCE, Design.COMPARISON, Phrasing.DIFFERENCE),
        (Phrasing.DIFFERENCE, Design.CROSS_SECTIONAL, Phrasing.DIFFERENCE),
        (Phrasing.DIFFERENCE, "", Phrasing.DIFFERENCE),
        (Phrasing.DIFFERENCE, Design.BEFORE_AFTER, Phrasing.CHANGE),
        (Phrasing.DIFFERENCE, Design.SINGLE_GROUP, Phrasing.OTHER),
        (Phrasing.MEAN_DIFFERENCE, Design.BEFORE_AFTER, Phrasing.MEAN_CHANGE),
        (Phrasing.ODDS, Design.COMPARISON, Phrasing.ODDS),
        (Phrasing.ODDS, Design.BEFORE_AFTER, Phrasing.OTHER),
        (Phrasing.RISK_DIFFERENCE, Design.SINGLE_GROUP, Phrasing.OTHER),
        (Phrasing.CORRELATION, Design.SINGLE_GROUP, Phrasing.CORRELATION),
        (Phrasing.PERCENTAGE, Design.SINGLE_GROUP, Phrasing.PERCENTAGE),
    ],
)
def test_a_change_in_one_group_is_not_told_as_a_comparison(phrasing, design, told):
    assert told_as(phrasing, design) is told


def test_answers_are_codes_that_stay():
    assert [*Favours] == ["first", "others", "neither"]
    assert [*Design] == ["comparison", "before-after", "cross-sectional", "single-group"]
