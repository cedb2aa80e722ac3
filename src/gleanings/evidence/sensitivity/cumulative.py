"""The pooled estimate as effects came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gleanings.evidence.sensitivity.source import labels_of, source
from gleanings.evidence.sensitivity.table import EstimateTable, table_columns


@dataclass(frozen=True)
class Cumulative(EstimateTable):
    """`EstimateTable` whose row i is the fit of the first i + 1 effects in `order`.

    `labels` name the effect that each row added.
    """


def cumulative(
    yi: Any,
    vi: Any = None,
    *,
    order: Any = None,
    method: str = "REML",
    test: str = "z",
    level: float = 0.95,
    labels: Any = None,
) -> Cumulative:
    """Pool the first effect, the first two, …, all k (Lau et al. 1992, NEJM 327:248–254).

    yi, vi: (k,); or a fit of `pool` without moderators as the only argument, whose method, test
    and level then hold. order: (k,) anything that sorts, such as years or dates; ties stay in the
    order of the input, and without it that order holds. labels: (k,) names in the order of the
    input. Agrees with metafor's cumul; a single effect has τ² = 0 and the z-test.

    Raises ValueError for no effects, for moderators, for bad columns or a missing order.
    """
    of = source(yi, vi, method=method, test=test, level=level, least=1)
    names = labels_of(labels, of.k)
    places = _places(order, of.k)
    used = np.zeros((of.k, of.k), dtype=bool)
    used[:, places] = np.tri(of.k, dtype=bool)
    return Cumulative(
        labels=tuple(names[i] for i in places),
        order=tuple(int(i) for i in places),
        **table_columns(of, of.refit(used)),
    )


def _places(order: Any, k: int) -> NDArray[np.intp]:
    if order is None:
        return np.arange(k)
    values = list(order)
    if len(values) != k:
        raise ValueError(f"order has {len(values)} rows, the effects have {k}.")
    for row, value in enumerate(values):
        if value is None or value != value:
            raise ValueError(
                f"order, row {row + 1}: {value!r} is missing; give every effect its place."
            )
    try:
        return np.array(sorted(range(k), key=values.__getitem__), dtype=np.intp)
    except TypeError as error:
        raise ValueError(f"order holds values that do not compare ({error}).") from None
