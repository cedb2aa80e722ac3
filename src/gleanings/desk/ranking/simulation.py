"""A screening simulated on records whose decisions are known, as the field measures a ranking.

One relevant and one irrelevant record are known at first. What stands on top is looked at and its
decision learned from, until all is found that counts. As ASReview does it, but a few records are
looked at between two rankings (Cormack & Grossman, 2015, arXiv 1504.06868: the batches grow with
what is known).
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from gleanings.desk.ranking.features import Matrix, count_terms, text_of, weigh
from gleanings.desk.ranking.learning import learn

SHARES = (0.05, 0.10, 0.20)
ENOUGH = 0.95
"""Work saved is counted when so much of the relevant is found."""


@dataclass(frozen=True)
class LabelledRecord:
    title: str
    abstract: str
    relevant: bool


@dataclass(frozen=True)
class Simulation:
    """Shares are of what is to be found and to be looked at: without the two known at first.

    ``recall_10`` is the share of relevant records among the first tenth; ``wss_95`` the work saved
    over sampling, 1 − (share looked at when 95% are found) − .05 (Cohen et al., 2006,
    doi:10.1197/jamia.M1929). ``seconds`` are of one processor.
    """

    records: int
    relevant: int
    recall_5: float
    recall_10: float
    recall_20: float
    wss_95: float
    seconds: float


class NothingToFindError(ValueError):
    """The records cannot be told apart: too few are of one kind."""


def simulate(records: Sequence[LabelledRecord], seed: int = 0) -> Simulation:
    """Raises `NothingToFindError` for fewer than two relevant or two irrelevant records."""
    relevant = np.array([record.relevant for record in records], dtype=bool)
    _check(relevant)
    began = time.process_time()
    order = _screened(vectors(records), relevant, seed)
    seconds = time.process_time() - began
    to_find, to_look_at = int(relevant.sum()) - 1, len(records) - 2
    found = np.cumsum(relevant[order])
    recalls = [
        round(float(found[min(_looked_at(share, to_look_at), len(found)) - 1] / to_find), 4)
        for share in SHARES
    ]
    looked_at = int(np.searchsorted(found, ceil(ENOUGH * to_find))) + 1
    return Simulation(
        records=len(records),
        relevant=int(relevant.sum()),
        recall_5=recalls[0],
        recall_10=recalls[1],
        recall_20=recalls[2],
        wss_95=round(1 - looked_at / to_look_at - (1 - ENOUGH), 4),
        seconds=round(seconds, 2),
    )


def vectors(records: Sequence[LabelledRecord]) -> Matrix:
    return weigh(count_terms(text_of(record.title, record.abstract) for record in records))


def _check(relevant: NDArray[np.bool_]) -> None:
    taken = int(relevant.sum())
    if taken < 2 or len(relevant) - taken < 2:
        raise NothingToFindError(
            f"{taken} of {len(relevant)} records are labelled as relevant. One relevant and one "
            "irrelevant record are the examples to start from, so at least two of each are needed."
        )


def _looked_at(share: float, records: int) -> int:
    return max(1, round(share * records))


def _screened(matrix: Matrix, relevant: NDArray[np.bool_], seed: int) -> NDArray[np.int64]:
    """The records in the order in which they are looked at, as far as a measure needs them."""
    known = _first_known(relevant, seed)
    is_known = np.zeros(len(relevant), dtype=bool)
    is_known[known] = True
    last = _looked_at(max(SHARES), len(relevant) - 2)
    enough = 1 + ceil(ENOUGH * (relevant.sum() - 1))
    while len(known) - 2 < last or relevant[known].sum() < enough:
        scores = learn(matrix[known], relevant[known]).scores(matrix)
        scores[is_known] = -np.inf
        left = len(relevant) - len(known)
        batch = _top(scores, min(_batch_size(len(known)), left))
        is_known[batch] = True
        known = np.concatenate([known, batch])
        if relevant[known].sum() == relevant.sum() or len(known) == len(relevant):
            break
    return known[2:]


def _first_known(relevant: NDArray[np.bool_], seed: int) -> NDArray[np.int64]:
    """One of each kind, the same as ASReview 3 draws for this seed."""
    return np.array(
        [
            np.random.RandomState(seed).choice(np.flatnonzero(kind), 1)[0]
            for kind in (relevant, ~relevant)
        ]
    )


def _batch_size(known: int) -> int:
    """One at first, ten when a hundred are known, a fiftieth when that is more."""
    return max(1, min(10, known // 10), known // 50)


def _top(scores: NDArray[np.float64], size: int) -> NDArray[np.int64]:
    """The best, best first; of equal scores the first."""
    return np.argsort(-scores, kind="stable")[:size]
