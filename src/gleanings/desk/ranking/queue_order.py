"""A tenth of the queue is for what is unlike all that was decided on; twins stand together."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

EVERY = 10
"""One candidate in so many stands where it stands for being unlike."""


def with_unlike(
    best_first: NDArray[np.int64], likeness: NDArray[np.float64], every: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The order with every tenth place given to the least alike, and those that were given one.

    ``likeness`` is to what was decided on. They are drawn from the better half of the order:
    below it stand letters, errata and other subjects, which are unlike for good reason.
    """
    better = best_first[: len(best_first) // 2]
    moved = better[np.argsort(likeness[better], kind="stable")][: len(better) // every]
    rest = best_first[~np.isin(best_first, moved)]
    places = np.arange(1, len(moved) + 1) * (every - 1)
    return np.insert(rest, np.minimum(places, len(rest)), moved), moved


NEARLY_THE_SAME = 0.85
"""Cosine from which two records share most of their sentences: a preprint, a protocol, a reply."""


def together(
    order: NDArray[np.int64], keys: NDArray[np.int64], beside: Mapping[int, Sequence[int]]
) -> NDArray[np.int64]:
    """The order with what is nearly the same right after the first of it.

    ``order`` are places in ``keys``; ``beside`` gives by the key of a record those that belong
    beside it, wherever they stand.
    """
    place_of = {int(keys[place]): int(place) for place in order}
    placed: dict[int, None] = {}  # in the order in which they were
    for key, place in place_of.items():
        placed.setdefault(place)
        for other in beside.get(key, ()):
            if other in place_of:
                placed.setdefault(place_of[other])
    return np.fromiter(placed, dtype=np.int64, count=len(order))


def nearly_the_same(alike: NDArray[np.float32], place: int) -> list[int]:
    found = np.flatnonzero(alike[place] >= NEARLY_THE_SAME)
    return [int(other) for other in found if other != place]
