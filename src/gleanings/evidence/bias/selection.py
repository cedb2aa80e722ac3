"""Three-parameter selection model: effects whose p misses .025 one-sided are seen less often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from gleanings.evidence.display import Displayed
from gleanings.evidence.distributions import (
    chi2_upper,
    normal_cdf,
    normal_density,
    normal_quantile,
    normal_two_sided,
)
from gleanings.evidence.inputs import Floats, level_of
from gleanings.evidence.notes import Note, plain_notes
from gleanings.evidence.pooling.result import plain
from gleanings.evidence.sensitivity.refits import refit
from gleanings.evidence.sensitivity.source import columns_of

CUT = 0.025
# With fewer effects than this on a side of the cut the weight rests on next to nothing
# (the `weightr` package warns at the same number).
FEW_ON_A_SIDE = 4
MAX_STEPS = 200
# A step that would still raise the log-likelihood by more than about this: not at the top.
UNSETTLED = 1e-6
MU, TAU2, WEIGHT = 0, 1, 2


@dataclass(frozen=True, repr=False)
class SelectionModel(Displayed):
    """The estimate had results on both sides of the cut been equally likely to be seen.

    `weight` is the chance of being seen of an effect with one-sided p above `cut`, relative to one
    below; 1 means no selection. `side` is the direction that was favoured. `chi2`, `p_selection`:
    likelihood-ratio test, 1 df, of weight = 1. Standard errors from the observed information; NaN
    with a note where a parameter lies on its bound.
    """

    k: int
    k_significant: int
    side: str
    cut: float
    estimate: float
    se: float
    statistic: float
    p: float
    ci_low: float
    ci_high: float
    tau2: float
    weight: float
    weight_se: float
    log_likelihood: float
    chi2: float
    p_selection: float
    level: float
    unadjusted: float
    unadjusted_tau2: float
    notes: tuple[Note, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers and texts, for JSON; None for what is not finite."""
        own = {name: plain(value) for name, value in vars(self).items() if name != "notes"}
        return own | {"notes": plain_notes(self.notes)}


def selection_model(
    yi: Any, vi: Any = None, *, side: str | None = None, level: float = 0.95
) -> SelectionModel:
    """Step-function selection model with one cut at one-sided p = .025, by maximum likelihood.

    y_i ~ N(μ, v_i + τ²), seen with probability proportional to 1 where p_i ≤ .025 and to δ where
    not (Hedges 1992, Stat Sci 7:246–255; Vevea & Hedges 1995, Psychometrika 60:419–435; the
    three-parameter form of McShane, Böckenholt & Hansen 2016, Perspect Psychol Sci 11:730–749).

    yi, vi: (k,), k ≥ 3; or a fit of `pool` as the only argument.
    side: "right" (positive effects favoured) or "left"; None takes the sign
    of the estimate without selection. Raises ValueError where no effect, or every effect, lies
    beyond the cut: δ cannot be estimated then.
    """
    y, v = columns_of(yi, vi, least=3)
    level = level_of(level)
    if side not in (None, "left", "right"):
        raise ValueError(f"side = {side!r}; use 'left', 'right' or None.")
    plain = _unadjusted(y, v)
    if side is None:
        side = "right" if plain[MU] >= 0 else "left"
    sign = 1.0 if side == "right" else -1.0
    data = _Data.of(sign * y, v)
    significant = len(y) - data.missed
    if significant in (0, len(y)):
        which = "None of the {} effects is" if significant == 0 else "All {} effects are"
        raise ValueError(
            f"{which.format(len(y))} significant in the favoured direction ({side}): "
            "the selection model cannot be estimated. Look at trim and fill or PET-PEESE instead."
        )
    found, loglik = _maximise(data)
    return _result(data, sign, side, found, loglik, plain, level)


@dataclass(frozen=True)
class _Data:
    y: Floats
    v: Floats
    threshold: Floats  # the effect at which one-sided p = CUT
    missed: int  # effects short of it

    @classmethod
    def of(cls, y: Floats, v: Floats) -> _Data:
        threshold = float(normal_quantile(1 - CUT)) * np.sqrt(v)
        return cls(y, v, threshold, int((y < threshold).sum()))


