"""Pooling of event counts without pooling effects: Mantel-Haenszel and Peto.

Both weigh tables rather than log ratios, and keep going where events are rare. They assume one
true effect.
"""

import math
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from ..display import Displayed
from ..distributions import chi2_upper, critical_value, normal_two_sided
from ..effect_sizes import effect_size
from ..effect_sizes.formula import Columns
from ..effect_sizes.registry import FORMULAS
from ..inputs import Faults, Floats, choice, column, level_of
from .result import plain

MANTEL_HAENSZEL = ("OR", "RR", "RD", "IRR", "IRD")


@dataclass(frozen=True, repr=False)
class PooledTables(Displayed):
    """A common effect of event counts, on the log scale for ratios.

    `cmh` is the Cochran-Mantel-Haenszel test (χ² with 1 df; odds and rate ratios only, else NaN).
    """

    k: int
    """tables with people in both groups; `q_df` counts those with an event, and a non-event,
    somewhere"""
    estimate: float
    se: float
    statistic: float
    p: float
    ci_low: float
    ci_high: float
    q: float
    q_df: int
    q_p: float
    i2: float
    h2: float
    cmh: float
    cmh_p: float
    measure: str
    method: str
    level: float

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers and texts, ready for JSON; None where undefined."""
        return {f.name: plain(getattr(self, f.name)) for f in fields(self)}


def mantel_haenszel(
    measure: str, *, level: float = 0.95, correct: bool = True, **columns: Any
) -> PooledTables:
    """Mantel-Haenszel estimate of an odds ratio, risk ratio, risk difference, rate ratio or rate
    difference.

    Columns as in `effect_size` (ai, bi, ci, di or n1i, n2i; x1i, t1i, x2i, t2i). Nothing is added
    to empty cells for the estimate; for Q, 1/2 is added to tables with an empty cell, and tables
    without events (or with nothing else) in both groups are left out, as metafor does. `correct`:
    continuity correction of the Cochran-Mantel-Haenszel test.

    Sources: Mantel & Haenszel 1959; Robins, Breslow & Greenland 1986 (variance of the OR);
    Greenland & Robins 1985 (RR, RD, rates); Sato, Greenland & Robins 1989 (variance of the RD).
    """
    choice("measure", measure, MANTEL_HAENSZEL)
    c, level = _counts(measure, columns), level_of(level)
    estimate, se, cmh = _ESTIMATES[measure](c, 0.5 if correct else 0.0)
    return _result(measure, "Mantel-Haenszel", c, estimate, se, cmh, level)


def peto(*, level: float = 0.95, **columns: Any) -> PooledTables:
    """Peto's one-step odds ratio: the sum of observed less expected events over the sum of their
    variances (Yusuf et al. 1985). For rare events and groups of like size."""
    c, level = _counts("PETO", columns), level_of(level)
    a, b, cc, d = (c[name] for name in ("ai", "bi", "ci", "di"))
    n1, n2, m1, m2 = a + b, cc + d, a + cc, b + d
    n = n1 + n2
    variance = float(np.sum(n1 * n2 * m1 * m2 / (n**2 * (n - 1))))
    if variance == 0:
        raise ValueError("There are no events, or nothing else, in any table; nothing to pool.")
    estimate = float(np.sum(a - n1 * m1 / n)) / variance
    return _result("PETO", "Peto", c, estimate, 1 / math.sqrt(variance), math.nan, level)


def _counts(measure: str, columns: dict[str, Any]) -> Columns:
    """Checked cells, by the same rules as `effect_size`; without tables in which a group is of
    nobody, which compare nothing."""
    effect_size(measure, **columns)
    chosen, faults = FORMULAS[measure], Faults(measure)
    names = [name for name in chosen.family.columns if columns.get(name) is not None]
    given = {name: column(name, columns[name], faults) for name in names}
    k = max(x.size for x in given.values())
    cells = chosen.family.prepare({n: np.broadcast_to(x, (k,)) for n, x in given.items()}, faults)
    kept = [row for row in range(k) if row not in faults.without_effect]
    if not kept:
        raise ValueError("No table has people in both groups; there is nothing to pool.")
    return {name: values[kept] for name, values in cells.items()}


def _result(
    measure: str, method: str, c: Columns, estimate: float, se: float, cmh: float, level: float
) -> PooledTables:
    names = FORMULAS[measure].family.columns[:4]
    cells: dict[str, Any] = {name: c[name] for name in names}
    # Peto's own formula needs nothing added
    add = 0.0 if measure == "PETO" else None
    y, v = effect_size(measure, add=add, drop00=True, **cells)
    y, v = y[~np.isnan(y)], v[~np.isnan(y)]
    q, df = float(np.sum((y - estimate) ** 2 / v)), max(y.size - 1, 0)
    z, half = estimate / se, float(critical_value(level)) * se
    return PooledTables(
        k=int(c[names[0]].size),
        estimate=estimate,
        se=se,
        statistic=z,
        p=float(normal_two_sided(z)),
        ci_low=estimate - half,
        ci_high=estimate + half,
        q=q,
        q_df=df,
        q_p=float(chi2_upper(q, df)) if df else 1.0,
        i2=max(0.0, 100 * (q - df) / q) if df and q > 0 else 0.0,
        h2=q / df if df else 1.0,
        cmh=cmh,
        cmh_p=float(chi2_upper(cmh, 1)) if math.isfinite(cmh) else math.nan,
        measure=measure,
        method=method,
        level=level,
    )


def _ratio(r: float, s: float) -> float:
    if r == 0 or s == 0:
        raise ValueError(
            "One group has no events (or nothing else) in any table, so that the ratio is 0 or "
            "infinite; pool risk differences instead."
        )
    return math.log(r / s)


def _cells(c: Columns) -> tuple[Floats, ...]:
    a, b, cc, d = (c[name] for name in ("ai", "bi", "ci", "di"))
    return a, b, cc, d, a + b, cc + d, a + b + cc + d


def _odds_ratio(c: Columns, correction: float) -> tuple[float, float, float]:
    a, b, cc, d, n1, n2, n = _cells(c)
    p, q, r, s = (a + d) / n, (b + cc) / n, a * d / n, b * cc / n
    R, S = float(r.sum()), float(s.sum())
    estimate = _ratio(R, S)
    variance = (p @ r) / R**2 + (p @ s + q @ r) / (R * S) + (q @ s) / S**2
    m1, m2 = a + cc, b + d
    expected, spread = n1 * m1 / n, n1 * n2 * m1 * m2 / (n**2 * (n - 1))
    return estimate, math.sqrt(variance / 2), _cmh(a - expected, spread, correction)


def _risk_ratio(c: Columns, correction: float) -> tuple[float, float, float]:
    a, _, cc, _, n1, n2, n = _cells(c)
    R, S = float(np.sum(a * n2 / n)), float(np.sum(cc * n1 / n))
    estimate = _ratio(R, S)
    variance = np.sum(n1 * n2 * (a + cc) / n**2 - a * cc / n) / (R * S)
    return estimate, math.sqrt(variance), math.nan


def _risk_difference(c: Columns, correction: float) -> tuple[float, float, float]:
    a, b, cc, d, n1, n2, n = _cells(c)
    total = float(np.sum(n1 * n2 / n))
    estimate = float(np.sum((a * n2 - cc * n1) / n)) / total
    p = (n1**2 * cc - n2**2 * a + n1 * n2 * (n2 - n1) / 2) / n**2
    q = (a * d + cc * b) / (2 * n)
    variance = (estimate * float(p.sum()) + float(q.sum())) / total**2
    if variance <= 0:
        raise ValueError("There are no events, or nothing else, in any table; nothing to pool.")
    return estimate, math.sqrt(variance), math.nan


def _rates(c: Columns) -> tuple[Floats, ...]:
    x1, t1, x2, t2 = (c[name] for name in ("x1i", "t1i", "x2i", "t2i"))
    return x1, t1, x2, t2, t1 + t2


def _rate_ratio(c: Columns, correction: float) -> tuple[float, float, float]:
    x1, t1, x2, t2, t = _rates(c)
    R, S = float(np.sum(x1 * t2 / t)), float(np.sum(x2 * t1 / t))
    estimate = _ratio(R, S)
    spread = (x1 + x2) * t1 * t2 / t**2
    variance = float(spread.sum()) / (R * S)
    return estimate, math.sqrt(variance), _cmh(x1 - (x1 + x2) * t1 / t, spread, correction)


def _rate_difference(c: Columns, correction: float) -> tuple[float, float, float]:
    x1, t1, x2, t2, t = _rates(c)
    total = float(np.sum(t1 * t2 / t))
    estimate = float(np.sum((x1 * t2 - x2 * t1) / t)) / total
    variance = float(np.sum((t1 * t2 / t) ** 2 * (x1 / t1**2 + x2 / t2**2))) / total**2
    if variance <= 0:
        raise ValueError("There are no events in any row; nothing to pool.")
    return estimate, math.sqrt(variance), math.nan


def _cmh(deviation: Floats, spread: Floats, correction: float) -> float:
    total = max(abs(float(deviation.sum())) - correction, 0.0)
    return total**2 / float(spread.sum())


_ESTIMATES = {
    "OR": _odds_ratio,
    "RR": _risk_ratio,
    "RD": _risk_difference,
    "IRR": _rate_ratio,
    "IRD": _rate_difference,
}
