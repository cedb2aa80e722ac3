"""Estimators of the between-study variance τ², with their standard errors.

Each takes a `Design` and gives (τ², standard error) on the design's scale, not below 0. Formulas
with moderators: Viechtbauer, López-López, Sánchez-Meca & Marín-Martínez 2015, table 1.
"""

import math
from collections.abc import Callable

from .design import Design
from .likelihood import NEWTON_STEPS, STEPS, maximum_likelihood

Estimate = tuple[float, float]


def dersimonian_laird(d: Design) -> Estimate:
    """DerSimonian & Laird 1986: Q equated with its expectation."""
    fit = d.at(0.0)
    trace, square = fit.traces()
    tau2 = max((fit.q - d.df) / trace, 0.0)
    return tau2, _moment_error(d.df, trace, square, tau2) / trace


def hunter_schmidt(d: Design) -> Estimate:
    """Hunter & Schmidt 2004; too low for few studies."""
    fit = d.at(0.0)
    trace, square = fit.traces()
    tau2 = max((fit.q - d.k) / fit.sum_w, 0.0)
    return tau2, _moment_error(d.df, trace, square, tau2) / fit.sum_w


def hedges(d: Design) -> Estimate:
    """Hedges 1983 ("variance component"): the unweighted sum of squares."""
    fit = d.unweighted()
    trace, square, _ = fit.trace_pv()
    tau2 = max((fit.q - trace) / d.df, 0.0)
    return tau2, math.sqrt(2 * square + 4 * tau2 * trace + 2 * tau2**2 * d.df) / d.df


def sidik_jonkman(d: Design) -> Estimate:
    """Sidik & Jonkman 2005: starts from the spread of the effects, which keeps it above 0."""
    start = float(d.y.var())
    if start == 0:
        return 0.0, 0.0
    fit = d.at(start)
    _, square = fit.traces()
    _, pvpv, pvp = fit.trace_pv()
    tau2 = start * fit.q / d.df
    spread = 2 * pvpv + 4 * tau2 * pvp + 2 * tau2**2 * square
    return tau2, start / d.df * math.sqrt(spread)


def paule_mandel(d: Design) -> Estimate:
    """Paule & Mandel 1982: the τ² at which Q equals its degrees of freedom."""
    tau2 = solve_q(d, float(d.df))
    return tau2, math.sqrt(2 * d.k**2 / d.df) / d.at(tau2).sum_w


def empirical_bayes(d: Design) -> Estimate:
    """Morris 1983; Berkey et al. 1995. The same τ² as Paule & Mandel's."""
    return paule_mandel(d)


def restricted_likelihood(d: Design) -> Estimate:
    """Restricted maximum likelihood (Harville 1977; Raudenbush 2009)."""
    tau2 = maximum_likelihood(d, restricted=True)
    return tau2, math.sqrt(2 / d.at(tau2).traces()[1])


def full_likelihood(d: Design) -> Estimate:
    """Maximum likelihood (Hardy & Thompson 1996); too low for few studies."""
    tau2 = maximum_likelihood(d, restricted=False)
    fit = d.at(tau2)
    return tau2, math.sqrt(2 / float(fit.w @ fit.w))


def _moment_error(df: int, trace: float, square: float, tau2: float) -> float:
    """√Var(Q) for normal effects."""
    return math.sqrt(2 * df + 4 * tau2 * trace + 2 * tau2**2 * square)


ESTIMATORS: dict[str, Callable[[Design], Estimate]] = {
    "REML": restricted_likelihood,
    "DL": dersimonian_laird,
    "ML": full_likelihood,
    "PM": paule_mandel,
    "SJ": sidik_jonkman,
    "HE": hedges,
    "HS": hunter_schmidt,
    "EB": empirical_bayes,
}


def solve_q(d: Design, target: float) -> float:
    """The τ² >= 0 at which Q(τ²) = `target`; 0 if Q(0) is already below.

    Q falls with τ². Newton's steps on 1/Q, which is nearly straight, kept in a bracket.
    """
    fit = d.at(0.0)
    if fit.q <= target:
        return 0.0
    low, high, t = 0.0, math.inf, 0.0
    for step in range(STEPS):
        q, ypp = fit.q, fit.ypp
        if q > target:
            low = t
        else:
            high = t
        new = t + q * (q / target - 1) / ypp
        if not low <= new <= high or step >= NEWTON_STEPS:
            new = 2 * low + 1 if math.isinf(high) else (low + high) / 2
        if abs(new - t) <= 1e-14 + 1e-13 * t:
            return new
        t = new
        fit = d.at(t)
    raise ArithmeticError(
        "τ² did not converge; look for effects or variances that differ by many orders of "
        'magnitude, or use method="DL", which needs no iteration.'
    )
