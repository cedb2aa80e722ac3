"""Reliable change: what error of measurement alone would seldom do between two ratings."""

from __future__ import annotations

import math

CONFIDENT = 1.96
"""Two-sided, 95 % (Jacobson & Truax 1991)."""


def reliable_change(sd: float, reliability: float) -> float:
    """The least difference between two ratings that is more than error of measurement.

    1.96 · SD · √(2 (1 − r)): the index of Jacobson & Truax (1991, J Consult Clin Psychol 59:12–19)
    solved for the difference.

    Parameters
    ----------
    sd : standard deviation of the measure among people, in points of the measure; 0 or more.
    reliability : r, 0 to 1; the index was proposed with that of a retest.

    Returns
    -------
    points of the measure. ValueError where there is no such SD or reliability.

    Examples
    --------
    >>> round(reliable_change(9.2, 0.91), 2)
    7.65
    """
    if not 0 <= sd < math.inf:
        raise ValueError(f"sd is {sd!r}; it must be a number of points, 0 or more.")
    if not 0 <= reliability <= 1:
        raise ValueError(f"reliability is {reliability!r}; it must lie between 0 and 1.")
    return CONFIDENT * sd * math.sqrt(2 * (1 - reliability))


def error_sd(change: float) -> float:
    """The standard error of measurement that a published reliable change implies.

    change / (1.96 · √2), the same formula the other way round. Between sessions people differ by
    more than error of measurement, so it is the least that their ratings spread.

    Examples
    --------
    >>> round(error_sd(6), 2)
    2.16
    """
    return change / (CONFIDENT * math.sqrt(2))
