"""What many clients' ratings of one measure say together: level, spread, reliability, course."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Course = Sequence[float]
"""One client's ratings in order of sessions."""

LEAST_THERAPISTS, LEAST_CLIENTS = 10, 50
"""Fewer would tell of some of them, and little of others. A convention of this library."""

RATED_TWICE = 2
"""A client who was rated once says nothing of spread."""


class TooFewError(ValueError):
    """Fewer therapists or clients than values are made from."""

    def __init__(self, therapists: int, clients: int) -> None:
        super().__init__(
            f"{therapists} therapists with {clients} clients who were rated twice or more; values "
            f"are made from {LEAST_THERAPISTS} therapists and {LEAST_CLIENTS} clients on, lest "
            "they tell of one."
        )


@dataclass(frozen=True)
class Spread:
    """A one-way analysis of variance of ratings within clients. SDs are in points.

    `within` is the SD of one client's ratings around that client's mean, `between` that of
    clients' levels without it, and `reliability` the share of it in the variance of one rating,
    ICC(1,1).
    """

    mean: float
    within: float
    between: float
    reliability: float


@dataclass(frozen=True)
class PooledRatings:
    """`expected` has mean and SD of the clients at the first, second, … session, as far as enough
    of them came; `largest_share` is that of the therapist with most clients."""

    therapists: int
    clients: int
    ratings: int
    largest_share: float
    spread: Spread
    expected: tuple[tuple[float, float], ...]


def pool_ratings(therapists: Sequence[Sequence[Course]]) -> PooledRatings:
    """Pool the courses that each of many therapists gives, of one measure.

    That clients of one therapist are more alike than others is left out of account: clients count
    alike, whoever they are with.

    Parameters
    ----------
    therapists : for each, the courses of clients, in points; one with a single rating is left out.

    Returns
    -------
    `PooledRatings`. `TooFewError` below 10 therapists and 50 clients; ValueError where no client's
    ratings differ.
    """
    rated = [[one for one in courses if len(one) >= RATED_TWICE] for courses in therapists]
    rated = [courses for courses in rated if courses]
    clients = [course for courses in rated for course in courses]
    if len(rated) < LEAST_THERAPISTS or len(clients) < LEAST_CLIENTS:
        raise TooFewError(len(rated), len(clients))
    return PooledRatings(
        therapists=len(rated),
        clients=len(clients),
        ratings=sum(map(len, clients)),
        largest_share=max(map(len, rated)) / len(clients),
        spread=spread_of(clients),
        expected=_expected(rated),
    )


def spread_of(clients: Sequence[Course]) -> Spread:
    """One-way random effects with unequal numbers of ratings (Shrout & Fleiss 1979, Psychol Bull
    86:420–428, case 1; n₀ after Snedecor & Cochran, Statistical Methods, chapter on one-way
    classifications): MSW = Σ(x − mᵢ)² / (N − k), MSB = Σnᵢ(mᵢ − m)² / (k − 1),
    between² = max(0, (MSB − MSW) / n₀), n₀ = (N − Σnᵢ² / N) / (k − 1).

    `mean` is that of clients' means. ValueError where no client's ratings differ.

    Examples
    --------
    >>> round(spread_of([[36, 34], [30, 31], [33, 35]]).reliability, 2)
    0.72
    """
    k, total = len(clients), sum(map(len, clients))
    means = [math.fsum(one) / len(one) for one in clients]
    middle = math.fsum(map(math.fsum, clients)) / total
    squares = [(x - m) ** 2 for one, m in zip(clients, means, strict=True) for x in one]
    within = math.fsum(squares) / (total - k)
    if within <= 0:
        raise ValueError("no client's ratings differ, so that they show no spread.")
    between = math.fsum(
        len(one) * (m - middle) ** 2 for one, m in zip(clients, means, strict=True)
    ) / (k - 1)
    n0 = (total - sum(len(one) ** 2 for one in clients) / total) / (k - 1)
    level = max(0.0, (between - within) / n0)
    return Spread(
        mean=math.fsum(means) / k,
        within=math.sqrt(within),
        between=math.sqrt(level),
        reliability=level / (level + within),
    )


def _expected(rated: Sequence[Sequence[Course]]) -> tuple[tuple[float, float], ...]:
    """Of those who were still rated at the session, as long as they are enough."""
    found: list[tuple[float, float]] = []
    while True:
        session = len(found)
        there = [[one[session] for one in courses if len(one) > session] for courses in rated]
        ratings = [rating for courses in there for rating in courses]
        if sum(map(bool, there)) < LEAST_THERAPISTS or len(ratings) < LEAST_CLIENTS:
            return tuple(found)
        mean = math.fsum(ratings) / len(ratings)
        variance = math.fsum((x - mean) ** 2 for x in ratings) / (len(ratings) - 1)
        found.append((mean, math.sqrt(variance)))
