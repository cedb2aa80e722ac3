"""Whatever is recomputed from the figures as printed gives what is printed."""

from __future__ import annotations

import math
import re
from random import Random

import pytest
from benchmarks.archive import numbers
from scipy import stats

SEEDS = range(60)


def printed(text: str, name: str) -> float | None:
    found = re.search(rf"\b{re.escape(name)}(?:\([\d, ]+\))? = (-?[\d.]+)", text)
    return float(found[1]) if found else None


def p_agrees(text: str, p: float) -> bool:
    exact = printed(text, "p")
    return p < 0.001 if exact is None else abs(exact - p) <= 0.0005 + 1e-9


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("significant", [True, False])
def test_a_difference_fits_its_test_and_its_interval(seed: int, significant: bool) -> None:
    text = numbers.difference(Random(seed), 80, 95, significant=significant).text
    d, t, z, se = (printed(text, name) for name in ("d", "t", "z", "SE"))
    if t is not None:
        assert p_agrees(text, 2 * stats.t.sf(abs(t), 173))
        assert d == pytest.approx(t * math.sqrt(1 / 80 + 1 / 95), abs=0.005)
        return
    if z is not None:
        assert p_agrees(text, 2 * stats.norm.sf(abs(z)))
    low, high = interval(text)
    assert d == pytest.approx((low + high) / 2, abs=0.006)
    assert (low > 0 or high < 0) == significant
    if se is not None:
        assert high - low == pytest.approx(2 * 1.96 * se, abs=0.011)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("significant", "sign"), [(True, 1), (True, -1), (False, 1)])
def test_a_correlation_fits_its_test_and_its_interval(
    seed: int, significant: bool, sign: int
) -> None:
    statistic = numbers.correlation(Random(seed), 150, significant=significant, sign=sign)
    r = statistic.estimate
    if "(148)" in statistic.text:
        p = 2 * stats.t.sf(abs(r) * math.sqrt(148 / (1 - r**2)), 148)
        assert p_agrees(statistic.text, p)
        assert (p < 0.05) == significant
    if "CI" in statistic.text:
        expected = tuple(
            math.tanh(math.atanh(r) + side * 1.96 / math.sqrt(147)) for side in (-1, 1)
        )
        assert interval(statistic.text) == pytest.approx(expected, abs=0.0051)


@pytest.mark.parametrize("seed", SEEDS)
def test_pooled_estimates_are_told_from_zero(seed: int) -> None:
    for statistic in (
        numbers.pooled_difference(Random(seed), 12, 900),
        numbers.pooled_correlation(Random(seed), 12, 900),
        numbers.change(Random(seed), 60),
    ):
        low, high = interval(statistic.text)
        assert 0 < low < statistic.estimate < high


@pytest.mark.parametrize("seed", SEEDS)
def test_q_fits_its_p_and_i_squared(seed: int) -> None:
    text = numbers.heterogeneity(Random(seed), 18)
    q = printed(text, "Q")
    assert q is not None
    assert p_agrees(text, float(stats.chi2.sf(q, 17)))
    assert text.endswith(f"I² = {max(0, 100 * (q - 17) / q):.0f}%")


def test_the_odds_ratio_is_that_of_the_table() -> None:
    # 2 × 2 table and its Woolf interval, by hand: 6·15/(9·4) = 2.5; SE of the log = 0.7710
    assert numbers.odds_ratio(6, 15, 4, 19) == ("2.50", "0.55", "11.33")


@pytest.mark.parametrize(
    ("value", "text"), [(0.26, ".26"), (-0.07, "-.07"), (1.2, "1.20"), (10.5, "10.50")]
)
def test_no_zero_before_the_point(value: float, text: str) -> None:
    assert numbers.short(value) == text


def interval(text: str) -> tuple[float, float]:
    found = re.search(r"\[(-?[\d.]+), (-?[\d.]+)\]", text)
    assert found, text
    return float(found[1]), float(found[2])
