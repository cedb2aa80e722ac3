"""The pooled estimate with each effect left out in turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

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
