"""Shares that can be believed: of those said to be taken up 7 times in 10, about 7 in 10 were."""

from __future__ import annotations

import numpy as np
import pytest

from desk.ranking.labelled import review
from gleanings.desk.ranking.likelihood import ENOUGH_OF_EACH, curve_of, shares
from gleanings.desk.ranking.likelihood_points import share_at
from gleanings.desk.ranking.simulation import vectors


@pytest.fixture(scope="module")
def noisy():
    """A review in which three in ten decisions on the subject went the other way."""
    records = review(600, 200)
    rng = np.random.default_rng(5)
    subject = np.array([record.relevant for record in records])
    relevant = np.where(subject, rng.random(600) < 0.7, rng.random(600) < 0.05)
    return vectors(records), relevant, subject


def test_the_share_said_of_a_subject_is_its_share(noisy):
    matrix, relevant, subject = noisy
    curve = curve_of(matrix, relevant, np.ones(600, dtype=bool))
    from gleanings.desk.ranking.learning import learn

    # by a model that knows half of them, of the other half
    half = np.arange(600) % 2 == 0
    said = shares(curve, learn(matrix[half], relevant[half]).scores(matrix[~half]))
    assert said[subject[~half]].mean() == pytest.approx(0.7, abs=0.1)
    assert said[~subject[~half]].mean() == pytest.approx(0.05, abs=0.05)


def test_a_curve_only_rises_and_promises_nothing_for_certain(noisy):
    matrix, relevant, _ = noisy
    points = np.array(curve_of(matrix, relevant, np.ones(600, dtype=bool)))
    assert (np.diff(points, axis=0) >= 0).all()
    assert points[:, 1].min() >= 0.001
    assert points[:, 1].max() <= 0.95


@pytest.mark.parametrize("less", [0, 1])
def test_too_few_decisions_give_no_curve(noisy, less):
    matrix, relevant, _ = noisy
    counts = np.zeros(600, dtype=bool)
    counts[np.flatnonzero(relevant)[: ENOUGH_OF_EACH - less]] = True
    counts[np.flatnonzero(~relevant)[:300]] = True
    assert bool(curve_of(matrix, relevant, counts)) == (less == 0)


def test_a_stored_curve_says_the_same_and_an_empty_one_nothing():
    curve = [(-1.0, 0.1), (1.0, 0.5)]
    assert share_at(curve, 0.0) == pytest.approx(0.3)
    assert share_at(curve, 9.0) == pytest.approx(0.5)
    assert share_at([], 0.0) is None
