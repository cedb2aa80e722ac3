"""What a fit expects, its residuals and best guesses, against metafor 3.8-1 (dat.bcg, RR, REML)."""

import re

import numpy as np
import pytest

from evidence.gold import dataset
from gleanings.evidence import blups, pool, predict, residuals

LATITUDE = [44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33]
ALLOCATION = ["random"] * 4 + ["alternate"] * 2 + ["random"] * 3 + ["systematic"] * 4
# both search τ² until it stays, and stop at other digits
CLOSE = {"rel": 1e-5, "abs": 1e-6}


def fitted(**options):
    data = dataset("dat.bcg")["escalc"]
    return pool(data["yi"], data["vi"], **options)


def by_latitude():
    return fitted(moderators={"latitude": LATITUDE}, test="knapp-hartung")


def test_expected_effects_are_predicts():
    """predict(rma(yi, vi, mods = ~ ablat, test = "knha"), newmods = c(20, 40))"""
    found = predict(by_latitude(), {"latitude": [20, 40]})
    wanted = {
        "estimate": [-0.330566290, -0.912600790],
        "se": [0.152711637, 0.140849988],
        "ci_low": [-0.666682336, -1.222609525],
        "ci_high": [0.005549756, -0.602592056],
        "prediction_low": [-1.025425385, -1.595213844],
        "prediction_high": [0.364292805, -0.229987737],
    }
    for name, values in wanted.items():
        assert getattr(found, name) == pytest.approx(values, **CLOSE), name
    assert found.to_dict()["estimate"] == found.estimate.tolist()


def test_of_factors_each_level_is_expected_the_reference_too():
    """predict(rma(yi, vi, mods = ~ alloc), newmods = rbind(c(1, 0), c(0, 1)))"""
    fit = fitted(moderators={"allocation": ALLOCATION})
    found = predict(fit, {"allocation": ["random", "systematic", "alternate"]})
    assert found.estimate[:2] == pytest.approx([-0.965774179, -0.428917561], **CLOSE)
    assert found.ci_low[:2] == pytest.approx([-1.489562978, -1.104998058], **CLOSE)
    assert found.estimate[2] == pytest.approx(fit.coefficients[0].estimate)


def test_without_values_the_rows_or_the_pooled_effect():
    fit = by_latitude()
    assert predict(fit).estimate == pytest.approx(fit.fitted)
    plain = fitted()
    found = predict(plain)
    assert found.estimate.tolist() == [plain.estimate]
    # predict(rma(yi, vi))$pi.lb
    assert found.prediction_low == pytest.approx([-1.866692218], **CLOSE)
    assert found.prediction_low == pytest.approx([plain.prediction_low])
    common = predict(fitted(method="EE"))
    assert np.isnan(common.prediction_low).all() and np.isfinite(common.ci_low).all()


@pytest.mark.parametrize(
    ("moderators", "at", "says"),
    [
        ({"latitude": LATITUDE}, {"lat": 20}, "The moderators are latitude; give a value of each"),
        ({"latitude": LATITUDE}, {}, "and of none else (got none)"),
        (None, {"latitude": 20}, "The moderators are none"),
        (
            {"a": ALLOCATION},
            {"a": "drawn"},
            "a has the levels alternate, random, systematic; not d",
        ),
    ],
)
def test_values_of_other_moderators_are_refused(moderators, at, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        predict(fitted(moderators=moderators), at)


def test_residuals_are_rstandards():
    found = residuals(by_latitude())
    assert found.raw[[0, 7]] == pytest.approx([0.139696357, 0.138806549], **CLOSE)
    assert found.se[[0, 7]] == pytest.approx([0.618246441, 0.227236218], **CLOSE)
    assert found.z[[0, 7]] == pytest.approx([0.225955780, 0.610846942], **CLOSE)
    assert residuals(fitted()).z[7] == pytest.approx(1.361108833, **CLOSE)


def test_best_guesses_are_blups():
    found = blups(by_latitude())
    assert found.estimate[[0, 7]] == pytest.approx([-1.002472075, 0.005105163], **CLOSE)
    assert found.se[[0, 7]] == pytest.approx([0.280434253, 0.062103193], **CLOSE)
    assert found.ci_low[[0, 7]] == pytest.approx([-1.619703704, -0.131583043], **CLOSE)
    assert found.ci_high[[0, 7]] == pytest.approx([-0.385240446, 0.141793369], **CLOSE)
    plain = blups(fitted())
    guess = plain.estimate[7], plain.ci_low[7]
    assert guess == pytest.approx((0.002879248, -0.119789203), **CLOSE)


def test_best_guesses_lie_between_the_effect_and_what_is_expected():
    fit = by_latitude()
    low, high = np.minimum(fit.yi, fit.fitted), np.maximum(fit.yi, fit.fitted)
    guess = blups(fit).estimate
    assert (low <= guess).all() and (guess <= high).all()
