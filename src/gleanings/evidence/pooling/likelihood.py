"""τ² by (restricted) maximum likelihood: the highest point of a curve that may have several."""

import math

import numpy as np

from ..inputs import Floats
from .design import Design, Intercept, Moderated

# Terms of the likelihood are functions of vi + τ², smooth on its logarithmic scale: steps of half a
# unit there pass over no top. Points at most, for variances of more orders than data have.
STEP, MOST = 0.5, 120
# Numbers in one (points × effects) table; beyond, the points are taken in turns. From 128 KiB on
# memory is fetched anew from the system for every table, which costs more than the arithmetic.
TABLE = 12_000
# Newton needs some five steps; from the 40th on the bracket is halved, which reaches any double
NEWTON_STEPS, STEPS = 40, 240

TOO_FAR = (
    "These effects and variances lie beyond what can be computed; express them in a unit nearer "
    "to 1."
)


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

    The score on a grid brackets every top; Newton's steps climb each, bisection takes over where
    they leave the bracket (Viechtbauer 2005 for score and information). The highest top wins.
    """
    points, scores = _scores(design, restricted)
    tops = [
        _climb(design, restricted, *_bracket(points, scores, i))
        for i in np.flatnonzero((scores[:-1] > 0) & (scores[1:] <= 0)).tolist()
    ]
    if scores[0] > 0 and len(tops) == 1:
        return tops[0]
    return max([0.0, *tops], key=lambda tau2: _value(design, tau2, restricted))


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


def _scores(design: Design, restricted: bool) -> tuple[Floats, Floats]:
    """A grid of τ² from 0 to where the likelihood only falls, and the score at each point."""
    spread = float(np.sum(design.unweighted().residuals ** 2)) / design.df
    largest, smallest = float(design.v.max()), float(design.v.min())
    # above this the score is negative whatever the data
    ceiling = 2 * (spread + largest)
    if not math.isfinite(ceiling):
        raise ArithmeticError(TOO_FAR)
    span = math.log1p(ceiling / smallest)
    count = min(math.ceil(span / STEP) + 1, MOST)
    points = smallest * np.expm1(np.linspace(0.0, span, count))
    rows = max(1, TABLE // design.k)
    parts = [design.scores(points[i : i + rows], restricted) for i in range(0, count, rows)]
    scores = np.concatenate(parts)
    # at the ends rounding must not decide
    scores[0], scores[-1] = _score(design.at(0.0), restricted)[0], -1.0
    return points, scores


def _bracket(points: Floats, scores: Floats, i: int) -> tuple[float, float, float]:
    """Where the score falls through 0: low end, place to start, high end."""
    low, high = float(points[i]), float(points[i + 1])
    share = float(scores[i] / (scores[i] - scores[i + 1]))
    return low, low + share * (high - low), high


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
