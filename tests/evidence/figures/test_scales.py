import math

import pytest

from gleanings.evidence import measures
from gleanings.evidence.figures.scales import Axis, fitting_axis, scale_of
from gleanings.evidence.figures.words import ENGLISH, Words

ROUND_TRIPS = {"exp": math.exp, "tanh": math.tanh, "identity": lambda value: value}


@pytest.mark.parametrize("name", sorted(set(measures()) - {"GEN"}))
def test_every_measure_has_a_scale_of_its_own(name):
    measure, scale = measures()[name], scale_of(name)
    assert scale.effect != "Effect"
    assert scale.log == (measure.back == "exp")
    assert (scale.null is None) == math.isnan(measure.null)
    if measure.back in ROUND_TRIPS:
        assert scale.shown(0.3) == pytest.approx(ROUND_TRIPS[measure.back](0.3))
    if scale.null is not None:
        assert scale.shown(0.0) == scale.null


def ticks(low: float, high: float, log: bool, words: Words = ENGLISH) -> list[str]:
    axis = Axis(low, high, 0, 400, log)
    return [label for _, label in axis.ticks(words, lambda label: 8 * len(label))]


def test_ticks_are_round_numbers_that_do_not_touch():
    assert ticks(-0.31, 0.92, log=False) == ["−0.2", "0.0", "0.2", "0.4", "0.6", "0.8"]
    assert ticks(0.07, 14, log=True) == ["0.1", "0.2", "0.5", "1", "2", "5", "10"]
    assert ticks(0.0001, 30000, log=True) == ["0.0001", "0.01", "1", "100", "10000"]
    assert ticks(0.9, 1.25, log=True)[:3] == ["0.9", "0.95", "1"]
    assert ticks(0.1, 0.9, log=False, words=Words(decimal=","))[0] == "0,1"


def test_long_labels_stand_further_apart():
    axis = Axis(0, 1e6, 0, 200, log=False)
    found = axis.ticks(ENGLISH, lambda label: 50)
    assert 2 <= len(found) <= 4


def test_an_axis_holds_every_estimate_and_intervals_of_usual_length():
    axis = fitting_axis(
        scale_of("SMD"), [0.1, 0.5, 2.0], [(0, 0.2), (0.3, 0.7), (-98, 102)], [0], None, 0, 100
    )
    assert axis.low < 0 and axis.high > 2
    assert axis.high < 10


def test_an_axis_of_correlations_ends_at_one():
    axis = fitting_axis(scale_of("ZCOR"), [0.9], [(0.5, 0.99)], [0.0], None, 0, 100)
    assert axis.high == 1


def test_without_anything_finite_there_is_an_axis():
    axis = fitting_axis(scale_of("OR"), [math.inf], [(0, math.inf)], [], None, 0, 100)
    assert 0 < axis.low < axis.high < math.inf
