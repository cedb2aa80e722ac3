"""What is to be refitted: effects as they come, or those of a fit made already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gleanings.evidence.distributions import critical_value, two_sided
from gleanings.evidence.inputs import Faults, Floats, choice, effects, level_of
from gleanings.evidence.pooling.fit import COMMON_EFFECT, METHODS, TESTS
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
        fits = refit(self.y, self.v, self.X, used, self.method)
        factor = self.factor(fits)
        scaled = {**vars(fits), "vcov": fits.vcov * factor[:, None, None]}
        return Refits(**scaled)

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


def source(yi: Any, vi: Any, *, method: str, test: str, level: float, least: int = 2) -> Source:
    """`Source` from two columns, or from one fit that holds yi, vi, method, test and level."""
    if vi is None and hasattr(yi, "yi") and hasattr(yi, "vi"):
        fit = yi
        y, v = effects(fit.yi, fit.vi, least=least)
        X = np.asarray(getattr(fit, "X", np.ones((len(y), 1))), dtype=float)
        method, test, level = fit.method, fit.test, fit.level
    else:
        y, v = effects(yi, vi, least=least)
        X = np.ones((len(y), 1))
    method = "EE" if method in COMMON_EFFECT else choice("method", method, METHODS)
    choice("test", test, TESTS)
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
