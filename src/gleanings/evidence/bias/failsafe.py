"""Fail-safe N: how many unseen null results would change the conclusion."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from gleanings.evidence.display import Displayed
from gleanings.evidence.distributions import normal_quantile, normal_two_sided, normal_upper
from gleanings.evidence.inputs import choice
from gleanings.evidence.sensitivity.source import columns_of

METHODS = ("rosenthal", "orwin", "rosenberg")


@dataclass(frozen=True, repr=False)
class FailsafeN(Displayed):
    """`n` unseen effects would bring p to `alpha` (Rosenthal, Rosenberg) or the mean to `target`.

    Fields that a method does not use are None.
    """

    method: str
    k: int
    n: int
    p: float | None = None
    alpha: float | None = None
    mean: float | None = None
    target: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers and texts, for JSON."""
        return dict(vars(self))


def failsafe_n(
    yi: Any,
    vi: Any = None,
    *,
    method: str = "rosenthal",
    alpha: float = 0.05,
    target: float | None = None,
) -> FailsafeN:
    """The number of null results that would undo the finding.

    rosenthal: Stouffer's z over √k, one-sided (Rosenthal 1979, Psychol Bull 86:638–641);
    orwin: unweighted mean against `target`, by default half of it (Orwin 1983, J Educ Stat
    8:157–159); rosenberg: common-effect z, two-sided, the unseen effects as precise as the mean of
    the seen (Rosenberg 2005, Evolution 59:464–468). As metafor's fsn.

    yi, vi: (k,); or a fit of `pool` as the only argument.
    Raises ValueError for an unknown method, an alpha outside (0, 1), or a target
    of 0 or of the other sign than the mean.
    """
    choice("method", method, METHODS)
    if not 0 < alpha < 1:
        raise ValueError(f"alpha = {alpha!r} lies outside 0 to 1; give a probability such as .05.")
    y, v = columns_of(yi, vi)
    k = len(y)
    if method == "rosenthal":
        z = abs(float((y / np.sqrt(v)).sum())) / math.sqrt(k)
        needed = k * (z / float(normal_quantile(1 - alpha))) ** 2 - k
        return FailsafeN(method, k, _whole(needed), p=float(normal_upper(z)), alpha=alpha)
    if method == "orwin":
        return _orwin(y.mean(), k, target)
    weights = 1 / v
    total, weighted = float(weights.sum()), float(weights @ y)
    crossed = (weighted / float(normal_quantile(1 - alpha / 2))) ** 2 - total
    return FailsafeN(
        method,
        k,
        _whole(crossed * k / total),
        p=float(normal_two_sided(weighted / math.sqrt(total))),
        alpha=alpha,
        mean=weighted / total,
    )


def _orwin(mean: float, k: int, target: float | None) -> FailsafeN:
    aim = mean / 2 if target is None else target
    if aim == 0 or aim * mean < 0:
        raise ValueError(
            f"target = {aim:g} cannot be reached by adding zeros to a mean of {mean:g}; give a "
            "target other than 0, on the same side of 0 as the mean."
        )
    return FailsafeN("orwin", k, _whole(k * (mean - aim) / aim), mean=float(mean), target=aim)


def _whole(needed: float) -> int:
    # What rounding error puts above a whole number is that whole number.
    return max(0, math.ceil(needed - 1e-12 * max(1.0, abs(needed))))
