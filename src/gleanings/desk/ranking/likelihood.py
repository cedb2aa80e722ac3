"""How often what scores like this was taken up: scores made into shares that can be believed.

Each known record is scored by a model that did not learn from it, and a curve that only rises
(isotonic regression; Zadrozny & Elkan, 2002, doi:10.1145/775047.775151) is laid through what
became of them.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression
from sklearn.model_selection import StratifiedKFold

from gleanings.desk.ranking.features import Matrix
from gleanings.desk.ranking.learning import Floats, learn

FOLDS = 5
ENOUGH_OF_EACH = 20
"""With fewer taken up, or fewer passed over, a share would be a guess."""
_HIGHEST, _LOWEST = 0.95, 0.001
"""Nothing is certain that was learned from a few hundred decisions."""

Curve = list[tuple[float, float]]
"""Points (score, share), both rising."""


def curve_of(
    matrix: Matrix, relevant: NDArray[np.bool_], counts: NDArray[np.bool_], seed: int = 0
) -> Curve:
    """Of rows with known decisions; those where ``counts`` is false are learned from alone.

    Empty where fewer than `ENOUGH_OF_EACH` of either kind count.
    """
    if min((relevant & counts).sum(), (~relevant & counts).sum()) < ENOUGH_OF_EACH:
        return []
    scores = _scores_of_others(matrix, relevant, seed)
    curve = IsotonicRegression(y_min=_LOWEST, y_max=_HIGHEST, out_of_bounds="clip")
    curve.fit(scores[counts], relevant[counts])
    return [
        (round(float(score), 4), round(float(share), 4))
        for score, share in zip(curve.X_thresholds_, curve.y_thresholds_, strict=True)
    ]


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
