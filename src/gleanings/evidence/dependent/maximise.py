"""The highest point of the likelihood over σ²_between ≥ 0 and σ²_within ≥ 0.

The surface can have several peaks, some of them on an edge. A coarse grid in logarithmic steps
finds where they are; projected Newton steps with the exact Hessian climb each, and the highest
wins. Fisher scoring replaces Newton where the surface is not concave.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gleanings.evidence.dependent.clusters import Array
from gleanings.evidence.dependent.likelihood import (
    Curvature,
    Problem,
    curvature,
    log_likelihoods,
)
from gleanings.evidence.notes import Note

BETWEEN, WITHIN = 0, 1
MAX_STEPS = 200
PEAKS = 4  # at most so many grid peaks are climbed
# For (between, within): a further σ²_between costs little, so that its grid is the finer.
GRID_RATIO = (1.8, 2.0)
GRID_POINTS = ((8, 60), (4, 60))
RELATIVE_STEP = 1e-10
# A step that promises less than this share of the likelihood is the last one: the next would only
# follow rounding.
LAST_GAIN = 1e-14
# Below this share of its scale, information counts as none: the component is not identified.
NO_INFORMATION = 1e-9


@dataclass(frozen=True)
class Maximum:
    """The peak: components (between, within), the likelihood there, and what had to be said."""

    sigma2: Array
    curvature: Curvature
    held: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()


def residual_variance(problem: Problem) -> float:
    """Variance of the ordinary least-squares residuals, the scale of what can be found."""
    k, p = problem.X.shape
    beta = np.linalg.lstsq(problem.X, problem.y, rcond=None)[0]
    return float(((problem.y - problem.X @ beta) ** 2).sum()) / max(k - p, 1)


def grid(problem: Problem, component: int) -> Array:
    """0 and a geometric series that spans what the data can tell apart."""
    sampling = problem.sampling
    smallest = float((sampling.e + (sampling.rho * sampling.d**2 if sampling.rho else 0)).min())
    low = 0.1 * smallest
    high = max(10 * residual_variance(problem), 4 * low)
    wanted = int(np.ceil(np.log(high / low) / np.log(GRID_RATIO[component]))) + 1
    count = int(np.clip(wanted, *GRID_POINTS[component]))
    return np.concatenate(([0.0], np.geomspace(low, high, count)))


def unidentified(problem: Problem) -> tuple[tuple[int, ...], tuple[Note, ...]]:
    """Which component to hold at 0 because the data cannot tell it, and the note saying so.

    Whether they can follows from the design, wherever one looks. At components of 0 a study with a
    tiny variance would have all the weight and hide what the others tell; so it is judged where
    both components are as large as the residuals' variance, and no weight stands out.
    """
    if not problem.sampling.clusters.all_single:
        at = max(residual_variance(problem), float(np.median(problem.sampling.e)))
        restricted = Problem(problem.y, problem.X, problem.sampling, True)
        information = curvature(restricted, at, at).information
        free = curvature(Problem(problem.y, problem.X, problem.sampling, False), at, at)
        if information[0, 0] <= NO_INFORMATION * free.information[0, 0]:
            return (BETWEEN,), (Note("between-explained"),)
        if np.linalg.det(information) > NO_INFORMATION * information[0, 0] * information[1, 1]:
            return (), ()
    return (WITHIN,), (Note("not-apart"),)


def climb(problem: Problem, start: Array, held: tuple[int, ...] = ()) -> Maximum:
    """Newton steps from `start` within the quadrant; components in `held` stay as they are."""
    sigma2 = np.asarray(start, dtype=float)
    here = curvature(problem, *sigma2)
    movable = np.array([i not in held for i in (BETWEEN, WITHIN)])
    for _ in range(MAX_STEPS):
        free = movable & ((sigma2 > 0) | (here.gradient > 0))
        if not free.any():
            break
        step = np.zeros(2)
        step[free] = _direction(here, free)
        moved = _move(problem, sigma2, step, here)
        if moved is None:
            break
        gain = float(here.gradient @ step)
        change = float(np.abs(moved[0] - sigma2).max())
        sigma2, here = moved
        settled = gain <= LAST_GAIN * (1 + abs(here.loglik))
        if settled or change <= RELATIVE_STEP * sigma2.max():
            break
    else:
        raise ValueError(
            f"The likelihood of the variance components did not settle in {MAX_STEPS} steps. "
            "Look for an effect or a variance far out of scale (a standard error in place of a "
            "variance?)."
        )
    return Maximum(sigma2, here, held)


def _direction(here: Curvature, free: NDArray[np.bool_]) -> Array:
    index = np.flatnonzero(free)
    gradient = here.gradient[index]
    square = np.ix_(index, index)
    for matrix in (-here.hessian[square], here.information[square]):
        if len(index) == 1:
            if matrix[0, 0] > 0:
                return gradient / matrix[0, 0]
        elif matrix[0, 0] > 0 and np.linalg.det(matrix) > 1e-12 * matrix[0, 0] * matrix[1, 1]:
            return np.asarray(np.linalg.solve(matrix, gradient))
    return gradient / np.maximum(np.diag(here.information)[index], np.finfo(float).tiny)


def _move(
    problem: Problem, sigma2: Array, step: Array, here: Curvature
) -> tuple[Array, Curvature] | None:
    """The first of ever shorter steps that does not lower the likelihood."""
    rounding = 1e-13 * (1 + abs(here.loglik))
    for _ in range(40):
        there = np.maximum(sigma2 + step, 0.0)
        if (there == sigma2).all():
            return None
        new = curvature(problem, *there)
        if new.loglik >= here.loglik - rounding:
            return there, new
        step = step / 2
    return None


def _peaks(table: Array) -> list[tuple[int, int]]:
    """Cells where the profile over either component has a top, highest first.

    Profiles, not neighbouring cells: a narrow ridge that runs aslant hides between cells.
    """
    cells = set()
    for axis in (0, 1):
        best = table.argmax(axis=1 - axis)
        profile = np.pad(table.max(axis=1 - axis), 1, constant_values=-np.inf)
        tops = (profile[1:-1] >= profile[:-2]) & (profile[1:-1] >= profile[2:])
        for i in np.flatnonzero(tops):
            cells.add((int(i), int(best[i])) if axis == 0 else (int(best[i]), int(i)))
    return sorted(cells, key=lambda cell: -table[cell])[:PEAKS]


def maximise(problem: Problem) -> Maximum:
    """The global maximum over both components."""
    held, notes = unidentified(problem)
    withins = np.zeros(1) if WITHIN in held else grid(problem, WITHIN)
    betweens = np.zeros(1) if BETWEEN in held else grid(problem, BETWEEN)
    table = np.array([log_likelihoods(problem, w, betweens) for w in withins])
    found = [climb(problem, np.array([betweens[j], withins[i]]), held) for i, j in _peaks(table)]
    best = max(found, key=lambda peak: peak.curvature.loglik)
    return Maximum(best.sigma2, best.curvature, held, notes)


def maximise_one(
    problem: Problem, component: int, value: float, held: tuple[int, ...] = ()
) -> Maximum:
    """The highest point where `component` is held at `value`, for likelihood profiles.

    The other component stays at 0 if it is in `held`.
    """
    points = np.zeros(1) if held else grid(problem, 1 - component)
    if component == WITHIN:
        values = log_likelihoods(problem, value, points)
    else:
        at = np.array([value])
        values = np.array([log_likelihoods(problem, w, at)[0] for w in points])
    other = float(points[int(np.argmax(values))])
    start = np.array([value, other] if component == BETWEEN else [other, value])
    return climb(problem, start, (component, *held))
