"""Many clients' ratings together: spread, reliability, expected course, and who are too few."""

from __future__ import annotations

import math
import random
from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.evidence.course.pooled import TooFewError, pool_ratings, spread_of

# Shrout & Fleiss 1979, table 2: four judges' ratings of six targets
JUDGED = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def made(therapists: int = 10, clients: int = 5, sessions: int = 8, seed: int = 1) -> list:
    """Clients' levels spread by 3 around 30, their sessions by 2."""
    chance = random.Random(seed)
    return [
        [
            [level + chance.gauss(0, 2) for _session in range(sessions)]
            for level in (chance.gauss(30, 3) for _client in range(clients))
        ]
        for _therapist in range(therapists)
    ]


def test_it_agrees_with_shrout_and_fleiss():
    """Their table 3 and 4: mean squares 11.24 between and 6.26 within targets, ICC(1,1) = .17."""
    spread = spread_of(JUDGED)
    assert spread.within**2 == pytest.approx(6.26, abs=0.005)
    assert spread.between**2 == pytest.approx((11.24 - 6.26) / 4, abs=0.005)
    assert spread.reliability == pytest.approx(0.17, abs=0.005)
    assert spread.mean == pytest.approx(np.mean(JUDGED))


def test_what_was_put_in_is_found_again():
    pooled = pool_ratings(made(40, 25, 12))
    assert pooled.spread.within == pytest.approx(2, rel=0.02)
    assert pooled.spread.between == pytest.approx(3, rel=0.05)
    assert pooled.spread.reliability == pytest.approx(9 / 13, abs=0.02)
    assert pooled.spread.mean == pytest.approx(30, abs=0.3)
    assert len(pooled.expected) == 12
    for mean, sd in pooled.expected:
        assert mean == pytest.approx(30, abs=0.4)
        assert sd == pytest.approx(math.sqrt(13), rel=0.06)


def test_unequal_numbers_of_ratings_are_weighted():
    """A second way: NumPy, and n₀ by its definition."""
    clients = [course[: 2 + at % 7] for at, course in enumerate(chain(*made()))]
    sizes = np.array([len(one) for one in clients])
    every = np.concatenate(clients)
    within = sum(np.var(one) * len(one) for one in clients) / (len(every) - len(clients))
    between = sum(len(one) * (np.mean(one) - every.mean()) ** 2 for one in clients)
    n0 = (len(every) - (sizes**2).sum() / len(every)) / (len(clients) - 1)
    level = (between / (len(clients) - 1) - within) / n0
    spread = spread_of(clients)
    assert (spread.within**2, spread.between**2) == pytest.approx((within, level))


@given(st.integers(-50, 50), st.sampled_from([0.1, 2, 1 / 3, -1]))
def test_a_shift_and_another_scale_change_no_reliability(shift, scale):
    there = made(seed=shift)
    moved = [[[shift + scale * x for x in one] for one in courses] for courses in there]
    before, after = pool_ratings(there).spread, pool_ratings(moved).spread
    assert after.reliability == pytest.approx(before.reliability, abs=1e-9)
    assert after.within == pytest.approx(abs(scale) * before.within)


@pytest.mark.parametrize(("therapists", "clients"), [(9, 20), (24, 2), (49, 1)])
def test_too_few_are_refused_with_their_number(therapists, clients):
    with pytest.raises(TooFewError, match=f"^{therapists} therapists with {therapists * clients} "):
        pool_ratings(made(therapists, clients))


def test_who_was_rated_once_does_not_count():
    there = made(10, 5)
    pool_ratings(there)
    there[0][0] = there[0][0][:1]
    with pytest.raises(TooFewError, match="49 clients"):
        pool_ratings(there)


def test_the_expected_course_ends_where_too_few_still_come():
    there = made(10, 6, 8)
    for courses in there:
        courses[0] = courses[0][:3]  # fifty are left
    assert len(pool_ratings(there).expected) == 8
    there[0][1] = there[0][1][:5]
    assert len(pool_ratings(there).expected) == 5


def test_it_ends_where_the_clients_of_too_few_therapists_still_come():
    there = made(10, 7, 8)
    there[0] = [course[:3] for course in there[0]]  # sixty-three clients are left, of nine
    assert len(pool_ratings(there).expected) == 3


def test_one_therapist_with_most_clients_is_said():
    there = made(10, 2) + made(1, 40)
    assert pool_ratings(there).largest_share == pytest.approx(40 / 60)


def test_ratings_that_never_differ_show_no_spread():
    with pytest.raises(ValueError, match="no client's ratings differ"):
        pool_ratings([[[30.0, 30.0]] * 5] * 10)
