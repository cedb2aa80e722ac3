"""Many meta-analyses at once are the same meta-analyses."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from gleanings.evidence import pool, pool_many

RNG = np.random.default_rng(11)
VI = RNG.uniform(0.01, 0.3, (60, 8)) * 10.0 ** RNG.integers(-12, 12, (60, 1))
YI = RNG.normal(0.2, 1, (60, 8)) * np.sqrt(VI) * RNG.uniform(0.2, 4, (60, 1))


@pytest.mark.parametrize("method", ["REML", "ML", "DL", "EE"])
@pytest.mark.parametrize("test", ["z", "knapp-hartung", "knapp-hartung-adhoc"])
def test_each_row_is_as_if_alone(method, test):
    many = pool_many(YI, VI, method=method, test=test)
    alone = [pool(y, v, method=method, test=test) for y, v in zip(YI, VI, strict=True)]
    for name in ("estimate", "se", "statistic", "p", "ci_low", "ci_high"):
        assert_allclose(getattr(many, name), [getattr(r, name) for r in alone], rtol=1e-7)
    floor = 1e-9 * VI.min(axis=1)
    for got, r, small in zip(many.tau2, alone, floor, strict=True):
        assert got == pytest.approx(r.tau2, rel=1e-7, abs=small)


def test_variances_may_be_the_same_for_all():
    assert pool_many(YI, VI[0]).estimate.shape == (60,)


@pytest.mark.parametrize(
    ("yi", "vi", "says"),
    [
        ([0.1, 0.2], [0.1, 0.1], "shape"),
        ([[0.1], [0.2]], [[0.1], [0.1]], "2 or more effects"),
        ([[0.1, np.nan]], [[0.1, 0.1]], "row 1, place 2"),
        ([[0.1, 0.2]], [[0.1, -0.1]], "row 1, place 2"),
    ],
)
def test_refused(yi, vi, says):
    with pytest.raises(ValueError, match=says):
        pool_many(yi, vi)


def test_unknown_method():
    with pytest.raises(ValueError, match="method is 'SJ'"):
        pool_many(YI, VI, method="SJ")
