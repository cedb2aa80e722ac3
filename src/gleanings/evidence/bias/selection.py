"""Three-parameter selection model: effects whose p misses .025 one-sided are seen less often."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gleanings.evidence.distributions import (
    chi2_upper,
    normal_cdf,
    normal_density,
    normal_quantile,
    normal_two_sided,
)
from gleanings.evidence.inputs import Floats, effects, level_of

CUT = 0.025
# With fewer effects than this on a side of the cut the weight rests on next to nothing
# (the `weightr` package warns at the same number).
FEW_ON_A_SIDE = 4
MAX_STEPS = 200
MU, TAU2, WEIGHT = 0, 1, 2


@dataclass(frozen=True)
class SelectionModel:
    """The estimate had results on both sides of the cut been equally likely to be seen.

    `weight` is the chance of being seen of an effect with one-sided p above `cut`, relative to one
    below; 1 means no selection. `side` is the direction that was favoured. `chi2`, `p_selection`:
    likelihood-ratio test, 1 df, of weight = 1. Standard errors from the observed information; NaN
    with a `notice` where a parameter lies on its bound.
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
    loglik: float
    chi2: float
    p_selection: float
    level: float
    unadjusted: float
    unadjusted_tau2: float
    notice: str = ""

    def describe(self) -> str:
        """What was found, in two sentences."""
        seen = "less" if self.weight < 1 else "more"
        told = "" if self.p_selection < 0.05 else " (a difference that chance explains as well)"
        return (
            f"Effects that were not significant were {self.weight:.2f} times as likely to be seen "
            f"as those that were, that is, {seen} often{told}. Allowing for that, the estimate is "
            f"{self.estimate:.2f} [{self.ci_low:.2f}, {self.ci_high:.2f}], against "
            f"{self.unadjusted:.2f} without. {self.notice}"
        ).strip()


def selection_model(
    yi: ArrayLike, vi: ArrayLike, *, side: str | None = None, level: float = 0.95
) -> SelectionModel:
    """Step-function selection model with one cut at one-sided p = .025, by maximum likelihood.

    y_i ~ N(μ, v_i + τ²), seen with probability proportional to 1 where p_i ≤ .025 and to δ where
    not (Hedges 1992, Stat Sci 7:246–255; Vevea & Hedges 1995, Psychometrika 60:419–435; the
    three-parameter form of McShane, Böckenholt & Hansen 2016, Perspect Psychol Sci 11:730–749).

    yi, vi: (k,), k ≥ 3. side: "right" (positive effects favoured) or "left"; None takes the sign
    of the estimate without selection. Raises ValueError where no effect, or every effect, lies
    beyond the cut: δ cannot be estimated then.
    """
    y, v = effects(yi, vi, least=3)
    level = level_of(level)
    if side not in (None, "left", "right"):
        raise ValueError(f"side = {side!r}; use 'left', 'right' or None.")
    plain, plain_loglik = _maximise(_Data.of(y, v), free=(MU, TAU2))
    if side is None:
        side = "right" if plain[MU] >= 0 else "left"
    sign = 1.0 if side == "right" else -1.0
    data = _Data.of(sign * y, v)
    significant = len(y) - data.missed
    if significant in (0, len(y)):
        which = "None" if significant == 0 else "All"
        raise ValueError(
            f"{which} of the {len(y)} effects is significant in the favoured direction ({side}): "
            "the selection model cannot be estimated. Look at trim and fill or PET-PEESE instead."
        )
    found, loglik = _maximise(data, free=(MU, TAU2, WEIGHT))
    return _result(data, sign, side, found, loglik, plain, plain_loglik, level)


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
    c1 = np.stack([-1 / root, -c / (2 * s)])
    c2 = np.stack([np.zeros_like(s), 1 / (2 * s * root), 3 * c / (4 * s * s)])
    # First and second derivatives of A, divided by A.
    density = (weight - 1) * height / seen
    first = np.stack([density * c1[0], density * c1[1], below / seen])
    bend = density * (c2 - c * np.stack([c1[0] ** 2, c1[0] * c1[1], c1[1] ** 2]))
    cross = height / seen * c1
    missed = data.missed
    gradient = np.array([(residual / s).sum(), 0.5 * ((residual / s) ** 2 - 1 / s).sum(), 0.0])
    gradient[WEIGHT] = missed / weight
    hessian = first @ first.T
    seconds = bend.sum(axis=1)
    hessian[MU, MU] -= seconds[0] + (1 / s).sum()
    hessian[MU, TAU2] -= seconds[1] + (residual / s**2).sum()
    hessian[TAU2, TAU2] -= seconds[2] + (residual**2 / s**3 - 0.5 / s**2).sum()
    hessian[:2, WEIGHT] -= cross.sum(axis=1)
    hessian[WEIGHT, WEIGHT] -= missed / weight**2
    hessian = np.triu(hessian) + np.triu(hessian, 1).T
    loglik = -0.5 * (np.log(2 * np.pi * s) + residual**2 / s).sum() - np.log(seen).sum()
    return _Slope(float(loglik + missed * np.log(weight)), gradient - first.sum(axis=1), hessian)


