"""Trim and fill against metafor's trimfill."""

import json

import numpy as np
import pytest

from evidence.gold import cases, dataset
from gleanings.evidence import pool, trim_and_fill
from gleanings.evidence.pooling.design import Design
from gleanings.evidence.pooling.likelihood import log_likelihood
from gleanings.evidence.report import describe

FIELDS = {"estimate": "estimate", "se": "se", "ci_low": "ci_lb", "ci_high": "ci_ub"}


def effects(case):
    data = dataset(case)["escalc"]
    return np.array(data["yi"]), np.array(data["vi"])


@pytest.mark.parametrize("case", cases())
def test_it_agrees_with_trimfill_where_nothing_iterates(case):
    reference = dataset(case)["diagnostics"]["trimfill_EE"]
    result = trim_and_fill(*effects(case), method="EE")
    assert (result.k0, result.side) == (reference["k0"], reference["side"])
    for ours, theirs in FIELDS.items():
        assert getattr(result, ours) == pytest.approx(reference[theirs], rel=1e-9), ours


def restricted_likelihood(y, v, tau2):
    design = Design(y, v)
    return log_likelihood(design.at(tau2 / design.scale), True)


@pytest.mark.parametrize("estimator", ["L0", "R0"])
@pytest.mark.parametrize("case", cases())
def test_it_agrees_with_trimfill_or_fits_better(case, estimator):
    """trimfill refits at its default tolerance of 1e-5 for τ², on whatever scale the effects are:
    its numbers are off where τ² is small. Ours are pooled by a fit of their own then, which the
    reference's τ² must not beat."""
    name = "trimfill" if estimator == "L0" else "trimfill_R0"
    reference = dataset(case)["diagnostics"][name]
    y, v = effects(case)
    result = trim_and_fill(y, v, estimator=estimator)
    assert (result.k0, result.side) == (reference["k0"], reference["side"])
    # R takes this small number from 1 by subtraction.
    assert result.p_k0 == pytest.approx(reference["p_k0"], abs=1e-12)
    if result.tau2 == pytest.approx(reference["tau2"], rel=1e-7, abs=1e-9):
        for ours, theirs in {**FIELDS, "q": "Q", "p": "pval", "se_k0": "se_k0"}.items():
            expected = pytest.approx(reference[theirs], rel=1e-5, abs=1e-9)
            assert getattr(result, ours) == expected, ours
        return
    filled = pool(result.yi, result.vi)
    assert filled.estimate == pytest.approx(result.estimate, rel=1e-7)
    assert filled.log_likelihood >= restricted_likelihood(result.yi, result.vi, reference["tau2"])
    # As far off as 1e-5 of absolute tolerance in τ² can carry it.
    assert result.tau2 == pytest.approx(reference["tau2"], abs=2e-5)


@pytest.mark.parametrize("estimator", ["L0", "R0"])
def test_a_symmetric_funnel_stays_as_it_is(estimator):
    v = np.array([0.01, 0.04, 0.04, 0.09, 0.09, 0.16, 0.16])
    y = 0.5 + np.array([0, 0.1, -0.11, 0.26, -0.25, 0.4, -0.41])
    result = trim_and_fill(y, v, estimator=estimator)
    assert result.k0 == 0
    assert not result.filled.any()
    assert result.estimate == pytest.approx(pool(y, v).estimate)
    assert "add no study" in describe(result)


def test_a_funnel_cut_in_half_is_filled():
    rng = np.random.default_rng(2)
    v = rng.uniform(0.01, 0.3, 60)
    y = rng.normal(0, np.sqrt(v))
    seen = (y / np.sqrt(v) > -0.3) | (v < 0.03)
    result = trim_and_fill(y[seen], v[seen])
    assert result.side == "left"
    assert result.k0 > 5
    assert abs(result.estimate) < abs(result.unadjusted)
    assert len(result.yi) == seen.sum() + result.k0 == len(result.filled)
    assert result.filled.sum() == result.k0


def test_sides_mirror_each_other():
    y, v = effects("dat.bangertdrowns2004")
    right, left = trim_and_fill(y, v, side="right"), trim_and_fill(-y, v, side="left")
    assert right.k0 == left.k0
    assert right.estimate == pytest.approx(-left.estimate, rel=1e-9)
    assert right.yi == pytest.approx(-left.yi)


@pytest.mark.parametrize("unit", [1e-5, 1e4])
def test_neither_order_nor_unit_matters(unit):
    y, v = effects("dat.bangertdrowns2004")
    plain = trim_and_fill(y, v)
    again = trim_and_fill(y[::-1] * unit, v[::-1] * unit**2)
    assert again.k0 == plain.k0
    assert again.estimate == pytest.approx(plain.estimate * unit, rel=1e-6)


def test_a_fit_may_be_given():
    y, v = effects("dat.bcg")
    fit = pool(y, v, method="DL", test="knapp-hartung", level=0.9)
    result = trim_and_fill(fit)
    assert (result.method, result.test, result.level) == ("DL", "knapp-hartung", 0.9)
    expected = pool(result.yi, result.vi, method="DL", test="knapp-hartung", level=0.9)
    assert result.ci_low == pytest.approx(expected.ci_low, rel=1e-9)
    assert result.p == pytest.approx(expected.p, rel=1e-8)


@pytest.mark.parametrize("estimator", ["L0", "R0"])
def test_equal_effects_miss_nothing(estimator):
    assert trim_and_fill([0.2] * 4, [0.1, 0.2, 0.3, 0.4], estimator=estimator).k0 == 0
    assert trim_and_fill([0.2] * 4, [0.1] * 4, estimator=estimator).k0 == 0


def test_bad_input_is_refused():
    y, v = effects("dat.bcg")
    with pytest.raises(ValueError, match="L0, R0"):
        trim_and_fill(y, v, estimator="Q0")
    with pytest.raises(ValueError, match="left, right"):
        trim_and_fill(y, v, side="up")
    with pytest.raises(ValueError, match="without moderators"):
        trim_and_fill(pool(y, v, moderators={"x": np.arange(13.0)}))
    with pytest.raises(ValueError, match="at least 3"):
        trim_and_fill(y[:2], v[:2])


def test_it_can_be_written_as_json():
    result = trim_and_fill(*effects("dat.bcg"))
    assert json.loads(json.dumps(result.to_dict(), allow_nan=False))["k0"] == 1
    assert "one study on the right" in describe(result)
