"""Leave-one-out, cumulative, influence and Baujat, held to metafor and to refits one by one."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.gold import cases, dataset
from gleanings.evidence import (
    baujat,
    cumulative,
    egger,
    influence,
    leave_one_out,
    pet_peese,
    pool,
    three_level,
)
from gleanings.evidence.pooling.fit import METHODS, TESTS
from gleanings.evidence.report import describe

REFITTED = [case for case in cases() if "leave1out" in dataset(case)["diagnostics"]]
COLUMNS = {
    "estimate": "estimate",
    "se": "se",
    "ci_low": "ci_lb",
    "ci_high": "ci_ub",
    "tau2": "tau2",
    "q": "Q",
}
INFLUENCE = {
    "rstudent": "rstudent",
    "dffits": "dffits",
    "cook_d": "cook_d",
    "cov_r": "cov_r",
    "tau2_del": "tau2_del",
    "qe_del": "QE_del",
    "hat": "hat",
    "weight": "weight",
    "dfbs": "dfbs",
}


def effects(case):
    data = dataset(case)["escalc"]
    return np.array(data["yi"]), np.array(data["vi"])


def assert_close(ours, reference, name):
    """1e-5 of the value; near 0, of a thousandth of the largest in the column."""
    reference = np.array(reference, dtype=float)
    near_zero = 1e-8 * np.abs(reference).max() + 1e-12
    assert ours == pytest.approx(reference, rel=1e-5, abs=near_zero), name


def test_no_reference_is_missing():
    assert len(REFITTED) == 51


@pytest.mark.parametrize("case", REFITTED)
def test_leave_one_out_agrees_with_metafor(case):
    reference = dataset(case)["diagnostics"]["leave1out"]
    result = leave_one_out(*effects(case))
    for ours, theirs in COLUMNS.items():
        assert_close(getattr(result, ours), reference[theirs], ours)


@pytest.mark.parametrize("case", REFITTED)
def test_cumulative_agrees_with_metafor(case):
    reference = dataset(case)["diagnostics"]["cumul"]
    result = cumulative(*effects(case))
    for ours, theirs in COLUMNS.items():
        assert_close(getattr(result, ours), reference[theirs], ours)


@pytest.mark.parametrize("case", REFITTED)
def test_influence_agrees_with_metafor(case):
    reference = dataset(case)["diagnostics"]["influence"]
    result = influence(*effects(case))
    for ours, theirs in INFLUENCE.items():
        column = getattr(result, ours)
        assert_close(column[:, 0] if ours == "dfbs" else column, reference[theirs], ours)
    assert result.influential.tolist() == reference["influential"]


@pytest.mark.parametrize("test", TESTS)
@pytest.mark.parametrize("method", METHODS)
def test_every_row_is_a_fit_of_pool(method, test):
    y, v = effects("dat.molloy2014")
    options = {"method": method, "test": test, "level": 0.9}
    without, growing = leave_one_out(y, v, **options), cumulative(y, v, **options)
    for i in range(len(y)):
        kept = np.arange(len(y)) != i
        for table, one in (
            (without, pool(y[kept], v[kept], **options)),
            (growing, pool(y[: i + 1], v[: i + 1], **options)),
        ):
            for name in ("estimate", "se", "p", "ci_low", "ci_high", "tau2", "q", "q_p"):
                expected = pytest.approx(getattr(one, name), rel=1e-6, abs=1e-10)
                assert getattr(table, name)[i] == expected, name
            if method != "EE":
                assert table.i2[i] == pytest.approx(one.i2, rel=1e-5, abs=1e-6)


def test_deletion_diagnostics_of_a_meta_regression_are_those_of_refits():
    y, v = effects("dat.bcg")
    x = np.array(dataset("dat.bcg")["moderators"]["ablat"], dtype=float)
    fit = pool(y, v, moderators={"x": x})
    beta = np.array([c.estimate for c in fit.coefficients])
    result = influence(fit)
    for i in range(len(y)):
        kept = np.arange(len(y)) != i
        one = pool(y[kept], v[kept], moderators={"x": x[kept]})
        moved = beta - [c.estimate for c in one.coefficients]
        expected = moved @ np.linalg.solve(fit.covariance, moved)
        assert result.cook_d[i] == pytest.approx(expected, rel=1e-6)
        ratio = np.linalg.det(one.covariance) / np.linalg.det(fit.covariance)
        assert result.cov_r[i] == pytest.approx(ratio, rel=1e-6)
        row = np.array([1, x[i]])
        residual = y[i] - row @ [c.estimate for c in one.coefficients]
        error = np.sqrt(v[i] + one.tau2 + row @ one.covariance @ row)
        assert result.rstudent[i] == pytest.approx(residual / error, rel=1e-6)
    assert result.hat.sum() == pytest.approx(2)
    assert result.dfbs.shape == (13, 2)


def test_an_effect_that_alone_carries_a_moderator_has_no_influence_defined():
    y, v = effects("dat.bcg")
    fit = pool(y, v, moderators={"x": (np.arange(13) == 4) * 1.0})
    result = influence(fit)
    assert np.isnan(result.cook_d[4])
    assert np.isfinite(np.delete(result.cook_d, 4)).all()
    assert "cannot be estimated without" in describe(result)
    assert json.loads(json.dumps(result.to_dict(), allow_nan=False))["cook_d"][4] is None


def test_baujat_is_made_of_deletions():
    y, v = effects("dat.bcg")
    result, full = baujat(y, v), pool(y, v)
    residual = y - full.estimate
    assert result.heterogeneity == pytest.approx(residual**2 / (v + full.tau2), rel=1e-7)
    without = leave_one_out(y, v)
    change = (full.estimate - without.estimate) / without.se
    assert result.influence == pytest.approx(change**2, rel=1e-7)
    plain = baujat(y, v, method="EE")
    assert plain.heterogeneity.sum() == pytest.approx(full.q)


def test_cumulative_follows_dates_and_keeps_ties_in_order():
    y, v = [0.1, 0.2, 0.3, 0.4], [0.1] * 4
    result = cumulative(y, v, order=["2001", "1999", "2001", "1998"], labels="abcd")
    assert result.order == (3, 1, 0, 2)
    assert result.labels == ("d", "b", "a", "c")
    assert result.k == (1, 2, 3, 4)
    assert result.estimate[0] == pytest.approx(0.4)
    assert result.estimate[1] == pytest.approx(0.3)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([1e-5, 1.0, 1e4]))
def test_neither_order_nor_unit_matters(seed, unit):
    rng = np.random.default_rng(seed)
    v = 10 ** rng.uniform(-3, 1, 9)
    y = rng.normal(0.3, np.sqrt(v + 0.1))
    order = rng.permutation(9)
    plain, again = influence(y, v), influence(y[order] * unit, v[order] * unit**2)
    for name in ("rstudent", "dffits", "cook_d", "hat"):
        expected = pytest.approx(getattr(plain, name)[order], rel=1e-5, abs=1e-7)
        assert getattr(again, name) == expected
    left = leave_one_out(y[order] * unit, v[order] * unit**2).estimate / unit
    assert left == pytest.approx(leave_one_out(y, v).estimate[order], rel=1e-6, abs=1e-9)


def test_a_large_set_done_in_turns_is_the_same(monkeypatch):
    y, v = effects("dat.moura2021")
    whole = leave_one_out(y, v)
    monkeypatch.setattr("gleanings.evidence.sensitivity.refits.TABLE_LIMIT", 1000)
    assert leave_one_out(y, v).estimate == pytest.approx(whole.estimate, rel=1e-9)


def test_two_effects_leave_one_each():
    result = leave_one_out([0.1, 0.5], [0.04, 0.09], test="knapp-hartung")
    assert result.estimate.tolist() == pytest.approx([0.5, 0.1])
    assert result.se.tolist() == pytest.approx([0.3, 0.2])
    assert result.tau2.tolist() == [0, 0]
    assert cumulative([0.1], [0.04]).estimate.tolist() == pytest.approx([0.1])


def test_equal_effects_are_nobodys_influence():
    result = influence([0.2] * 4, [0.1, 0.2, 0.1, 0.3])
    assert result.cook_d == pytest.approx(np.zeros(4))
    assert not result.influential.any()


def test_a_fit_brings_its_own_method():
    y, v = effects("dat.bcg")
    fit = pool(y, v, method="DL", test="knapp-hartung")
    result = leave_one_out(fit)
    assert (result.method, result.test) == ("DL", "knapp-hartung")
    assert result.full_estimate == pytest.approx(fit.estimate)
    assert result.full_ci_low == pytest.approx(fit.ci_low)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: leave_one_out([0.1], [0.1]), "at least 2"),
        (lambda: influence([0.1, 0.2], [0.1, 0.1]), "at least 3"),
        (lambda: leave_one_out([0.1, np.nan], [0.1, 0.1]), "yi, row 2"),
        (lambda: leave_one_out([0.1, 0.2], [0.1, 0.1], method="GEN"), "REML"),
        (lambda: leave_one_out([0.1, 0.2], [0.1, 0.1], test="w"), "knapp-hartung"),
        (lambda: leave_one_out([0.1, 0.2], [0.1, 0.1], labels=["a"]), "one per effect"),
        (lambda: cumulative([0.1, 0.2], [0.1, 0.1], order=[1]), "order has 1 rows"),
        (lambda: cumulative([0.1, 0.2], [0.1, 0.1], order=[1, None]), "order, row 2"),
        (lambda: cumulative([0.1, 0.2], [0.1, 0.1], order=[1, "a"]), "do not compare"),
    ],
)
def test_bad_input_is_refused_with_what_to_do(call, said):
    with pytest.raises(ValueError, match=said):
        call()


def test_they_say_what_they_found():
    y, v = effects("dat.bcg")
    names = dataset("dat.bcg")["inputs"]["ai"]
    assert "is left out" in describe(leave_one_out(y, v, labels=names))
    assert "with all 13" in describe(cumulative(y, v))
    assert describe(influence(y, v)).startswith("None of the 13")
    for result in (leave_one_out(y, v), cumulative(y, v), influence(y, v), baujat(y, v)):
        json.dumps(result.to_dict(), allow_nan=False)
    assert "<table>" in leave_one_out(y, v)._repr_html_()
    assert "<table>" in influence(y, v)._repr_html_()


def test_neither_a_far_mean_nor_a_dominating_effect_costs_digits():
    y, v = effects("dat.bcg")
    near, far = leave_one_out(y, v), leave_one_out(y + 1e6, v)
    assert far.tau2 == pytest.approx(near.tau2, rel=1e-6)
    assert far.q == pytest.approx(near.q, rel=1e-7)
    heavy = np.where(np.arange(13) == 3, 1e-12, v)
    table = leave_one_out(y, heavy, method="DL")
    for i in range(13):
        kept = np.arange(13) != i
        one = pool(y[kept], heavy[kept], method="DL")
        assert table.tau2[i] == pytest.approx(one.tau2, rel=1e-7)
        assert table.i2[i] == pytest.approx(one.i2, rel=1e-7)


@pytest.mark.parametrize("call", [leave_one_out, cumulative, influence, baujat, egger, pet_peese])
def test_a_multilevel_fit_is_refused_rather_than_stripped_of_its_clusters(call):
    y, v = effects("dat.bcg")
    with pytest.raises(ValueError, match="aggregate"):
        call(three_level(y, v, np.arange(13) // 3))
