"""Against scipy.stats, which the package itself may not import."""

import subprocess
import sys

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import stats

from gleanings.evidence import distributions as d

Z = np.array([-38.0, -8.3, -1.96, -1e-9, 0.0, 1e-12, 0.5, 1.96, 6.192, 12.0, 37.0])
DF = np.array([[0.5], [1.0], [2.0], [4.7], [30.0], [1e4], [1e9]])
TAIL = np.array([1e-12, 0.025, 0.3, 0.5, 0.9, 0.975])


def test_normal():
    assert_allclose(d.normal_cdf(Z), stats.norm.cdf(Z), rtol=1e-12)
    assert_allclose(d.normal_upper(Z), stats.norm.sf(Z), rtol=1e-12)
    assert_allclose(d.normal_two_sided(Z), 2 * stats.norm.sf(abs(Z)), rtol=1e-11)
    assert_allclose(d.normal_quantile(TAIL), stats.norm.ppf(TAIL), rtol=1e-12)
    assert_allclose(d.normal_density(Z), stats.norm.pdf(Z), rtol=1e-12)


def test_t():
    assert_allclose(d.t_two_sided(Z, DF), 2 * stats.t.sf(abs(Z), DF), rtol=1e-8, atol=1e-300)
    assert_allclose(d.t_upper(Z, DF), stats.t.sf(Z, DF), rtol=1e-8, atol=1e-300)
    assert_allclose(d.t_cdf(Z, DF), stats.t.cdf(Z, DF), rtol=1e-8, atol=1e-300)
    assert_allclose(d.t_quantile(TAIL, DF), stats.t.ppf(TAIL, DF), rtol=1e-8, atol=1e-12)


def test_t_with_infinite_df_is_normal():
    assert_allclose(d.t_two_sided(Z, np.inf), d.normal_two_sided(Z), rtol=1e-12)
    assert_allclose(d.t_quantile(TAIL, np.inf), d.normal_quantile(TAIL), rtol=1e-12)
    assert d.two_sided(1.96, np.inf) == d.normal_two_sided(1.96)
    assert_allclose(d.critical_value(0.95), 1.959963984540054, rtol=1e-14)
    assert_allclose(d.critical_value(0.95, 12), stats.t.ppf(0.975, 12), rtol=1e-12)


def test_t_far_out():
    assert d.t_two_sided(np.inf, 5) == 0
    assert d.t_two_sided(1e200, 3) >= 0
    assert np.isnan(d.t_two_sided(1.0, -1.0))
    assert np.isnan(d.t_two_sided(np.nan, 3.0))


def test_chi2_and_f():
    x = np.array([0.0, 1e-8, 0.5, 3.84, 50.0, 900.0])
    assert_allclose(d.chi2_upper(x, DF[1:5]), stats.chi2.sf(x, DF[1:5]), rtol=1e-10)
    assert_allclose(d.chi2_cdf(x, DF[1:5]), stats.chi2.cdf(x, DF[1:5]), rtol=1e-10)
    assert_allclose(d.chi2_quantile(TAIL, DF[1:5]), stats.chi2.ppf(TAIL, DF[1:5]), rtol=1e-10)
    assert_allclose(d.f_upper(x, 3, DF[1:5]), stats.f.sf(x, 3, DF[1:5]), rtol=1e-9)
    assert_allclose(d.f_quantile(TAIL, 3, DF[1:5]), stats.f.ppf(TAIL, 3, DF[1:5]), rtol=1e-8)
    assert_allclose(d.f_upper(x, 3, np.inf), stats.chi2.sf(3 * x, 3), rtol=1e-10)


def test_chi2_without_degrees_of_freedom():
    assert d.chi2_upper(0.0, 0) == 1.0
    assert d.chi2_upper(1.0, 0) == 0.0


def test_noncentral_t():
    assert d.noncentral_t_cdf(2.0, 10, 1.5) == pytest.approx(stats.nct.cdf(2.0, 10, 1.5), rel=1e-9)
    assert d.noncentral_t_quantile(0.9, 10, 1.5) == pytest.approx(
        stats.nct.ppf(0.9, 10, 1.5), rel=1e-6
    )


def test_scalars_come_back_as_scalars():
    for value in (d.t_two_sided(2.0, 10), d.normal_upper(1.0), d.chi2_upper(3.0, 1)):
        assert np.ndim(value) == 0
        assert isinstance(float(value), float)


def test_the_package_leaves_scipy_stats_alone():
    code = "import sys, gleanings.evidence.distributions; sys.exit('scipy.stats' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603
    assert ran.returncode == 0
