"""Each cluster left out in turn, also where one of them is very large."""

import numpy as np

from gleanings.evidence import robust, three_level
from gleanings.evidence.dependent import leave_one_out
from gleanings.evidence.dependent.leave_one_out import leave_one_cluster_out

RNG = np.random.default_rng(7)
CLUSTER = np.repeat(np.arange(12), [9, 1, 2, 3, 1, 4, 2, 2, 5, 1, 3, 2])
Y = RNG.normal(0.3, 0.2, CLUSTER.size)
V = RNG.uniform(0.005, 0.05, CLUSTER.size)


def test_each_row_is_the_fit_without_that_cluster():
    found = leave_one_cluster_out(three_level(Y, V, CLUSTER))
    for cluster in range(12):
        kept = cluster != CLUSTER
        again = robust(three_level(Y[kept], V[kept], CLUSTER[kept]))
        assert np.allclose(found.estimate[cluster], again.estimate, rtol=1e-5)
        assert np.allclose(found.se[cluster], again.se, rtol=1e-4)


def test_where_cr2_would_take_too_long_cr1_stands_in(monkeypatch):
    fit = three_level(Y, V, CLUSTER)
    wanted = leave_one_cluster_out(fit)
    monkeypatch.setattr(leave_one_out, "MOST_STEPS", 0)
    quick = leave_one_cluster_out(fit)
    assert np.array_equal(quick.estimate, wanted.estimate)
    # both estimate the same error; of a dozen clusters they are no further apart than this
    assert np.allclose(quick.se, wanted.se, rtol=0.25)
    kept = CLUSTER != 0
    again = robust(three_level(Y[kept], V[kept], CLUSTER[kept]), kind="CR1")
    assert np.isclose(quick.se[0], again.se, rtol=1e-4)
    assert np.isclose(quick.df[0], again.df)
