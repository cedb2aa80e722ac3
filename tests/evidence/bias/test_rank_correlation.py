"""Begg and Mazumdar's rank correlation against metafor's ranktest, and against counting."""

from itertools import permutations

import numpy as np
import pytest

from evidence.gold import cases, dataset
from gleanings.evidence import rank_correlation
from gleanings.evidence.bias.rank_correlation import _exact_p
from gleanings.evidence.report import describe


@pytest.mark.parametrize("case", cases())
def test_it_agrees_with_ranktest(case):
    data = dataset(case)
    reference = data["diagnostics"]["ranktest"]
    result = rank_correlation(data["escalc"]["yi"], data["escalc"]["vi"])
    assert result.tau == pytest.approx(reference["tau"], rel=1e-10, abs=1e-14)
    assert result.p == pytest.approx(reference["pval"], rel=1e-10)
    assert result.exact is not reference["ties"]


def test_exact_p_is_the_share_of_orders_at_least_as_far():
    counts = np.zeros(11)
    for order in permutations(range(5)):
        counts[sum(order[i] < order[j] for i in range(5) for j in range(i + 1, 5))] += 1
    for concordant in range(11):
        low = counts[: min(concordant, 10 - concordant) + 1].sum()
        assert _exact_p(concordant, 5) == pytest.approx(min(1, 2 * low / 120), rel=1e-14)


def test_beyond_the_exact_range_the_normal_limit_is_close():
    rng = np.random.default_rng(0)
    v = rng.uniform(0.01, 0.5, 501)
    y = rng.normal(0, np.sqrt(v)) + 0.3 * np.sqrt(v)
    large = rank_correlation(y, v)
    assert not large.exact
    nearly = rank_correlation(y[:-1], v[:-1])
    assert nearly.exact
    assert large.p == pytest.approx(nearly.p, rel=0.3)


def test_order_and_unit_do_not_matter():
    data = dataset("dat.bcg")["escalc"]
    y, v = np.array(data["yi"]), np.array(data["vi"])
    plain = rank_correlation(y, v)
    again = rank_correlation(y[::-1] * 100, v[::-1] * 1e4)
    assert again == plain
    assert rank_correlation(-y, v).tau == -plain.tau


def test_what_has_no_order_is_refused():
    with pytest.raises(ValueError, match="all variances are the same"):
        rank_correlation([1.0, 2.0, 3.0], [0.1, 0.1, 0.1])
    with pytest.raises(ValueError, match="at least 3"):
        rank_correlation([1.0, 2.0], [0.1, 0.2])


def test_it_says_what_it_found():
    data = dataset("dat.bcg")["escalc"]
    result = rank_correlation(data["yi"], data["vi"])
    assert "not shown to go together" in describe(result)
    assert result.to_dict()["k"] == 13


@pytest.mark.parametrize("effect", [0.2, 0.3, 0.7, -1e-9, 1e6])
def test_equal_effects_have_no_ranks(effect):
    with pytest.raises(ValueError, match="effects are the same"):
        rank_correlation([effect] * 6, [0.01, 0.02, 0.05, 0.03, 0.07, 0.11])
    noisy = [effect, effect * (1 + 2e-16), effect * (1 - 2e-16), effect, effect, effect]
    with pytest.raises(ValueError, match="effects are the same"):
        rank_correlation(noisy, [0.01, 0.02, 0.05, 0.03, 0.07, 0.11])
