"""τ² by (restricted) maximum likelihood: the highest point of a curve that may have several."""

import math

import numpy as np

from ..inputs import Floats
from .design import Design, Intercept, Moderated

# starting points between the smallest variance and the largest τ² that can be
GRID = 12
# exponents of a geometric series that goes from 0 to 1, after a place for τ² = 0
_GRID = np.concatenate([[0.0], np.linspace(0.0, 1.0, GRID)])
# beyond this many effects the likelihood has one top, and the grid would cost more than the climb
MANY = 400
# Newton needs some five steps; from the 40th on the bracket is halved, which reaches any double
NEWTON_STEPS, STEPS = 40, 240


def log_likelihood(fit: Intercept | Moderated, restricted: bool) -> float:
    """Log-likelihood of the effects on the scale they were given in.

    Restricted: Harville 1974, in the form that does not depend on how X is written.
    """
    d = fit.design
    value = fit.log_weights() - fit.q
    size = d.k
    if restricted:
        value, size = value - fit.log_det(), d.df
    return 0.5 * (value - size * (math.log(2 * math.pi) + math.log(d.scale)))


def maximum_likelihood(design: Design, restricted: bool) -> float:
    """τ² >= 0 with the highest log-likelihood, on the design's scale.

    A coarse grid finds the hill, Newton's steps on the score the top, bisection takes over where
    they leave the bracket (Viechtbauer 2005 for score and information).
    """
    low, start, high = _hill(design, restricted)
    if high == 0:
        return 0.0
    top = _climb(design, restricted, low, start, high)
    if _value(design, 0.0, restricted) >= _value(design, top, restricted):
        return 0.0
    return top


def _value(design: Design, tau2: float, restricted: bool) -> float:
    return log_likelihood(design.at(tau2), restricted)


def _score(fit: Intercept | Moderated, restricted: bool) -> tuple[float, float]:
    """First derivative of the log-likelihood by τ², and how it curves (made positive)."""
    if restricted:
        trace, square = fit.traces()
    else:
        trace, square = fit.sum_w, float(fit.w @ fit.w)
    curvature = fit.yppp() - square / 2
    return (fit.ypp - trace) / 2, curvature if curvature > 0 else square / 2


def _hill(design: Design, restricted: bool) -> tuple[float, float, float]:
    """A bracket around the highest top and where to start in it; (0, 0, 0) if that is τ² = 0."""
    spread = float(np.sum(design.unweighted().residuals ** 2)) / design.df
    largest, smallest = float(design.v.max()), float(design.v.min())
    # above this the score is negative whatever the data
    ceiling = 2 * (spread + largest)
    downhill = _score(design.at(0.0), restricted)[0] <= 0
    if design.k > MANY:
        guess = max(spread - float(design.v.mean()), 0.01 * smallest)
        return (0.0, 0.0, 0.0) if downhill and spread < smallest else (0.0, guess, ceiling)
    bottom = 0.01 * min(smallest, ceiling)
    points = bottom * (ceiling / bottom) ** _GRID
    points[0] = 0.0
    heights = _heights(design, points, restricted)
    best = int(np.argmax(heights))
    if best == 0 and downhill:
        return 0.0, 0.0, 0.0
    best = max(best, 1)
    return float(points[best - 1]), float(points[best]), float(points[min(best + 1, GRID)])


def _heights(design: Design, points: Floats, restricted: bool) -> Floats:
    """Log-likelihoods at several τ², up to a constant."""
    if design.Q is not None:
        return np.array([_value(design, float(t), restricted) for t in points])
    w = 1.0 / (design.v + points[:, None])
    total = w.sum(axis=1)
    mean = (w @ design.y) / total
    q = (w * (design.y - mean[:, None]) ** 2).sum(axis=1)
    heights = np.log(w).sum(axis=1) - q
    return heights - np.log(total) if restricted else heights


def _climb(design: Design, restricted: bool, low: float, t: float, high: float) -> float:
    for step in range(STEPS):
        slope, curvature = _score(design.at(t), restricted)
        if slope > 0:
            low = t
        else:
            high = t
        new = t + slope / curvature
        if not low <= new <= high or step >= NEWTON_STEPS:
            new = (low + high) / 2
        # the design's scale puts the smallest variance near 1
        if abs(new - t) <= 1e-14 + 1e-13 * t:
            return new
        t = new
    raise ArithmeticError(
        f"τ² did not converge in {STEPS} steps; look for effects or variances that differ by many "
        'orders of magnitude, or use method="DL", which needs no iteration.'
    )
