"""Ranges of values that are written alike: where they meet, and how far they lie apart."""

from __future__ import annotations

import math

import pytest

from gleanings.evidence.checking.rounding import (
    Range,
    distance,
    exact_if_whole,
    is_last_digit_slip,
    rounded,
)
from gleanings.evidence.reading import Number


def _number(text: str) -> Number:
    return Number(text, float(text), len(text.partition(".")[2]))


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((0.0, 1.0), (1.0, 2.0), True),
        ((1.0, 2.0), (0.0, 1.0), True),
        ((0.0, 1.0), (1.00001, 2.0), False),
        ((1.00001, 2.0), (0.0, 1.0), False),
        # a billionth is granted to floating point, of the larger number or of 1
        ((0.0, 1.0), (1.0 + 5e-10, 2.0), True),
        ((0.0, 1.0), (1.0 + 1.1e-9, 2.0), False),
        ((0.0, 0.001), (0.001 + 5e-10, 1.0), True),
        ((0.0, 1e6), (1e6 + 5e-4, 2e6), True),
        ((0.0, 1e6), (1e6 + 5e-3, 2e6), False),
        # the edge itself belongs to it
        ((0.0, 1.0), (-1.0, -1e-9), True),
        ((-1.0, -1e-9), (0.0, 1.0), True),
    ],
)
def test_where_they_meet(one: tuple[float, float], other: tuple[float, float], meet: bool):
    assert Range(*one).meets(Range(*other)) is meet


def test_their_arithmetic():
    assert Range(4.0, 5.0).minus(Range(1.0, 2.0)) == (2.0, 4.0)
    assert Range(2.0, 6.0).over(Range(2.0, 4.0)) == (0.5, 3.0)
    assert Range(-2.0, 6.0).over(Range(2.0, 4.0)) == (0.0, 3.0)
    assert Range(1.0, 2.0).over(Range(-1.0, 0.0)) == (math.inf, math.inf)
    assert Range(1.0, 2.0).over(Range(0.0, 4.0)) == (0.25, math.inf)
    assert Range(1.0, 2.0).over(Range(0.25, 0.5)) == (2.0, 8.0)
    assert Range(1.0, 4.0).mapped(math.sqrt) == (1.0, 2.0)


@pytest.mark.parametrize(
    ("signed", "size"),
    [
        ((1.0, 2.0), (1.0, 2.0)),
        ((-2.0, -1.0), (1.0, 2.0)),
        ((-3.0, 1.0), (0.0, 3.0)),
        ((-1.0, 3.0), (0.0, 3.0)),
    ],
)
def test_their_size(signed: tuple[float, float], size: tuple[float, float]):
    assert Range(*signed).absolute() == size


def test_what_was_rounded():
    assert rounded(_number("2.20")) == pytest.approx((2.195, 2.205))
    assert exact_if_whole(_number("28")) == (28.0, 28.0)
    assert exact_if_whole(_number("28.4")) == pytest.approx((28.35, 28.45))


def test_how_far_they_lie_apart():
    assert distance(Range(0.0, 2.0), Range(1.0, 3.0)) == 0.0
    assert distance(Range(5.0, 6.0), Range(1.0, 3.0)) == 2.0
    assert distance(Range(1.0, 3.0), Range(5.0, 6.0)) == 2.0


def test_less_than_one_in_the_last_digit_is_a_slip():
    assert is_last_digit_slip(_number("5.8"), 5.895)
    assert not is_last_digit_slip(_number("5.8"), 5.9)
    assert not is_last_digit_slip(_number("0"), 1.0 - 1e-9)
