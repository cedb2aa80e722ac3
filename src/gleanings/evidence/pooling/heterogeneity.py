"""How much the studies differ beyond chance: Q, I², H², and their intervals by the Q-profile."""

from typing import NamedTuple

from ..distributions import chi2_quantile, chi2_upper
from .design import Design
from .tau2 import solve_q


class Heterogeneity(NamedTuple):
    """`i2` in percent, as it is reported."""

    q: float
    q_df: int
    q_p: float
    i2: float
    h2: float
    typical_variance: float


class Interval(NamedTuple):
    low: float
    high: float


def heterogeneity(design: Design, tau2: float, common_effect: bool) -> Heterogeneity:
    """Cochran's Q; I² and H² (Higgins & Thompson 2002) from τ² and the typical within-study
    variance (their eq. 9), or from Q alone for a common-effect model.

    `tau2` and the result's `typical_variance` are on the scale of the effects.
    """
    df = design.df
    if df == 0:
        return Heterogeneity(0.0, 0, 1.0, 0.0, 1.0, float(design.v.mean()) * design.scale)
    fit = design.at(0.0)
    q = fit.q
    typical = df / fit.traces()[0] * design.scale
    if common_effect:
        i2, h2 = (max(0.0, 100 * (q - df) / q) if q > 0 else 0.0), q / df
    else:
        i2, h2 = 100 * tau2 / (typical + tau2), (typical + tau2) / typical
    return Heterogeneity(q, df, float(chi2_upper(q, df)), i2, h2, typical)


def q_profile(design: Design, level: float) -> Interval:
    """Interval for τ²: the values at which Q(τ²) is neither too large nor too small for its χ²
    distribution (Viechtbauer 2007). (0, 0) where Q is too small even at τ² = 0."""
    tail = (1 - level) / 2
    low = solve_q(design, float(chi2_quantile(1 - tail, design.df)))
    high = solve_q(design, float(chi2_quantile(tail, design.df)))
    return Interval(low * design.scale, high * design.scale)
