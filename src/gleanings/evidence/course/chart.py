"""A control chart of one client's ratings: a band for each session, and drops below it.

Plain arithmetic in a fixed order, without NumPy, so that another language can do the same to the
last bit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Rule = Literal["band", "slow", "change", "alike"]
State = Literal["expected", "drop", "below", "back"]

MOVING_RANGE = 1.128
"""d₂ for two values: the mean absolute difference of neighbours is 1.128 σ where values are normal
and independent (Shewhart's chart of individual values; Montgomery, Introduction to Statistical
Quality Control, chapter on charts for individual measurements)."""

FIRST_JUDGED = 4
"""The session from which the band counts: three ratings before it, two differences between them. A
convention of this library."""

WIDTH = 2.0
"""Half the width of the band, in σ. Three is Shewhart's, two is his warning limit."""

FEW, FEWEST = 1.71, 1.54
"""How much wider it is where σ comes from few ratings (`own_width`)."""

ALLOWANCE, DECISION = 0.5, 4.0
"""k and h of the cumulative sum, in σ: tuned to a lasting fall of one σ (Page 1954, Biometrika
41:100–115; Montgomery, chapter on cumulative sums, for these values)."""

REGAINED = 1.0
"""A drop is made good so many σ below the mean from before it, or nearer. A convention of this
library: the part of Shewhart's band next to the mean."""

ROUNDING = 1e-9
"""What is at a limit but for rounding is not beyond it."""


@dataclass(frozen=True)
class ChartedSession:
    """One rating and what was to be expected. Numbers are in points, as they came in.

    `mean`, `sigma`, `width`, `low` and `high` are None before the fourth rating and where the
    spread cannot be told; `width` is half that of the band, in σ. `fallen` is the cumulative sum in
    σ, 0 where there is no band. `rule` names what called a drop, and is None in every other state.
    """

    number: int
    rating: float
    mean: float | None
    sigma: float | None
    width: float | None
    low: float | None
    high: float | None
    fallen: float
    state: State
    rule: Rule | None


def control_chart(
    ratings: Sequence[float],
    *,
    sd: float | None = None,
    change: float | None = None,
    higher_is_better: bool = True,
) -> list[ChartedSession]:
    """Each rating of a course, beside what the ratings before it let expect.

    From the fourth rating on, with m the mean of those before that belong to no drop:

    - *band*: x < m − 2 σ, σ being the larger of the client's own, the mean moving range / 1.128,
      and `sd`; so a drop has to be large by both. Without `sd` the band is wider, as far as so few
      ratings may mislead (`own_width`: 5 σ at the fourth rating, 2.5 σ at the twelfth).
    - *slow*: C > 4, with C = max(0, C − z − 0.5) and z = (x − m) / σ · √((n − 1) / n): a lower
      cumulative sum that starts itself (Hawkins 1987, The Statistician 36:299–315; his z, without
      its transformation to a normal distribution, since σ is not estimated from the same values
      alone).
    - *change*: where there is no band yet, or no spread since all ratings are alike, a fall of
      more than `change` since the session before.

    - *alike*: where three ratings or more before it are all alike, and neither `sd` nor `change` is
      known, any fall: how much is usual cannot be told, and silence would say that it can.

    While a drop lasts its ratings are left out of m and σ, and none is called a drop again. It is
    made good (*back*) by a rating at or above m − σ as they were before it; one that was called
    without a band, at or above the rating that it fell from.

    Parameters
    ----------
    ratings : in order of sessions, in points; one for each session that was rated.
    sd : of sessions of one client around their mean, in points, from a network or a publication;
        None where nobody knows, and the band stands on the client's own ratings alone.
    change : reliable change in points (`reliable_change`); None, and *change* calls nothing.
    higher_is_better : False for symptoms, where a rise is what is looked for.

    Returns
    -------
    a `ChartedSession` for each rating. ValueError where a rating is no finite number, or `sd` or
    `change` is not above 0.

    Examples
    --------
    >>> [one.state for one in control_chart([36, 37, 36, 37, 30, 37], sd=2)]
    ['expected', 'expected', 'expected', 'expected', 'drop', 'back']
    """
    _check(ratings, sd, change)
    sign = 1.0 if higher_is_better else -1.0
    before: list[float] = []
    charted: list[ChartedSession] = []
    lasting: float | None = None  # what a rating must regain, while a drop lasts
    fallen = 0.0
    last: float | None = None
    mean = sigma = width = None
    for number, rating in enumerate(ratings, start=1):
        x = sign * rating
        state: State = "expected"
        rule: Rule | None = None
        if lasting is not None:
            slack = ROUNDING * (sigma or change or 0.0)
            state = "back" if x >= lasting - slack else "below"
        else:
            mean, sigma, width = _expected(before, sd)
            if mean is not None and sigma is not None:
                fallen = _fallen(fallen, (x - mean) / sigma, len(before) + 1)
            rule = _rule(x, last, mean, sigma, width, fallen, change, before)
            if rule is not None:
                state = "drop"
                lasting = _to_regain(mean, sigma, last)
        charted.append(_charted(number, rating, sign, mean, sigma, width, fallen, state, rule))
        if state == "back":
            lasting = None
        if state in ("drop", "back"):
            fallen = 0.0
        if state in ("expected", "back"):
            before.append(x)
        last = x
    return charted


