"""Invented statistics whose parts agree: estimate, interval, standard error, test and p.

Each function draws an estimate, rounds it as it will be printed, and works out the rest from the
rounded values, so that recomputing any part from the others gives what is printed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from scipy.special import chdtrc, ndtr, stdtr

from gleanings.evidence import size_of

Z_95 = 1.96
LEVEL = 0.05

SIZES = ("none", "small", "moderate", "large")


@dataclass(frozen=True)
class Statistic:
    estimate: float
    text: str
    """As printed, for example "d = 0.45, SE = 0.104, 95% CI [0.25, 0.65]"."""
    size: int
    """0 very small, 1 small, 2 moderate, 3 large."""


def difference(rng: Random, n1: int, n2: int, *, significant: bool) -> Statistic:
    """Cohen's d of two independent groups, with one of three usual sets of figures beside it."""
    while True:
        d = round(rng.uniform(0.2, 0.95) if significant else rng.uniform(-0.2, 0.25), 2)
        df = n1 + n2 - 2
        t = round(d * math.sqrt(n1 * n2 / (n1 + n2)), 2)
        se = round(math.sqrt((n1 + n2) / (n1 * n2) + d**2 / (2 * (n1 + n2))), 3)
        z = round(d / se, 2)
        p_t, p_z = 2 * stdtr(df, -abs(t)), 2 * ndtr(-abs(z))
        low, high = round(d - Z_95 * se, 2), round(d + Z_95 * se, 2)
        verdicts = {p_t < LEVEL, p_z < LEVEL, low > 0 or high < 0}
        if d and low and high and verdicts == {significant}:
            break
    interval = f"95% CI [{low:.2f}, {high:.2f}]"
    texts = (
        f"t({df}) = {t:.2f}, {p_text(p_t)}, d = {d:.2f}",
        f"d = {d:.2f}, SE = {se:.3f}, {interval}",
        f"d = {d:.2f}, {interval}, z = {z:.2f}, {p_text(p_z)}",
    )
    return Statistic(d, rng.choice(texts), _size("d", d))


def change(rng: Random, n: int) -> Statistic:
    """Cohen's d from before to after; variance as for correlated measures, correlation .5."""
    d = round(rng.uniform(0.5, 1.3), 2)
    se = round(math.sqrt(1 / n + d**2 / (2 * n)), 3)
    interval = f"95% CI [{d - Z_95 * se:.2f}, {d + Z_95 * se:.2f}]"
    return Statistic(d, f"d = {d:.2f}, SE = {se:.3f}, {interval}", _size("d", d))


def correlation(rng: Random, n: int, *, significant: bool, sign: int = 1) -> Statistic:
    """Pearson's r; interval by Fisher's z, p by Student's t."""
    while True:
        r = round(rng.uniform(0.1, 0.45) * sign if significant else rng.uniform(-0.15, 0.15), 2)
        df = n - 2
        low, high = _fisher_interval(r, 1 / math.sqrt(n - 3))
        p = 2 * stdtr(df, -abs(r) * math.sqrt(df / (1 - r**2)))
        low, high = round(low, 2), round(high, 2)
        if r and low and high and {p < LEVEL, low > 0 or high < 0} == {significant}:
            break
    interval = f"95% CI [{short(low)}, {short(high)}]"
    texts = (
        f"r({df}) = {short(r)}, {p_text(p)}",
        f"r({df}) = {short(r)}, {p_text(p)}, {interval}",
        f"r = {short(r)}, {interval}, n = {n}",
    )
    return Statistic(r, rng.choice(texts), _size("r", r))


def pooled_difference(rng: Random, k: int, n_all: int) -> Statistic:
    """Hedges' g pooled over k trials with random effects."""
    while True:
        g = round(rng.uniform(0.2, 0.85), 2)
        se = round(math.sqrt(4 / n_all + rng.uniform(0.1, 0.35) ** 2 / k), 3)
        z = round(g / se, 2)
        p = 2 * ndtr(-z)
        if p < LEVEL:
            break
    interval = f"95% CI [{g - Z_95 * se:.2f}, {g + Z_95 * se:.2f}]"
    texts = (
        f"g = {g:.2f}, SE = {se:.3f}, {interval}",
        f"g = {g:.2f}, {interval}, z = {z:.2f}, {p_text(p)}",
    )
    return Statistic(g, rng.choice(texts), _size("g", g))


def pooled_correlation(rng: Random, k: int, n_all: int, *, sign: int = 1) -> Statistic:
    """r pooled over k studies in Fisher's z with random effects."""
    while True:
        r = round(rng.uniform(0.1, 0.4) * sign, 2)
        low, high = _fisher_interval(
            r, math.sqrt(1 / (n_all - 3 * k) + rng.uniform(0.03, 0.15) ** 2 / k)
        )
        if low > 0 or high < 0:
            break
    interval = f"95% CI [{short(low)}, {short(high)}]"
    text = f"r = {short(r)}, {interval}, k = {k}, N = {n_all:,}"
    return Statistic(r, text, _size("r", r))


def heterogeneity(rng: Random, k: int) -> str:
    """Cochran's Q with its p, and I² (Higgins & Thompson, 2002) from the same Q."""
    df = k - 1
    q = round(df / (1 - rng.uniform(0, 0.8)), 1)
    i2 = max(0.0, (q - df) / q)
    return f"Q({df}) = {q:.1f}, {p_text(float(chdtrc(df, q)))}, I² = {100 * i2:.0f}%"


def odds_ratio(a: int, n1: int, c: int, n2: int) -> tuple[str, str, str]:
    """Odds ratio of a of n1 against c of n2, with Woolf's 95% interval. No cell is empty."""
    b, d = n1 - a, n2 - c
    log = math.log(a * d / (b * c))
    se = math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    low, high = (math.exp(log + side * Z_95 * se) for side in (-1, 1))
    return f"{math.exp(log):.2f}", f"{low:.2f}", f"{high:.2f}"


def p_text(p: float) -> str:
    return "p < .001" if p < 0.001 else f"p = {short(p, 3)}"


def short(value: float, places: int = 2) -> str:
    """As APA prints what cannot pass 1: no zero before the point."""
    sign, digits = "-" if value < 0 else "", f"{abs(value):.{places}f}"
    return sign + digits.removeprefix("0")


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}"


def _fisher_interval(r: float, se: float) -> tuple[float, float]:
    z = math.atanh(r)
    return math.tanh(z - Z_95 * se), math.tanh(z + Z_95 * se)


def _size(measure: str, estimate: float) -> int:
    return SIZES.index(size_of(measure, estimate))
