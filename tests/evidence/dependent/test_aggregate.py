"""One effect per study."""

import numpy as np
import pytest

from evidence.dependent.studies import dense_covariance, made_up
from gleanings.evidence import aggregate
from gleanings.evidence.report import notice


@pytest.mark.parametrize("rho", [-0.05, 0.0, 0.5, 0.9])
def test_weighted_means_are_those_of_the_dense_covariance(rho):
    y, v, cluster = made_up()
    result = aggregate(y, v, cluster, rho=rho)
    for label, yi, vi, n in zip(result.labels, result.yi, result.vi, result.n, strict=True):
        rows = cluster == label
        W = np.linalg.inv(dense_covariance(v[rows], cluster[rows], 0, 0, rho))
        assert vi == pytest.approx(1 / W.sum(), rel=1e-10)
        assert yi == pytest.approx((W @ y[rows]).sum() / W.sum(), rel=1e-10)
        assert n == rows.sum()


@pytest.mark.parametrize("rho", [0.0, 0.5])
def test_plain_means_have_the_variance_of_a_sum(rho):
    y, v, cluster = made_up()
    result = aggregate(y, v, cluster, rho=rho, weighted=False)
    for label, yi, vi in zip(result.labels, result.yi, result.vi, strict=True):
        rows = cluster == label
        V = dense_covariance(v[rows], cluster[rows], 0, 0, rho)
        assert yi == pytest.approx(y[rows].mean(), rel=1e-12)
        assert vi == pytest.approx(V.sum() / rows.sum() ** 2, rel=1e-10)


def test_studies_come_in_the_order_they_appear():
    result = aggregate([1.0, 2.0, 3.0], [0.1, 0.1, 0.1], ["b", "a", "b"])
    assert result.labels == ("b", "a")
    assert result.yi.tolist() == pytest.approx([2.0, 2.0])
    assert result.to_dict()["n"] == [2, 1]


def test_an_impossible_correlation_is_refused():
    with pytest.raises(ValueError, match="keep one"):
        aggregate([1.0, 2.0], [0.1, 0.1], ["a", "a"], rho=1.0)


@pytest.mark.parametrize(("rho", "named"), [(0.6, "b"), (0.3, "")])
def test_a_mean_outside_its_effects_is_named(rho, named):
    """As metafor's: .20 (v .01) and .80 (v .09) make .125 at ρ = .6; the root of v's ratio, 1/3,
    is where they begin to."""
    found = aggregate(
        [0.5, 0.2, 0.8, 0.3, 0.3], [0.02, 0.01, 0.09, 0.1, 0.1], list("abbcc"), rho=rho
    )
    said = notice(found)
    assert (f"({named})" in said) if named else said == ""
    assert notice(aggregate([0.2, 0.8], [0.01, 0.09], list("bb"), rho=rho, weighted=False)) == ""
