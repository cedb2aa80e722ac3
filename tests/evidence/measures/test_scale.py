"""Every scale goes both ways, and what lies beyond it stands at its end."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from gleanings.evidence.measures import Scale

# well inside the domain of every scale
SHARES = st.floats(0.001, 0.999)


@pytest.mark.parametrize("scale", Scale)
@given(value=SHARES)
def test_there_and_back(scale, value):
    assert scale.back(scale.onto(value)) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(
    ("scale", "value", "on_scale"),
    [
        (Scale.IDENTITY, -0.3, -0.3),
        (Scale.LOG, 2.0, math.log(2)),
        (Scale.FISHER, 0.5, math.log(3) / 2),
        (Scale.LOGIT, 0.75, math.log(3)),
        (Scale.ARCSINE, 0.25, math.pi / 6),
        (Scale.SQUARE_ROOT, 0.09, 0.3),
        (Scale.CUBE_ROOT, 0.992, 0.8),
        (Scale.BONETT, 0.5, math.log(2)),
        (Scale.FREEMAN_TUKEY, 0.25, math.pi / 6),
        (Scale.FREEMAN_TUKEY_RATE, 0.09, 0.3),
    ],
)
def test_values_on_each_scale(scale, value, on_scale):
    assert scale.onto(value) == pytest.approx(on_scale)
    assert scale.back(on_scale) == pytest.approx(value)


@pytest.mark.parametrize(
    ("scale", "value", "end"),
    [
        (Scale.LOG, 0.0, -math.inf),
        (Scale.LOG, -2.0, -math.inf),
        (Scale.FISHER, 1.2, math.inf),
        (Scale.FISHER, -1.0, -math.inf),
        (Scale.LOGIT, 0.0, -math.inf),
        (Scale.BONETT, 1.0, math.inf),
    ],
)
def test_what_lies_beyond_stands_at_the_end(scale, value, end):
    assert scale.onto(value) == end


@pytest.mark.parametrize(
    ("scale", "beyond", "natural"),
    [
        (Scale.LOG, 1e9, math.inf),
        (Scale.FISHER, 1e9, 1.0),
        (Scale.LOGIT, -1e9, 0.0),
        (Scale.ARCSINE, 9.0, 1.0),
        (Scale.SQUARE_ROOT, -3.0, 0.0),
        (Scale.BONETT, -1e9, -math.inf),
    ],
)
def test_the_way_back_ends_where_the_measure_does(scale, beyond, natural):
    assert scale.back(beyond) == natural


@pytest.mark.parametrize("scale", [Scale.FREEMAN_TUKEY, Scale.FREEMAN_TUKEY_RATE])
def test_without_a_sample_size_it_is_as_for_endless_samples(scale):
    assert scale.needs_n
    assert scale.back(0.7) == pytest.approx(scale.back(0.7, n=1e9), abs=1e-6)
    assert abs(scale.back(0.7) - scale.back(0.7, n=20)) > 1e-3


def test_several_at_once():
    assert_allclose(Scale.LOG.back(Scale.LOG.onto([0.5, 1, 2])), [0.5, 1, 2])
