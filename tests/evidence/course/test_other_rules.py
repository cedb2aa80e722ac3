"""Rules of others, for research: what they call, and what changes nothing."""

from hypothesis import given
from hypothesis import strategies as st

from gleanings.evidence import beyond_three_sigma, reliable_falls

WHOLE = st.lists(st.integers(0, 40), max_size=30)


def test_shewhart_by_hand():
    """Mean 20, moving ranges 0 seven times and 9 twice: σ = 18 / 9 / 1.128 = 1.77, 3 σ = 5.32."""
    ratings = [20.9] * 5 + [11.9] + [20.9] * 4
    assert beyond_three_sigma(ratings) == [6]
    assert beyond_three_sigma(ratings, higher_is_better=False) == []
    assert beyond_three_sigma([30, 30, 30]) == beyond_three_sigma([]) == []


def test_reliable_change_from_session_to_session():
    assert reliable_falls([36, 30, 23, 36, 29.9], change=6) == [3, 5]
    assert reliable_falls([10, 16, 23], change=6, higher_is_better=False) == [3]
    assert reliable_falls([36], change=6) == []


@given(WHOLE, st.integers(-50, 50), st.sampled_from([0.25, 2.5, 10]))
def test_a_shift_and_another_scale_change_nothing(ratings, shift, scale):
    moved = [shift + scale * one for one in ratings]
    assert beyond_three_sigma(moved) == beyond_three_sigma(ratings)
    assert reliable_falls(moved, change=6 * scale) == reliable_falls(ratings, change=6)


@given(WHOLE)
def test_symptoms_are_the_other_way_round(ratings):
    turned = [40 - one for one in ratings]
    assert beyond_three_sigma(turned, higher_is_better=False) == beyond_three_sigma(ratings)
