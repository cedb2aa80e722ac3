import numpy as np
import pytest

from evidence.gold import dataset
from gleanings.evidence import correlated_hierarchical


@pytest.mark.parametrize("rho", [0.0, 0.6])
@pytest.mark.parametrize("case", ["dat.assink2016", "dat.craft2003", "dat.berkey1998"])
def test_the_weights_make_the_estimate_and_are_the_row_sums_of_the_inverse(case, rho):
    gold = dataset(case)
    yi, vi = (np.array(gold["escalc"][name]) for name in ("yi", "vi"))
    cluster = np.array(gold["inputs"]["cluster"])
    shuffled = np.random.default_rng(1).permutation(yi.size)
    yi, vi, cluster = yi[shuffled], vi[shuffled], cluster[shuffled]
    fit = correlated_hierarchical(yi, vi, cluster, rho=rho)
    assert fit.weights @ yi / 100 == pytest.approx(fit.estimate, rel=1e-9)
    same = cluster[:, None] == cluster
    dense = (fit.sigma2_between + rho * np.sqrt(np.outer(vi, vi))) * same
    np.fill_diagonal(dense, vi + fit.tau2)
    share = np.linalg.inv(dense).sum(axis=1)
    assert fit.weights == pytest.approx(100 * share / share.sum(), rel=1e-8)
