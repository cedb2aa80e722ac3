"""What was taken up and what was not, learned as one weight for each term.

A linear support vector machine on TF-IDF vectors, the model of ASReview 2 and 3 ("ELAS u4": C and
the ratio of weights are theirs, tuned on the SYNERGY reviews; see `docs/desk.md` for what else was
tried, and with which result).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.svm import LinearSVC

from gleanings.desk.ranking.features import Matrix, Weighing

COST = 0.11
RATIO = 9.8
"""The relevant ones weigh so many times as much as all others together."""
MOST_IRRELEVANT = 4_000
"""A larger sample of what was passed over costs time and says nothing new."""
MOST_KEPT = 3_000
"""Terms of a model that are kept to explain by; the weights of the rest are near nothing."""

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Model:
    """``weights`` has one for each column of the matrix that was learned from."""

    weights: Floats
    intercept: float

    def scores(self, matrix: Matrix) -> Floats:
        """One for each row; above 0 is what was taken up, roughly. No probability."""
        return np.asarray(matrix @ self.weights) + self.intercept


def learn(
    matrix: Matrix, relevant: NDArray[np.bool_], seed: int = 0, counts: Floats | None = None
) -> Model:
    """From rows with known decisions. ``counts`` says how much each relevant one counts beside the
    other relevant ones. Raises ValueError where not both kinds are there."""
    counts = np.ones(len(relevant)) if counts is None else counts
    if relevant.all() or not relevant.any():
        raise ValueError("There is nothing to tell apart: all decisions are of one kind.")
    if not matrix.shape[1]:  # records without a word in common, of which nothing is learned
        return Model(np.zeros(0), 0.0)
    irrelevant = np.flatnonzero(~relevant)
    if len(irrelevant) > MOST_IRRELEVANT:
        drawn = np.random.default_rng(seed).choice(irrelevant, MOST_IRRELEVANT, replace=False)
        rows = np.sort(np.concatenate([np.flatnonzero(relevant), drawn]))
        matrix, relevant, counts = matrix[rows], relevant[rows], counts[rows]
    machine = LinearSVC(C=COST, random_state=seed)
    machine.fit(matrix, relevant, sample_weight=_sample_weights(relevant, counts))
    return Model(machine.coef_[0], float(machine.intercept_[0]))


def weights_of(model: Model, weighing: Weighing) -> dict[int, float]:
    """Those of the strongest terms: what one occurrence in a record counts."""
    if not len(model.weights):
        return {}
    strength = model.weights * weighing.idf
    strongest = np.argsort(-np.abs(strength))[:MOST_KEPT]
    return {
        int(weighing.kept[place]): round(float(strength[place]), 4)
        for place in strongest
        if strength[place]
    }


def _sample_weights(relevant: NDArray[np.bool_], counts: Floats) -> Floats:
    """All relevant ones together weigh `RATIO` times the others; the mean is 1."""
    taken = relevant.sum()
    counts = counts / counts[relevant].mean()
    weights = np.where(relevant, counts, taken / (RATIO * (len(relevant) - taken)))
    return weights * len(weights) / weights.sum()