def own_sigma(ratings: Sequence[float]) -> float:
    """The mean moving range / 1.128; 0 with fewer than two ratings."""
    total = 0.0
    for one, other in pairwise(ratings):
        total += abs(other - one)
    return total / max(1, len(ratings) - 1) / MOVING_RANGE


def own_width(n: int) -> float:
    """Half the width of a band, in σ, that stands on the n ratings before it alone (n ≥ 3).

    2 √(1 + 1/n) · (1 + 1.71 / (n − 1.54)): the mean and σ of few ratings are uncertain themselves,
    and so wide a band leaves out of it each session of a stable course as seldom as 2 σ do where
    both are known, 1 in 44 below. Fitted to a million simulated courses for each n from 3 to 49,
    within 2 %; a test holds it to others.
    """
    return WIDTH * math.sqrt(1 + 1 / n) * (1 + FEW / (n - FEWEST))


Expected = tuple[float, float, float] | tuple[None, None, None]
"""Mean, σ, and half the width in σ; or that they cannot be told."""


def _expected(before: list[float], sd: float | None) -> Expected:
    if len(before) < FIRST_JUDGED - 1:
        return None, None, None
    total = 0.0  # one by one: `sum` rounds otherwise since Python 3.12, and JavaScript has none
    for rating in before:
        total += rating
    sigma = max(own_sigma(before), sd or 0.0)
    if sigma <= 0:
        return None, None, None
    return total / len(before), sigma, own_width(len(before)) if sd is None else WIDTH


def _fallen(fallen: float, distance: float, n: int) -> float:
    return max(0.0, fallen - distance * math.sqrt((n - 1) / n) - ALLOWANCE)


def _rule(
    x: float,
    last: float | None,
    mean: float | None,
    sigma: float | None,
    width: float | None,
    fallen: float,
    change: float | None,
    before: list[float],
) -> Rule | None:
    if mean is not None and sigma is not None and width is not None:
        if (mean - x) / sigma > width + ROUNDING:
            return "band"
        return "slow" if fallen > DECISION + ROUNDING else None
    if change is None:
        return "alike" if _are_alike(before) and x < before[-1] else None
    if last is None:
        return None
    return "change" if (last - x) / change > 1 + ROUNDING else None


def _are_alike(before: list[float]) -> bool:
    return len(before) >= FIRST_JUDGED - 1 and min(before) == max(before)


def _to_regain(mean: float | None, sigma: float | None, last: float | None) -> float | None:
    return mean - REGAINED * sigma if mean is not None and sigma is not None else last


def _charted(
    number: int,
    rating: float,
    sign: float,
    mean: float | None,
    sigma: float | None,
    width: float | None,
    fallen: float,
    state: State,
    rule: Rule | None,
) -> ChartedSession:
    """As it came in: what was turned round is turned back."""
    if mean is None or sigma is None or width is None:
        return ChartedSession(number, rating, None, None, None, None, None, fallen, state, rule)
    middle, half = sign * mean, width * sigma
    return ChartedSession(
        number, rating, middle, sigma, width, middle - half, middle + half, fallen, state, rule
    )


def _check(ratings: Sequence[float], sd: float | None, change: float | None) -> None:
    wrong = [
        f"ratings, session {at + 1}: {rating!r} is not a finite number"
        for at, rating in enumerate(ratings)
        if not math.isfinite(rating)
    ]
    wrong += [
        f"{name} is {value!r}; it must be above 0, or None where nobody knows it"
        for name, value in (("sd", sd), ("change", change))
        if value is not None and not 0 < value < math.inf
    ]
    if wrong:
        raise ValueError(f"This course cannot be charted: {'; '.join(wrong)}.")
