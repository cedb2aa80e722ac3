"""Trim and fill: the effects that a symmetric funnel would have, and the mean with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gleanings.evidence.bias.regression import SAME
from gleanings.evidence.display import Displayed
from gleanings.evidence.inputs import Floats, choice
from gleanings.evidence.notes import Note, plain_notes
from gleanings.evidence.pooling.result import plain
from gleanings.evidence.sensitivity.refits import centre, refit
from gleanings.evidence.sensitivity.source import Source, source, tested

ESTIMATORS = ("L0", "R0")
SIDES = ("left", "right")
MAX_ROUNDS = 100


@dataclass(frozen=True, repr=False)
class TrimAndFill(Displayed):
    """The fit with k0 imputed effects: yi, vi (k + k0,) and `filled` saying which are imputed.

    k0 with standard error se_k0, and p_k0, the p of no missing effect (estimator R0 only); side:
    where effects are missing. estimate to q: of observed and imputed effects together.
    """

    k: int
    k0: int
    se_k0: float
    p_k0: float | None
    side: str
    estimator: str
    estimate: float
    se: float
    statistic: float
    p: float
    ci_low: float
    ci_high: float
    tau2: float
    i2: float
    q: float
    unadjusted: float
    yi: Floats
    vi: Floats
    filled: NDArray[np.bool_]
    method: str
    test: str
    level: float
    notes: tuple[Note, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain lists and numbers, for JSON."""
        own = {name: plain(value) for name, value in vars(self).items() if name != "notes"}
        return own | {"notes": plain_notes(self.notes)}


def trim_and_fill(
    yi: Any,
    vi: Any = None,
    *,
    estimator: str = "L0",
    side: str | None = None,
    method: str = "REML",
    test: str = "z",
    level: float = 0.95,
) -> TrimAndFill:
    """Duval & Tweedie's trim and fill (2000, JASA 95:89–98; Biometrics 56:455–463).

    Effects are trimmed from the crowded side until the number missing, k0, settles; then k0
    mirror images are added and everything is pooled by `method`. Estimators L0 (linear in the
    signed-rank sum) and R0 (length of the last run). side: where effects are missing; None takes
    the side away from the slope of the effects on their standard errors, as metafor's trimfill.

    yi, vi: (k,), k ≥ 3; or a fit of `pool` without moderators as the only argument, whose
    method, test and level then hold. Raises ValueError for fewer effects or moderators.
    """
    choice("estimator", estimator, ESTIMATORS)
    if side is not None:
        choice("side", side, SIDES)
    of = source(yi, vi, method=method, test=test, level=level, least=3)
    side = side or _side(of)
    sign = -1.0 if side == "right" else 1.0
    order = np.argsort(sign * of.y, kind="stable")
    y, v = sign * of.y[order], of.v[order]
    trimmed = _trim(y, v, of.method, estimator)
    mirrored = sign * (2 * trimmed.centre - y[of.k - trimmed.k0 :])
    filled = Source(
        np.concatenate([of.y, mirrored]),
        np.concatenate([of.v, v[of.k - trimmed.k0 :]]),
        np.ones((of.k + trimmed.k0, 1)),
        of.method,
        of.test,
        of.level,
    )
    return _result(of, filled, trimmed, side, estimator)


def _side(of: Source) -> str:
    se = np.sqrt(of.v)
    if np.ptp(se) <= SAME * se.max():
        return "left"
    X = np.column_stack([np.ones(of.k), se - se.mean()])
    slope = refit(of.y, of.v, X, np.ones((1, of.k), dtype=bool), of.method).beta[0, 1]
    return "right" if slope < 0 else "left"


@dataclass(frozen=True)
class _Trimmed:
    k0: int
    se: float
    centre: float
    notes: tuple[Note, ...] = ()


def _trim(y: Floats, v: Floats, method: str, estimator: str) -> _Trimmed:
    """Estimate the centre without the k0 largest effects, count k0 anew, until it stays."""
    k = len(y)
    k0, seen = 0, []
    rounding = 1e-14 * float(np.abs(y).max())
    for _ in range(MAX_ROUNDS):
        middle = centre(y[: k - k0], v[: k - k0], method)
        centred = y - middle
        centred[np.abs(centred) <= rounding] = 0.0
        count, se = _missing(centred, estimator)
        if count == k0:
            return _Trimmed(k0, se, middle)
        if count in seen:
            swings = Note("swings", {"low": min(k0, count), "high": max(k0, count)})
            return _Trimmed(k0, se, middle, (swings,))
        seen.append(k0)
        k0 = count
    raise ValueError(
        f"The number of missing effects did not settle in {MAX_ROUNDS} rounds; try the other "
        "estimator."
    )


def _missing(centred: Floats, estimator: str) -> tuple[int, float]:
    """k0 and its standard error from effects about the centre (Duval & Tweedie 2000)."""
    k = len(centred)
    ranks = np.empty(k)
    ranks[np.argsort(np.abs(centred), kind="stable")] = np.arange(1, k + 1)
    if estimator == "R0":
        below = ranks[centred < 0]
        k0 = float(k - below.max() - 1) if len(below) else 0.0
        se = np.sqrt(2 * max(0.0, k0) + 2)
    else:
        k0 = (4 * ranks[centred > 0].sum() - k * (k + 1)) / (2 * k - 1)
        variance = (
            k * (k + 1) * (2 * k + 1)
            + 10 * k0**3
            + 27 * k0**2
            + 17 * k0
            - 18 * k * k0**2
            - 18 * k * k0
            + 6 * k**2 * k0
        ) / 24
        se = 4 * np.sqrt(max(0.0, variance)) / (2 * k - 1)
    return min(max(0, round(k0)), k - 1), float(se)


def _result(
    of: Source, filled: Source, trimmed: _Trimmed, side: str, estimator: str
) -> TrimAndFill:
    fits = filled.refit(np.ones((1, filled.k), dtype=bool))
    values = {name: float(value[0]) for name, value in vars(tested(filled, fits)).items()}
    before = of.refit(np.ones((1, of.k), dtype=bool))
    return TrimAndFill(
        k=of.k,
        k0=trimmed.k0,
        se_k0=trimmed.se,
        p_k0=0.5 ** (trimmed.k0 + 1) if estimator == "R0" else None,
        side=side,
        estimator=estimator,
        **values,
        tau2=float(fits.tau2[0]),
        i2=float(fits.i2[0]),
        q=float(fits.q[0]),
        unadjusted=float(before.beta[0, 0]),
        yi=filled.y,
        vi=filled.v,
        filled=np.arange(filled.k) >= of.k,
        method=of.method,
        test=of.test,
        level=of.level,
        notes=trimmed.notes,
    )