def _scale(data: _Data) -> Floats:
    spread = float(data.y.var()) + float(np.median(data.v))
    return np.array([np.sqrt(spread), spread, 1.0])


def _maximise(data: _Data, free: tuple[int, ...]) -> tuple[Floats, float]:
    """The highest of the peaks climbed from the best points of a coarse grid; δ = 1 if not free."""
    scale = _scale(data)
    mean = float((1 / data.v) @ data.y / (1 / data.v).sum())
    shifts = np.linspace(-3, 2, 11) if WEIGHT in free else np.zeros(1)
    mus = mean + scale[MU] * shifts
    tau2s = scale[TAU2] * np.array([0.0, 0.01, 0.05, 0.2, 0.6, 1.5])
    weights = np.array([0.01, 0.05, 0.2, 0.5, 1.0, 3.0]) if WEIGHT in free else np.ones(1)
    points = np.stack([a.ravel() for a in np.meshgrid(mus, tau2s, weights)], axis=-1)
    heights = _loglik(data, *points.T)
    starts = [points[i] for i in _distinct_best(points, heights, scale)]
    climbed = [_climb(data, start, free, scale) for start in starts]
    return max(climbed, key=lambda peak: peak[1])


def _distinct_best(points: Floats, heights: Floats, scale: Floats, wanted: int = 2) -> list[int]:
    """The highest grid point and the next ones that are far from those taken already."""
    chosen: list[int] = []
    # δ by its ratio, as .01 and .05 are as far apart as 1 and 5.
    places = np.column_stack([points[:, :2] / scale[:2], np.log(points[:, 2])])
    for i in np.argsort(-heights, kind="stable"):
        if all(np.abs(places[i] - places[j]).max() > 1.2 for j in chosen):
            chosen.append(int(i))
        if len(chosen) == wanted or heights[i] < heights[chosen[0]] - 10:
            break
    return chosen


def _climb(
    data: _Data, start: Floats, free: tuple[int, ...], scale: Floats
) -> tuple[Floats, float]:
    """Newton steps in (μ, τ², log δ), made to go up even from a saddle."""
    point = start.copy()
    here = _slope(data, point)
    for _ in range(MAX_STEPS):
        index = [i for i in free if i != TAU2 or point[TAU2] > 0 or here.gradient[TAU2] > 0]
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
    unadjusted_loglik: float,
    level: float,
) -> SelectionModel:
    significant = len(data.y) - data.missed
    inner = np.flatnonzero(np.array([True, found[TAU2] > 0, True]))
    information = -_slope(data, found).hessian[np.ix_(inner, inner)]
    notices = []
    se = weight_se = float("nan")
    if np.linalg.eigvalsh(information)[0] > 0:
        variances = np.diag(np.linalg.inv(information))
        se, weight_se = float(np.sqrt(variances[0])), float(np.sqrt(variances[-1]))
    else:
        notices.append("The likelihood is flat at its top: no standard errors; do not rely on it.")
    few = min(significant, len(data.y) - significant)
    if few < FEW_ON_A_SIDE:
        notices.append(
            f"Only {few} effect{'s lie' if few > 1 else ' lies'} on one side of the cut, so that "
            "the adjustment is very uncertain."
        )
    half = float(normal_quantile(0.5 + level / 2)) * se
    estimate = sign * float(found[MU])
    chi2 = max(0.0, 2 * (loglik - unadjusted_loglik))
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
        loglik=loglik,
        chi2=chi2,
        p_selection=float(chi2_upper(chi2, 1)),
        level=level,
        unadjusted=float(unadjusted[MU]),
        unadjusted_tau2=float(unadjusted[TAU2]),
        notice=" ".join(notices),
    )
