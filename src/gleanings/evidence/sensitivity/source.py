"""What is to be refitted: effects as they come, or those of a fit made already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gleanings.evidence.distributions import critical_value, two_sided
from gleanings.evidence.inputs import Faults, Floats, effects, level_of
from gleanings.evidence.pooling.fit import method_of, test_of
from gleanings.evidence.pooling.result import PooledEffect
from gleanings.evidence.sensitivity.refits import Refits, refit


@dataclass(frozen=True)
class Source:
    """Effects (k,), variances (k,), design (k, p), and how they are pooled."""

    y: Floats
    v: Floats
    X: Floats
    method: str
    test: str
    level: float

    @property
    def k(self) -> int:
        """Number of effects."""
        return len(self.y)

    def refit(self, used: NDArray[np.bool_]) -> Refits:
        """The model fitted to each row of `used`, covariances scaled as the test has it."""
        return self.scaled(refit(self.y, self.v, self.X, used, self.method))

    def scaled(self, fits: Refits) -> Refits:
        """Fits with covariances (X′WX)⁻¹, these multiplied by what the test asks for."""
        return replace(fits, vcov=fits.vcov * self.factor(fits)[:, None, None])

    def without_each(self, possible: NDArray[np.bool_] | None = None) -> tuple[Refits, Refits]:
        """The fit with all effects (one row) and those without each, as one set of refits.

        Effects that are not `possible` to leave out stay in.
        """
        used = ~np.eye(self.k + 1, self.k, dtype=bool)
        if possible is not None:
            used[: self.k] |= ~possible[:, None]
        fits = self.refit(used)
        return fits.part(slice(self.k, None)), fits.part(slice(0, self.k))

    def factor(self, fits: Refits) -> Floats:
        """What the test multiplies (X′WX)⁻¹ by."""
        if self.test == "knapp-hartung":
            return fits.scale
        if self.test == "knapp-hartung-adhoc":
            return np.maximum(fits.scale, 1.0)
        return np.ones(len(fits.k))

    def degrees(self, fits: Refits) -> Floats:
        """Degrees of freedom; infinite for z, and where a subset leaves none."""
        df = fits.k - self.X.shape[1]
        return np.where((df > 0) & (self.test != "z"), df, np.inf)


def fit_given(yi: Any, vi: Any, *, moderators: bool = False) -> PooledEffect | None:
    """The fit of `pool` that came in place of two columns, or None where both columns came.

    Raises ValueError for anything else, such as a multilevel fit (whose clusters would be lost),
    and for a meta-regression unless `moderators` are allowed.
    """
    if vi is not None:
        return None
    if not isinstance(yi, PooledEffect):
        raise ValueError(
            "Give effects and their variances, or one fit of pool(); of effects that share a study "
            "make one each with aggregate() first."
        )
    if yi.is_regression and not moderators:
        raise ValueError("This pools without moderators; give a fit that has none.")
    return yi


def columns_of(yi: Any, vi: Any, *, least: int = 1) -> tuple[Floats, Floats]:
    """Effects and variances, as two columns or out of one fit of `pool`."""
    fit = fit_given(yi, vi)
    return effects(yi, vi, least=least) if fit is None else effects(fit.yi, fit.vi, least=least)


def source(
    yi: Any,
    vi: Any,
    *,
    method: str,
    test: str,
    level: float,
    least: int = 2,
    moderators: bool = False,
) -> Source:
    """`Source` from two columns, or from one fit that holds yi, vi, method, test and level."""
    fit = fit_given(yi, vi, moderators=moderators)
    if fit is not None:
        y, v = effects(fit.yi, fit.vi, least=least)
        X = fit.X
        method, test, level = fit.method, fit.test, fit.level
    else:
        y, v = effects(yi, vi, least=least)
        X = np.ones((len(y), 1))
    method = method_of(method)
    test = test_of(test)
    return Source(y, v, X, method, test, level_of(level))


def labels_of(labels: Any, k: int) -> tuple[str, ...]:
    """One name per effect; their numbers from 1 where none are given."""
    if labels is None:
        return tuple(str(i + 1) for i in range(k))
    names = tuple(str(label) for label in labels)
    if len(names) != k:
        faults = Faults("These labels cannot be used")
        faults.say(f"there are {len(names)} of them for {k} effects; give one per effect")
        faults.raise_if_any()
    return names


@dataclass(frozen=True)
class Tested:
    """Estimates (n,) with standard errors, statistics, two-sided p and intervals."""

    estimate: Floats
    se: Floats
    statistic: Floats
    p: Floats
    ci_low: Floats
    ci_high: Floats


def tested(of: Source, fits: Refits) -> Tested:
    """Tests and intervals of the first coefficient of each fit."""
    estimate, se = fits.beta[:, 0], np.sqrt(fits.vcov[:, 0, 0])
    df = of.degrees(fits)
    half = critical_value(of.level, df) * se
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = estimate / se
    return Tested(
        estimate, se, statistic, two_sided(statistic, df), estimate - half, estimate + half
    )
