"""A tenth of the queue is for the unlike, out of its better half."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gleanings.desk.ranking.queue_order import (
    NEARLY_THE_SAME,
    nearly_the_same,
    together,
    with_unlike,
)


def test_the_least_alike_of_the_better_half_get_every_tenth_place():
    best_first = np.arange(40)
    likeness = np.ones(40)
    likeness[[13, 7]] = (0.1, 0.2)
    likeness[35] = 0.0  # in the worse half: unlike for good reason
    order, moved = with_unlike(best_first, likeness, 10)
    assert list(moved) == [13, 7]
    assert (order[9], order[19]) == (13, 7)
    assert list(order[:9]) == [0, 1, 2, 3, 4, 5, 6, 8, 9]


@given(st.integers(0, 200), st.randoms())
def test_nobody_is_lost_and_nobody_twice(number, rng):
    best_first = np.array(rng.sample(range(number), number), dtype=np.int64)
    likeness = np.array([rng.random() for _ in range(number)])
    order, moved = with_unlike(best_first, likeness, 10)
    assert sorted(order) == list(range(number))
    assert len(moved) == number // 2 // 10


def test_what_is_nearly_the_same_follows_its_first():
    alike = np.eye(5)
    alike[0, 3] = alike[3, 0] = NEARLY_THE_SAME
    alike[1, 4] = alike[4, 1] = NEARLY_THE_SAME - 0.01
    assert [nearly_the_same(alike, place) for place in (0, 1, 3)] == [[3], [], [0]]
    keys = np.array([70, 61, 52, 43, 34, 25])
    beside = {70: [43], 43: [70], 52: [99, 25]}
    order = together(np.array([0, 1, 2, 3, 4, 5]), keys, beside)
    assert list(keys[order]) == [70, 43, 61, 52, 25, 34]


@given(st.integers(0, 12), st.randoms())
def test_together_loses_nobody(number, rng):
    keys = np.array(rng.sample(range(100), number), dtype=np.int64)
    order = np.array(rng.sample(range(number), number), dtype=np.int64)
    beside = {int(key): rng.sample(range(100), 3) for key in keys}
    assert sorted(together(order, keys, beside)) == list(range(number))
