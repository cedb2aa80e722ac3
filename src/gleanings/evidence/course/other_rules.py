"""Rules of others for a fall, for research: which sessions of a whole course they call.

They look back over all of it, so that a later rating may change what was called before; nothing is
flagged by them while a course goes on. Plain arithmetic in a fixed order, as in `chart`.
"""

from __future__ import annotations

from collections.abc import Sequence

from .chart import ROUNDING, own_sigma

LIMIT = 3.0
"""Shewhart's limits, in σ."""


def beyond_three_sigma(ratings: Sequence[float], *, higher_is_better: bool = True) -> list[int]:
    """Sessions, counted from 1, whose rating is worse than m − 3 σ of the whole course.

    Shewhart's chart of individual values: m the mean of all ratings, σ their mean moving range /
    1.128 (Montgomery, Introduction to Statistical Quality Control, chapter on charts for individual
    measurements). Empty where all ratings are alike.

    Examples
    --------
    >>> beyond_three_sigma([36, 37, 36, 37, 36, 37, 36, 26, 36, 37, 36, 37])
    [8]
    """
    sign = 1.0 if higher_is_better else -1.0
    total = 0.0
    for rating in ratings:
        total += rating
    sigma = own_sigma(ratings)
    if sigma <= 0:
        return []
    mean = total / len(ratings)
    return [
        at
        for at, rating in enumerate(ratings, start=1)
        if sign * (mean - rating) / sigma > LIMIT + ROUNDING
    ]


def reliable_falls(
    ratings: Sequence[float], *, change: float, higher_is_better: bool = True
) -> list[int]:
    """Sessions, counted from 1, that are worse by more than `change` than the one before.

    The index of Jacobson & Truax (1991) from session to session, over the whole course; `change` in
    points, as `reliable_change` gives it.

    Examples
    --------
    >>> reliable_falls([36, 29, 36, 31], change=6)
    [2]
    """
    sign = 1.0 if higher_is_better else -1.0
    return [
        at + 1
        for at in range(1, len(ratings))
        if sign * (ratings[at - 1] - ratings[at]) / change > 1 + ROUNDING
    ]
