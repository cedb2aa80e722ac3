"""How the effects of a run are pooled, and its results as plain numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from gleanings.evidence.appraisal.reading import Reader
from gleanings.evidence.appraisal.result import Heterogeneity, Pooled, number
from gleanings.evidence.appraisal.studies import Chosen, Studies
from gleanings.evidence.dependent import ClusteredEffect, pool_clustered, profile_intervals
from gleanings.evidence.dependent.robust import FEW_DF
from gleanings.evidence.pooling import PooledEffect, pool
from gleanings.evidence.pooling.fit import COMMON_EFFECT

Fit = PooledEffect | ClusteredEffect


@dataclass(frozen=True)
class Model:
    """Random effects tested by Knapp and Hartung, guarded, or effects within studies by CR2."""

    studies: Studies
    scale: Reader
    method: str
    level: float
    rho: float | None

    @property
    def test(self) -> str:
        """Of independent effects; Knapp and Hartung's is meant for random effects.

        Guarded: where few effects lie close together by chance, their method would give an interval
        of next to no width (Röver, Knapp & Friede 2015, BMC Med Res Methodol 15:99; Jackson et al.
        2017, Stat Med 36:3923-3934).
        """
        return "z" if self.method in COMMON_EFFECT else "knapp-hartung-adhoc"

    def fit(self, chosen: Chosen | None = None, clustered: bool | None = None) -> Fit:
        """The chosen effects pooled; clustered by default where some study gives several."""
        of = self.studies
        used = np.ones(of.k, dtype=bool) if chosen is None else chosen
        y, v, study = of.y[used], of.v[used], of.study[used]
        if clustered is None:
            clustered = len(np.unique(study)) < len(study)
        if not clustered:
            return pool(y, v, method=self.method, test=self.test, level=self.level)
        return pool_clustered(y, v, study, rho=self.rho, method=self.method, level=self.level)

    def pooled(self, fit: Fit) -> Pooled:
        """Estimate, test and intervals."""
        values = (fit.estimate, fit.ci_low, fit.ci_high, fit.prediction_low, fit.prediction_high)
        return Pooled(
            estimate=float(fit.estimate),
            se=float(fit.se),
            statistic=number(fit.statistic),
            df=number(degrees(fit)),
            p=number(fit.p),
            ci_low=number(fit.ci_low),
            ci_high=number(fit.ci_high),
            prediction_low=number(fit.prediction_low),
            prediction_high=number(fit.prediction_high),
            notes=_notes(fit),
            shown=self.scale.one(*(number(value) for value in values)),
        )


def degrees(fit: Any) -> float:
    """Of the test of the pooled effect; infinite for z."""
    return float(fit.robust.df if isinstance(fit, ClusteredEffect) else fit.test_df)


def _notes(fit: Fit) -> tuple[str, ...]:
    if not isinstance(fit, ClusteredEffect):
        return fit.notes
    notes = []
    if not fit.robust.df >= FEW_DF:
        notes.append("few-degrees-of-freedom")
    if fit.fit.working.held:
        notes.append("levels-not-separable")
    return tuple(notes)


def heterogeneity(fit: Fit, *, intervals: bool = True) -> Heterogeneity:
    """How much the effects differ; profile and Q-profile intervals where asked for."""
    shared: dict[str, Any] = {"tau2": float(fit.tau2), "i2": float(fit.i2), "q": float(fit.q)}
    shared |= {"q_df": int(fit.q_df), "q_p": number(fit.q_p)}
    if isinstance(fit, ClusteredEffect):
        levels = fit.fit
        found = {
            "sigma2_between": levels.sigma2_between,
            "sigma2_within": levels.sigma2_within,
            "i2_between": levels.i2_between,
            "i2_within": levels.i2_within,
        }
        if intervals:
            ends = profile_intervals(levels)
            found |= {
                "sigma2_between_low": ends.between.low,
                "sigma2_between_high": ends.between.high,
                "sigma2_within_low": ends.within.low,
                "sigma2_within_high": ends.within.high,
            }
        return Heterogeneity(**shared | {name: number(value) for name, value in found.items()})
    if not intervals or fit.method == "EE":
        return Heterogeneity(**shared)
    tau2, i2 = fit.tau2_ci, fit.i2_ci
    found = {"tau2_low": tau2.low, "tau2_high": tau2.high, "i2_low": i2.low, "i2_high": i2.high}
    return Heterogeneity(**shared | {name: number(value) for name, value in found.items()})


def name_of(fit: Fit) -> str:
    """The model's code."""
    if isinstance(fit, ClusteredEffect):
        return "correlated-hierarchical" if fit.fit.rho else "three-level"
    return "common-effect" if fit.method == "EE" else "random-effects"