def _loglik(data: _Data, mu: Floats, tau2: Floats, weight: Floats) -> Floats:
    """l for parameters of shape (…); `weight` above 0."""
    mu, tau2, weight = (np.asarray(a, dtype=float)[..., None] for a in (mu, tau2, weight))
    variance = data.v + tau2
    below = normal_cdf((data.threshold - mu) / np.sqrt(variance))
    seen = 1 + (weight - 1) * below
    density = np.log(2 * np.pi * variance) + (data.y - mu) ** 2 / variance
    return np.asarray(
        (-0.5 * density - np.log(seen)).sum(-1) + data.missed * np.log(weight)[..., 0]
    )


@dataclass(frozen=True)
class _Slope:
    """l, its gradient (3,) and Hessian (3, 3) in (μ, τ², δ)."""

    loglik: float
    gradient: Floats
    hessian: Floats


def _slope(data: _Data, point: Floats) -> _Slope:
    """Exact derivatives. With s = v + τ², c = (threshold − μ)/√s, A = 1 + (δ − 1)Φ(c):

    l = Σ [−½ log 2πs − ½ (y − μ)²/s − log A] + log δ · (number of effects short of the cut).
    """
    mu, tau2, weight = point
    s = data.v + tau2
    root = np.sqrt(s)
    residual = data.y - mu
    c = (data.threshold - mu) / root
    below, height = normal_cdf(c), normal_density(c)
    seen = 1 + (weight - 1) * below
    # Derivatives of A over A: by μ, τ² and δ; then its second derivatives.
    bell = height / seen
    dense = (weight - 1) * bell
    by_mu, by_tau2, by_weight = -dense / root, -0.5 * dense * c / s, below / seen
    curve = dense / s
    c_square = c * c
    bends = np.array(
        [
            -curve * c,
            0.5 * curve * (1 - c_square) / root,
            0.25 * curve * c * (3 - c_square) / s,
            -bell / root,
            -0.5 * bell * c / s,
        ]
    ).sum(axis=1)
    pull = residual / s
    first = np.array([by_mu, by_tau2, by_weight])
    mu_mu, mu_tau2, tau2_tau2, mu_weight, tau2_weight = bends
    missed = data.missed
    square = pull * pull
    inverse = 1 / s
    slopes = np.array([pull, 0.5 * (square - inverse)]).sum(axis=1)
    a = -mu_mu - inverse.sum()
    b = -mu_tau2 - float(pull @ inverse)
    d = -tau2_tau2 - float(square @ inverse) + 0.5 * float(inverse @ inverse)
    hessian = first @ first.T + np.array(
        [
            [a, b, -mu_weight],
            [b, d, -tau2_weight],
            [-mu_weight, -tau2_weight, -missed / weight**2],
        ]
    )
    gradient = np.array([slopes[0], slopes[1], missed / weight]) - first.sum(axis=1)
    loglik = -0.5 * float((np.log(2 * np.pi * s) + residual * pull).sum())
    loglik += missed * float(np.log(weight)) - float(np.log(seen).sum())
    return _Slope(loglik, gradient, hessian)


def _scale(data: _Data) -> Floats:
    spread = float(data.y.var()) + float(np.median(data.v))
    return np.array([np.sqrt(spread), spread, 1.0])


def _unadjusted(y: Floats, v: Floats) -> Floats:
    """(μ, τ², 1) by maximum likelihood."""
    fit = refit(y, v, np.ones((len(y), 1)), np.ones((1, len(y)), dtype=bool), "ML")
    return np.array([fit.beta[0, 0], fit.tau2[0], 1.0])


def _maximise(data: _Data) -> tuple[Floats, float]:
    """The highest of the peaks climbed from the best points of a coarse grid."""
    scale = _scale(data)
    mean = float((1 / data.v) @ data.y / (1 / data.v).sum())
    mus = mean + scale[MU] * np.linspace(-3, 2, 11)
    tau2s = scale[TAU2] * np.array([0.0, 0.01, 0.05, 0.2, 0.6, 1.5])
    weights = np.array([0.01, 0.05, 0.2, 0.5, 1.0, 3.0])
    points = np.stack([a.ravel() for a in np.meshgrid(mus, tau2s, weights)], axis=-1)
    heights = _loglik(data, *points.T)
    climbed = [_climb(data, points[i], scale) for i in _distinct_best(points, heights, scale)]
    return max(climbed, key=lambda peak: peak[1])


