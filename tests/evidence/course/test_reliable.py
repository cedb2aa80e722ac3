"""Reliable change, as Jacobson and Truax have it."""

import pytest

from gleanings.evidence import error_sd, reliable_change


@pytest.mark.parametrize(("sd", "alpha", "points"), [(9.2, 0.91, 7.65), (8.84, 0.92, 6.93)])
def test_published_values_of_the_k10(sd, alpha, points):
    assert reliable_change(sd, alpha) == pytest.approx(points, abs=0.005)


def test_there_and_back():
    assert error_sd(reliable_change(2, 0)) == pytest.approx(2)


@pytest.mark.parametrize(("sd", "r", "said"), [(-1, 0.9, "sd is -1"), (1, 1.1, "reliability is")])
def test_bad_input_is_refused(sd, r, said):
    with pytest.raises(ValueError, match=said):
        reliable_change(sd, r)
