"""Effects within studies pooled in one step: the multilevel model, tested by CR2."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gleanings.evidence.dependent.multilevel import correlated_hierarchical, three_level
from gleanings.evidence.dependent.result import MultilevelEffect
from gleanings.evidence.dependent.robust import RobustEffect, robust
from gleanings.evidence.display import Displayed
from gleanings.evidence.distributions import critical_value


@dataclass(frozen=True, repr=False)
class ClusteredEffect(Displayed):
    """A multilevel fit with the standard errors, tests and intervals of its robust version."""

    fit: MultilevelEffect
    robust: RobustEffect

    def __getattr__(self, name: str) -> Any:
        """What the robust version says goes first: estimate, se, p, intervals, coefficients."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.robust if hasattr(self.robust, name) else self.fit, name)

    @property
    def method(self) -> str:
        if self.fit.rho:
            return f"correlated and hierarchical {self.fit.method} (rho = {self.fit.rho:g})"
        return f"three-level {self.fit.method}"

    @property
    def test(self) -> str:
        return "CR2 (t with Satterthwaite degrees of freedom)"

    @property
    def h2(self) -> float:
        """Total over sampling variation, from I² (Higgins & Thompson 2002)."""
        return 100.0 / (100.0 - self.fit.i2)

    @property
    def prediction_low(self) -> float:
        return float(self.robust.estimate - self._half_prediction)

    @property
    def prediction_high(self) -> float:
        return float(self.robust.estimate + self._half_prediction)

    @cached_property
    def _half_prediction(self) -> float:
        """Of a new outcome in a new study, with the robust error and its degrees of freedom."""
        if not self.robust.df > 0:
            return math.nan
        spread = math.sqrt(self.robust.se**2 + self.fit.tau2)
        return float(critical_value(self.robust.level, self.robust.df)) * spread


def pool_clustered(
    yi: Any, vi: Any, cluster: Any, *, rho: float | None = None, **options: Any
) -> ClusteredEffect:
    """`three_level`, or with `rho` `correlated_hierarchical`, and on top of it `robust` (CR2).

    options: moderators, intercept, reference, method, level, missing, as there.
    """
    if rho is None:
        fit = three_level(yi, vi, cluster, **options)
    else:
        fit = correlated_hierarchical(yi, vi, cluster, rho=rho, **options)
    return ClusteredEffect(fit, robust(fit))