def _distinct_best(points: Floats, heights: Floats, scale: Floats, wanted: int = 2) -> list[int]:
    """The highest grid point and the next ones that are far from those taken already."""
    chosen: list[int] = []
    # δ by its ratio, as .01 and .05 are as far apart as 1 and 5.
    places = np.column_stack([points[:, :2] / scale[:2], np.log(points[:, 2])])
    for i in np.argsort(-heights, kind="stable"):
        if all(np.abs(places[i] - places[j]).max() > 1.2 for j in chosen):
            chosen.append(int(i))
        if len(chosen) == wanted or heights[i] < heights[chosen[0]] - 6:
            break
    return chosen


def _climb(data: _Data, start: Floats, scale: Floats) -> tuple[Floats, float]:
    """Newton steps in (μ, τ², log δ), made to go up even from a saddle."""
    point = start.copy()
    here = _slope(data, point)
    for _ in range(MAX_STEPS):
        pinned = point[TAU2] == 0 and here.gradient[TAU2] <= 0
        index = [MU, WEIGHT] if pinned else [MU, TAU2, WEIGHT]
        unit = np.array([scale[MU], scale[TAU2], point[WEIGHT]])
        slope = unit * here.gradient
        bend = np.outer(unit, unit) * here.hessian
        bend[WEIGHT, WEIGHT] += slope[WEIGHT]
        values, vectors = np.linalg.eigh(-bend[np.ix_(index, index)])
        values = np.maximum(np.abs(values), 1e-8 * np.abs(values).max())
        step = np.zeros(3)
        step[index] = vectors @ ((vectors.T @ slope[index]) / values)
        moved = _shorter_until_higher(data, point, scale, step, here.loglik)
        if moved is None:
            break
        point, here = moved
        if float(slope @ step) <= 1e-14 * (1 + abs(here.loglik)):
            break
    return point, here.loglik


def _shorter_until_higher(
    data: _Data, point: Floats, scale: Floats, step: Floats, height: float
) -> tuple[Floats, _Slope] | None:
    step[WEIGHT] = np.clip(step[WEIGHT], -2.0, 2.0)
    for _ in range(40):
        there = point + scale * step
        there[TAU2] = max(there[TAU2], 0.0)
        there[WEIGHT] = point[WEIGHT] * np.exp(step[WEIGHT])
        new = _slope(data, there)
        if new.loglik >= height - 1e-13 * (1 + abs(height)):
            return (there, new) if (there != point).any() else None
        step = step / 2
    return None


def _result(
    data: _Data,
    sign: float,
    side: str,
    found: Floats,
    loglik: float,
    unadjusted: Floats,
    level: float,
) -> SelectionModel:
    significant = len(data.y) - data.missed
    inner = np.flatnonzero(np.array([True, found[TAU2] > 0, True]))
    information = -_slope(data, found).hessian[np.ix_(inner, inner)]
    notes = []
    se = weight_se = float("nan")
    slope = _slope(data, found).gradient[inner]
    if np.linalg.eigvalsh(information)[0] <= 0:
        notes.append(Note("flat"))
    elif float(slope @ np.linalg.solve(information, slope)) > UNSETTLED:
        notes.append(Note("unsettled"))
    else:
        variances = np.diag(np.linalg.inv(information))
        se, weight_se = float(np.sqrt(variances[0])), float(np.sqrt(variances[-1]))
    few = min(significant, len(data.y) - significant)
    if few < FEW_ON_A_SIDE:
        notes.append(Note("one-side-few", {"few": few}) if few else Note("one-side-none"))
    half = float(normal_quantile(0.5 + level / 2)) * se
    estimate = sign * float(found[MU])
    without = _slope(data, unadjusted * [sign, 1.0, 1.0]).loglik
    chi2 = max(0.0, 2 * (loglik - without))
    return SelectionModel(
        k=len(data.y),
        k_significant=significant,
        side=side,
        cut=CUT,
        estimate=estimate,
        se=se,
        statistic=estimate / se,
        p=float(normal_two_sided(estimate / se)),
        ci_low=estimate - half,
        ci_high=estimate + half,
        tau2=float(found[TAU2]),
        weight=float(found[WEIGHT]),
        weight_se=weight_se,
        log_likelihood=loglik,
        chi2=chi2,
        p_selection=float(chi2_upper(chi2, 1)),
        level=level,
        unadjusted=float(unadjusted[MU]),
        unadjusted_tau2=float(unadjusted[TAU2]),
        notes=tuple(notes),
    )
