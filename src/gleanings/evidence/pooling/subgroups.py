"""Effects pooled in each subgroup, and whether the subgroups differ."""

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..by_name import named, variances
from ..display import Displayed
from ..distributions import chi2_upper
from ..inputs import effects, groups
from .fit import pool
from .result import PooledEffect, plain


@dataclass(frozen=True, eq=False, repr=False)
class Subgroups(Displayed):
    """`groups` in order of appearance; `overall` pools all effects without regard to them.

    `q_between` is χ² with `df` degrees of freedom; with one τ² for all groups and Knapp-Hartung it
    is F with `df` and `df2`.
    """

    groups: dict[Hashable, PooledEffect]
    overall: PooledEffect
    q_between: float
    df: int
    df2: float
    p: float
    common_tau2: bool
    r2: float
    """percent of τ² that the subgroups account for; NaN unless τ² is common"""

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers and texts, ready for JSON."""
        return {
            "groups": {str(name): result.to_dict() for name, result in self.groups.items()},
            "overall": self.overall.to_dict(),
            "q_between": plain(self.q_between),
            "df": self.df,
            "df2": plain(self.df2),
            "p": plain(self.p),
            "common_tau2": self.common_tau2,
            "r2": plain(self.r2),
        }


def subgroups(
    yi: Any,
    vi: Any = None,
    groups_of: Any = None,
    *,
    common_tau2: bool = False,
    sei: Any = None,
    data: Any = None,
    **options: Any,
) -> Subgroups:
    """Pool within subgroups and test the differences between them.

    Parameters
    ----------
    yi, vi : as in `pool`. groups_of : the subgroup of each effect, any labels.
    common_tau2 : False estimates τ² in each subgroup by itself and compares the pooled effects by
        their standard errors (Borenstein & Higgins 2013, mixed-effects test); True assumes one τ²
        and is the meta-regression on the subgroups.
    sei, data : standard errors instead of vi, and a table of columns, as in `pool`.
    options : method, test, level, measure, as in `pool`.

    Raises
    ------
    ValueError : as `pool`; also a missing label, or fewer than two subgroups.
    """
    yi, vi, sei, groups_of = named(data, yi, vi, sei, groups_of)
    if groups_of is None:
        raise ValueError("Give groups_of, the subgroup of each effect.")
    y, v = effects(yi, variances(vi, sei))
    index, labels = groups("groups_of", groups_of, y.size)
    if len(labels) < 2:
        raise ValueError(f"All effects are in one subgroup ({labels[0]!r}); nothing to compare.")
    parts = {label: pool(y[index == i], v[index == i], **options) for i, label in enumerate(labels)}
    overall = pool(y, v, **options)
    if common_tau2:
        columns = np.equal.outer(index, np.arange(1, len(labels))).astype(float)
        contrasts = {str(label): columns[:, i] for i, label in enumerate(labels[1:])}
        model = pool(y, v, moderators=contrasts, **options)
        return Subgroups(
            parts, overall, model.qm, model.qm_df, model.qm_df2, model.qm_p, True, model.r2
        )
    q, df = _between(list(parts.values())), len(labels) - 1
    p = float(chi2_upper(q, df))
    return Subgroups(parts, overall, q, df, math.inf, p, False, math.nan)


def _between(parts: list[PooledEffect]) -> float:
    estimates = np.array([r.estimate for r in parts])
    se = np.array([r.se for r in parts])
    if not (se > 0).all():
        return math.inf if np.ptp(estimates) > 0 else 0.0
    w = 1 / se**2
    return float(w @ (estimates - w @ estimates / w.sum()) ** 2)
