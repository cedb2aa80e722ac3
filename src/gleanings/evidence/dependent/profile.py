"""Profile-likelihood intervals of variance components."""

from __future__ import annotations

import math

from gleanings.evidence.dependent.likelihood import Problem
from gleanings.evidence.dependent.maximise import (
    BETWEEN,
    WITHIN,
    Maximum,
    maximise_one,
    residual_variance,
)
from gleanings.evidence.dependent.result import ComponentIntervals, MultilevelEffect, Range
from gleanings.evidence.distributions import chi2_quantile
from gleanings.evidence.inputs import level_of

MAX_STEPS = 100
TOLERANCE = 1e-10
# A component this many times the variance of the effects is as good as unbounded.
UNBOUNDED = 1e8


def profile_intervals(fit: MultilevelEffect, *, level: float | None = None) -> ComponentIntervals:
    """Where the likelihood, maximised over the other component, stays within χ²₁(level) / 2.

    (Hardy & Thompson 1996, Stat Med 15:619–629.) level: by default the fit's own. A lower end of 0
    is reached where the data allow no difference; an upper end is infinite where the likelihood
    never falls far enough. A component that was held at 0 for want of information has (NaN, NaN).
    Agrees with metafor's confint on rma.mv.
    """
    level = fit.level if level is None else level_of(level)
    drop = float(chi2_quantile(level, 1)) / 2
    scale = fit.working.unit**2
    ranges = []
    for component in (BETWEEN, WITHIN):
        if component in fit.working.held:
            ranges.append(Range(math.nan, math.nan))
            continue
        low, high = _interval(fit, component, drop)
        ranges.append(Range(low * scale, high * scale))
    return ComponentIntervals(ranges[0], ranges[1], level)


def _interval(fit: MultilevelEffect, component: int, drop: float) -> tuple[float, float]:
    working = fit.working
    problem, best = working.problem, float(working.sigma2[component])
    top = fit.log_likelihood + _shift(fit)
    # With the other component held at 0 for want of information the profile is the likelihood.
    floor = top - drop
    low = 0.0
    if best > 0 and _at(problem, component, 0.0, working.held).curvature.loglik < floor:
        low = _crossing(fit, component, floor, 0.0, best)
    spread = max(residual_variance(problem), float(problem.sampling.e.max()))
    limit = UNBOUNDED * spread
    inside, outside = best, max(2 * best, 0.1 * spread)
    while _at(problem, component, outside, working.held).curvature.loglik > floor:
        if outside > limit:
            return low, math.inf
        inside, outside = outside, 4 * outside
    return low, _crossing(fit, component, floor, outside, inside)


def _shift(fit: MultilevelEffect) -> float:
    """From the log-likelihood of the effects to that of the scaled effects."""
    k, p = fit.X.shape
    return (k - p if fit.method == "REML" else k) * math.log(fit.working.unit)


def _at(problem: Problem, component: int, value: float, held: tuple[int, ...]) -> Maximum:
    return maximise_one(problem, component, value, held)


def _crossing(
    fit: MultilevelEffect, component: int, floor: float, outside: float, inside: float
) -> float:
    """Where the profile crosses `floor`; its slope is the gradient (the other one's is 0)."""
    problem, held = fit.working.problem, fit.working.held
    value = (inside + outside) / 2
    for _ in range(MAX_STEPS):
        peak = _at(problem, component, value, held).curvature
        excess = peak.loglik - floor
        if excess >= 0:
            inside = value
        else:
            outside = value
        slope = float(peak.gradient[component])
        new = value - excess / slope if slope != 0 else math.nan
        if not min(inside, outside) < new < max(inside, outside):
            new = (inside + outside) / 2
        if abs(new - value) <= TOLERANCE * max(value, abs(new)):
            return new
        value = new
    return value
