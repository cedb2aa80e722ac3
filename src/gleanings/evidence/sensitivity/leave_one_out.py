"""The pooled estimate with each effect left out in turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from gleanings.evidence.inputs import Floats
from gleanings.evidence.sensitivity.source import labels_of, source, tested
from gleanings.evidence.sensitivity.table import EstimateTable, table_columns


@dataclass(frozen=True)
class LeaveOneOut(EstimateTable):
    """`EstimateTable` whose row i is the fit without effect i; `full_*` is the fit with all."""

    full_estimate: float
    full_ci_low: float
    full_ci_high: float

    @property
    def widest(self) -> int:
        """Place of the effect whose leaving moves the estimate most."""
        return int(np.argmax(np.abs(self.estimate - self.full_estimate)))

    def describe(self) -> str:
        """What was found, in two or three sentences."""
        change = self.estimate[self.widest]
        text = (
            f"With all {len(self.labels)} effects the estimate is {self.full_estimate:.2f}; with "
            f"one left out it lies between {self.estimate.min():.2f} and "
            f"{self.estimate.max():.2f}. Leaving out {self.labels[self.widest]} moves it most, to "
            f"{change:.2f}."
        )
        full = _excludes_zero(self.full_ci_low, self.full_ci_high)
        turned = int((_excludes_zero(self.ci_low, self.ci_high) != full).sum())
        if turned:
            way = "no longer excludes" if full else "then excludes"
            return f"{text} In {turned} of these fits the interval {way} 0."
        return f"{text} Whether the interval excludes 0 hangs on no single effect."


def _excludes_zero(low: Floats | float, high: Floats | float) -> Any:
    return np.asarray(low) * np.asarray(high) > 0


def leave_one_out(
    yi: Any,
    vi: Any = None,
    *,
    method: str = "REML",
    test: str = "z",
    level: float = 0.95,
    labels: Any = None,
) -> LeaveOneOut:
    """Pool the effects k times, each time without one of them.

    yi, vi: (k,), k ≥ 2; or a fit of `pool` without moderators as the only argument, whose method,
    test and level then hold. labels: (k,) names. Agrees with metafor's leave1out. Where one
    effect is left, τ² is 0 and the test z.

    Raises ValueError for fewer than two effects, for moderators, or for bad columns.
    """
    of = source(yi, vi, method=method, test=test, level=level)
    names = labels_of(labels, of.k)
    whole, fits = of.without_each()
    full = tested(of, whole)
    return LeaveOneOut(
        labels=names,
        order=tuple(range(of.k)),
        **table_columns(of, fits),
        full_estimate=float(full.estimate[0]),
        full_ci_low=float(full.ci_low[0]),
        full_ci_high=float(full.ci_high[0]),
    )
