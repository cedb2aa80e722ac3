"""How often what scores like this was taken up: scores made into shares that can be believed.

Each known record is scored by a model that did not learn from it, and a curve that only rises
(isotonic regression; Zadrozny & Elkan, 2002, doi:10.1145/775047.775151) is laid through what
became of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta
from sklearn.isotonic import IsotonicRegression
from sklearn.model_selection import StratifiedKFold

from gleanings.desk.ranking.features import Matrix
from gleanings.desk.ranking.learning import Floats, learn

FOLDS = 5
ENOUGH_OF_EACH = 20
"""With fewer taken up, or fewer passed over, a share would be a guess."""
_LOWEST_OF, _FEW = 5, 50
"""The fifth of the decisions that scored lowest, or so many, bound what is among the rest."""
_HIGHEST, _LOWEST = 0.95, 0.001
"""Nothing is certain that was learned from a few hundred decisions."""

Curve = list[tuple[float, float]]
"""Points (score, share), both rising."""


@dataclass(frozen=True)
class Likelihood:
    """``curve`` gives the share taken up by score. Of what scores below ``low``, where hardly
    anything was taken up, at most the share ``most_below`` is: so low a share is not read off a
    curve, but bounded by how many were decided on there."""

    curve: Curve
    low: float
    most_below: float

    def left(self, scores: Floats) -> tuple[float, float]:
        """How many of those that wait would be taken up: as expected, and at most."""
        expected = shares(self.curve, scores)
        most = np.where(scores <= self.low, np.maximum(expected, self.most_below), expected)
        return float(expected.sum()), float(most.sum())


def likelihood_of(
    matrix: Matrix, relevant: NDArray[np.bool_], counts: NDArray[np.bool_], seed: int = 0
) -> Likelihood | None:
    """Of rows with known decisions; those where ``counts`` is false are learned from alone.

    None where fewer than `ENOUGH_OF_EACH` of either kind count.
    """
    if min((relevant & counts).sum(), (~relevant & counts).sum()) < ENOUGH_OF_EACH:
        return None
    scores = _scores_of_others(matrix, relevant, seed)[counts]
    taken = relevant[counts]
    curve = IsotonicRegression(y_min=_LOWEST, y_max=_HIGHEST, out_of_bounds="clip")
    curve.fit(scores, taken)
    lowest = np.argsort(scores)[: max(len(scores) // _LOWEST_OF, min(_FEW, len(scores)))]
    return Likelihood(
        [
            (round(float(score), 4), round(float(share), 4))
            for score, share in zip(curve.X_thresholds_, curve.y_thresholds_, strict=True)
        ],
        low=float(scores[lowest].max()),
        most_below=_at_most(int(taken[lowest].sum()), len(lowest)),
    )


def _at_most(taken: int, of: int) -> float:
    """The upper end of the exact interval, one-sided, 95 % (Clopper & Pearson, 1934)."""
    return 1.0 if taken == of else float(beta.ppf(0.95, taken + 1, of - taken))


def _scores_of_others(matrix: Matrix, relevant: NDArray[np.bool_], seed: int) -> Floats:
    scores = np.zeros(len(relevant))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    for rest, fold in folds.split(relevant, relevant):
        scores[fold] = learn(matrix[rest], relevant[rest], seed).scores(matrix[fold])
    return scores


def shares(curve: Sequence[Sequence[float]], scores: Floats) -> Floats:
    """The share taken up of those that score so; the curve must not be empty."""
    points = np.array(curve)
    return np.interp(scores, points[:, 0], points[:, 1])
