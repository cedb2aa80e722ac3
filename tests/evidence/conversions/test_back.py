"""Back-transformation against metafor's predict(transf=...), and as the inverse of each measure."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from evidence.gold import cases, dataset
from gleanings.evidence import back_transform, effect_size, pool

WITH_BACK = [case for case in cases() if dataset(case)["fits"]["REML"].get("backtransf")]


@pytest.mark.parametrize("case", WITH_BACK)
def test_pooled_effect(case):
    d = dataset(case)
    wanted = d["fits"]["REML"]["backtransf"]
    result = pool(d["escalc"]["yi"], d["escalc"]["vi"])
    got = back_transform(result, d["measure"], ni=d["inputs"].get("ni"))
    assert got.estimate == pytest.approx(wanted["pred"], rel=1e-5)
    assert (got.ci_low, got.ci_high) == pytest.approx(
        (wanted["ci_lb"], wanted["ci_ub"]), rel=1e-5, abs=1e-9
    )
    assert (got.prediction_low, got.prediction_high) == pytest.approx(
        (wanted["pi_lb"], wanted["pi_ub"]), rel=1e-5, abs=1e-9
    )


@pytest.mark.parametrize("measure", ["PR", "PLN", "PLO", "PAS", "PFT"])
def test_a_proportion_comes_back(measure):
    yi, _ = effect_size(measure, xi=[3, 10, 49], ni=50)
    assert_allclose(back_transform(yi, measure, ni=50), [0.06, 0.2, 0.98], rtol=1e-10)


@pytest.mark.parametrize("measure", ["IR", "IRLN", "IRS", "IRFT"])
def test_a_rate_comes_back(measure):
    yi, _ = effect_size(measure, xi=[3, 10, 49], ti=25.0)
    assert_allclose(back_transform(yi, measure, ni=25.0), [0.12, 0.4, 1.96], rtol=1e-10)


@pytest.mark.parametrize("measure", ["ARAW", "AHW", "ABT"])
def test_an_alpha_comes_back(measure):
    yi, _ = effect_size(measure, ai=[0.1, 0.8, 0.95], mi=10, ni=100)
    assert_allclose(back_transform(yi, measure), [0.1, 0.8, 0.95], rtol=1e-10)


def test_ends_of_the_range():
    assert back_transform([-0.2, 2.0], "PAS").tolist() == [0.0, 1.0]
    assert back_transform([-0.2, 2.0], "PFT", ni=20).tolist() == [0.0, 1.0]
    assert back_transform(-3.0, "IRFT", ni=10) == pytest.approx(0.0)
    assert back_transform(0.5, "SMD") == 0.5


def test_faults():
    with pytest.raises(ValueError, match="PFT needs ni"):
        back_transform(0.3, "PFT")
    with pytest.raises(ValueError, match="above 0"):
        back_transform(0.3, "PFT", ni=[10, 0])
    with pytest.raises(ValueError, match="measure is 'XX'"):
        back_transform(np.array([0.3]), "XX")
