import math

import pytest

from gleanings.evidence import effect_measures
from gleanings.evidence.figures.axis import Axis, fitting_axis, measure_drawn, shown
from gleanings.evidence.figures.words import ENGLISH, Words


@pytest.mark.parametrize("code", sorted(set(effect_measures()) - {"GEN"}))
def test_every_measure_is_drawn_as_itself(code):
    measure = measure_drawn(code)
    assert measure.heading_in("en") != "Effect"
    if measure.null is not None:
        assert shown(measure, 0.0) == measure.null


def test_a_measure_that_is_not_known_is_drawn_as_it_was_pooled():
    assert shown(measure_drawn("unheard of"), 0.3) == shown(measure_drawn(None), 0.3) == 0.3


def test_what_is_beyond_all_measure_is_infinite():
    assert shown(measure_drawn("OR"), 1e5) == math.inf
    assert shown(measure_drawn("MD"), -1e290) == -math.inf


def ticks(low: float, high: float, log: bool, words: Words = ENGLISH) -> list[str]:
    axis = Axis(low, high, 0, 400, log)
    return [label for _, label in axis.ticks(words, lambda label: 8 * len(label))]


def test_ticks_are_round_numbers_that_do_not_touch():
    assert ticks(-0.31, 0.92, log=False) == ["−0.2", "0.0", "0.2", "0.4", "0.6", "0.8"]
    assert ticks(0.07, 14, log=True) == ["0.1", "0.2", "0.5", "1", "2", "5", "10"]
    assert ticks(0.0001, 30000, log=True) == ["0.0001", "0.01", "1", "100", "10,000"]
    assert ticks(0.9, 1.25, log=True)[:3] == ["0.9", "0.95", "1"]
    assert ticks(0.1, 0.9, log=False, words=Words(decimal=","))[0] == "0,1"


def test_long_labels_stand_further_apart():
    axis = Axis(0, 1e6, 0, 200, log=False)
    found = axis.ticks(ENGLISH, lambda label: 50)
    assert 2 <= len(found) <= 4


def test_an_axis_holds_every_estimate_and_intervals_of_usual_length():
    axis = fitting_axis(
        measure_drawn("SMD"), [0.1, 0.5, 2.0], [(0, 0.2), (0.3, 0.7), (-98, 102)], [0], None, 0, 100
    )
    assert axis.low < 0 and axis.high > 2
    assert axis.high < 10


def test_an_axis_of_correlations_ends_at_one():
    axis = fitting_axis(measure_drawn("ZCOR"), [0.9], [(0.5, 0.99)], [0.0], None, 0, 100)
    assert axis.high == 1


def test_without_anything_finite_there_is_an_axis():
    axis = fitting_axis(measure_drawn("OR"), [math.inf], [(0, math.inf)], [], None, 0, 100)
    assert 0 < axis.low < axis.high < math.inf
