"""How small and large studies of a measure are compared without the variance taking part.

A sampling variance that holds the effect tilts every regression on it: correlations of .45 gave
"small studies find other effects" in two of three unbiased reviews. So the comparison is made where
the variance is the same for every size of effect, or, where there is no such scale, by the number
of people alone. What single groups show has no funnel: no hoped-for result decides what is seen.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np

from ..distributions import LOGISTIC_SD, Real


class Compared(StrEnum):
    """By what small studies are told from large ones."""

    BY_STANDARD_ERROR = "sei"
    BY_SIZE = "sqrtninv"
    """√(1/n), metafor's name"""
    NOT = ""


@dataclass(frozen=True)
class Funnel:
    """By what studies are compared, and the scale on which the variance does not hold the effect.

    onto, back : effects from the scale of pooling and to it.
    slope : derivative of `onto`; on its scale a variance is slope² times as large.
    """

    compared: Compared
    onto: Callable[[Any], Real] = np.asarray
    back: Callable[[Any], Real] = np.asarray
    slope: Callable[[Any], Real] = np.ones_like
    in_r: tuple[str, str] | None = None
    """`onto` and `slope` as R spells them for a column yi; None where the scale is the same"""


AS_POOLED = Funnel(Compared.BY_STANDARD_ERROR)
"""The variance is free of the effect: means, Fisher's z, logarithms of hazard ratios."""

BY_SIZE = Funnel(Compared.BY_SIZE)
"""The variance follows from two risks, rates or means, and no scale of their contrast frees it
(Peters et al. 2006, JAMA 295:676-680, who compare odds ratios by 1/n)."""

SINGLE = Funnel(Compared.NOT)
"""Proportions, means and reliabilities of single groups."""

ON_FISHERS_Z = Funnel(
    Compared.BY_STANDARD_ERROR,
    np.arctanh,
    np.tanh,
    lambda r: 1 / (1 - np.square(r)),
    ("atanh(yi)", "1 / (1 - yi^2)"),
)
"""Var(r) = (1 - ρ²)² / (n - 1) (Fisher 1921)."""

BY_SIZE_ON_FISHERS_Z = replace(ON_FISHERS_Z, compared=Compared.BY_SIZE)
"""Coefficients whose variance is not quite that of r, or that of an odds ratio (Yule's)."""


def standardized(bend: float) -> Funnel:
    """v in proportion to 1 + y² / bend: √bend · asinh(y / √bend) frees it of y.

    Hedges & Olkin 1985, Statistical methods for meta-analysis, p. 88; to test by it: Pustejovsky &
    Rodgers 2019, Res Synth Methods 10:57-71.
    """
    width = math.sqrt(bend)
    return Funnel(
        Compared.BY_STANDARD_ERROR,
        lambda y: width * np.arcsinh(np.divide(y, width)),
        lambda x: width * np.sinh(np.divide(x, width)),
        lambda y: 1 / np.sqrt(1 + np.square(y) / bend),
        (f"{width!r} * asinh(yi / {width!r})", f"1 / sqrt(1 + yi^2 / {bend!r})"),
    )


OF_TWO_GROUPS = standardized(8.0)
"""v = (4 + g² / 2) / n, groups alike in size."""
BY_ONE_GROUPS_SD = standardized(4.0)
"""v = (4 + g²) / n."""
OF_CHANGE = standardized(2.0)
"""v = (1 + g² / 2) / n: by the SD of change, or by the SD before where the two correlate by .5."""


BY_BOTH_SDS = standardized(3.2)
"""v = (1 + 5 g² / 16) / n: a change by the mean of two SDs that correlate by .5."""
OF_CONTRASTED_CHANGE = standardized(8.0)
"""v = (4 + g² / 2) / n: changes of two groups alike in size that correlate by .5."""


def of_change(y: Any, v: Any, n: Any, usual: Funnel = OF_CHANGE) -> Funnel:
    """The same for other correlations: v = (2 (1 - r) + g² / 2) / n says which is typical."""
    typical = float(np.median(np.multiply(n, v) - np.square(y) / 2))
    return standardized(2 * typical) if typical > 0 else usual


def given_sizes(way: Funnel, y: Any, v: Any, ni: Sequence[float | None]) -> Funnel:
    """A measure's own, or where every n is known that of the changes at hand."""
    is_of_change = way is OF_CHANGE or way is OF_CONTRASTED_CHANGE
    if not is_of_change or any(n is None for n in ni):
        return way
    return of_change(y, v, np.array(ni, dtype=float), way)


def as_log_odds(width: float = LOGISTIC_SD) -> Funnel:
    """Of a standardized difference, `width` times which is a log odds ratio."""
    return standardized(8.0 * width**2)
