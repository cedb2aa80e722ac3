"""The tetrachoric correlation, held to the definition rather than to an optimiser's stopping."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import stats

from evidence.gold import escalc
from gleanings.evidence import effect_size
from gleanings.evidence.effect_sizes.tetrachoric import both_below


@pytest.mark.parametrize("r", [-0.95, -0.3, 0.0, 0.5, 0.99])
@pytest.mark.parametrize(("h", "k"), [(0.3, -0.7), (0.0, 0.0), (0.0, 1.2), (-1.5, 0.0), (-2, -1)])
def test_bivariate_normal_probability(h, k, r):
    wanted = stats.multivariate_normal.cdf([h, k], cov=[[1, r], [r, 1]])
    assert both_below(np.float64(h), np.float64(k), np.float64(r)) == pytest.approx(
        wanted, abs=1e-7
    )


def test_it_reproduces_the_table_it_was_estimated_from():
    a, b, c, d = 25, 75, 40, 60
    r = effect_size("RTET", ai=a, bi=b, ci=c, di=d).yi
    h, k = stats.norm.ppf([(a + b) / 200, (a + c) / 200])
    assert_allclose(both_below(np.full(1, h), np.full(1, k), r), 25 / 200, rtol=1e-12)
    # by numerical integration in 20 digits
    assert_allclose(r, -0.25882044366100136961, rtol=1e-9)


def test_near_metafor_where_no_cell_is_empty():
    """metafor's optimiser stops within 1e-4 of the estimate."""
    table = escalc()["tables"]["two_by_two"]
    result = next(r for r in table["results"] if r["measure"] == "RTET")
    yi, vi = effect_size("RTET", **table["inputs"])
    full = np.all([np.array(cell) > 0 for cell in table["inputs"].values()], axis=0)
    for got, wanted in ((yi, result["yi"]), (vi, result["vi"])):
        wanted = np.array([np.nan if w is None else w for w in wanted], dtype=float)
        assert_allclose(got[full], wanted[full], rtol=5e-4, atol=1e-12)


def test_an_empty_cell_puts_it_at_the_edge_without_a_variance():
    yi, vi = effect_size("RTET", ai=[0, 10, 0], bi=[20, 0, 15], ci=[5, 2, 0], di=[15, 12, 14])
    assert yi[:2].tolist() == [-1, 1]
    assert np.isnan(vi).all()
    assert np.isnan(yi[2]), "an empty margin leaves nothing to estimate"


def test_variance_by_simulation():
    """Large-sample variance against the spread of estimates in simulated tables."""
    rng = np.random.default_rng(7)
    cells = np.array([0.35, 0.15, 0.2, 0.3])
    draws = rng.multinomial(800, cells, size=400)
    yi, _ = effect_size("RTET", ai=draws[:, 0], bi=draws[:, 1], ci=draws[:, 2], di=draws[:, 3])
    vi = effect_size("RTET", ai=280, bi=120, ci=160, di=240).vi[0]
    assert np.var(yi) == pytest.approx(vi, rel=0.2)
