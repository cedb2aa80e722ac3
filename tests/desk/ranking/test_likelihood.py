"""Shares that can be believed: of those said to be taken up 7 times in 10, about 7 in 10 were."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from desk.ranking.labelled import review
from gleanings.desk.ranking.likelihood import ENOUGH_OF_EACH, Likelihood, likelihood_of, shares
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
    curve = likelihood_of(matrix, relevant, np.ones(600, dtype=bool)).curve
    from gleanings.desk.ranking.learning import learn

    # by a model that knows half of them, of the other half
    half = np.arange(600) % 2 == 0
    said = shares(curve, learn(matrix[half], relevant[half]).scores(matrix[~half]))
    assert said[subject[~half]].mean() == pytest.approx(0.7, abs=0.1)
    assert said[~subject[~half]].mean() == pytest.approx(0.05, abs=0.05)


def test_a_curve_only_rises_and_promises_nothing_for_certain(noisy):
    matrix, relevant, _ = noisy
    points = np.array(likelihood_of(matrix, relevant, np.ones(600, dtype=bool)).curve)
    assert (np.diff(points, axis=0) >= 0).all()
    assert points[:, 1].min() >= 0.001
    assert points[:, 1].max() <= 0.95


@pytest.mark.parametrize("less", [0, 1])
def test_too_few_decisions_give_no_curve(noisy, less):
    matrix, relevant, _ = noisy
    counts = np.zeros(600, dtype=bool)
    counts[np.flatnonzero(relevant)[: ENOUGH_OF_EACH - less]] = True
    counts[np.flatnonzero(~relevant)[:300]] = True
    assert (likelihood_of(matrix, relevant, counts) is not None) == (less == 0)


def test_what_is_left_at_most_is_bounded_by_how_many_were_decided_down_there():
    likelihood = Likelihood([(-1.0, 0.001), (1.0, 0.5)], low=-0.5, most_below=0.03)
    expected, most = likelihood.left(np.array([-1.0, -1.0, 1.0]))
    assert expected == pytest.approx(0.502)
    assert most == pytest.approx(0.56)


def test_nobody_found_below_is_not_nobody_there():
    """Looked at from the top: the few that the model cannot tell are still among the rest."""
    records = review(600, 200)
    relevant = np.array([record.relevant for record in records])
    hidden = np.flatnonzero(relevant)[:6]  # of another subject, by their words
    for place, other in zip(hidden, np.flatnonzero(~relevant)[-6:], strict=True):
        records[place] = replace(records[other], relevant=True)
    matrix = vectors(records)
    from gleanings.desk.ranking.learning import learn

    known = np.setdiff1d(np.arange(600), [*hidden, *np.flatnonzero(~relevant)[150:]])
    rest = np.setdiff1d(np.arange(600), known)
    likelihood = likelihood_of(matrix[known], relevant[known], np.ones(len(known), dtype=bool))
    scores = learn(matrix[known], relevant[known]).scores(matrix[rest])
    expected, most = likelihood.left(scores)
    assert expected < len(hidden) < most


def test_a_stored_curve_says_the_same_and_an_empty_one_nothing():
    curve = [(-1.0, 0.1), (1.0, 0.5)]
    assert share_at(curve, 0.0) == pytest.approx(0.3)
    assert share_at(curve, 9.0) == pytest.approx(0.5)
    assert share_at([], 0.0) is None
