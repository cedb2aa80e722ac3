"""Moderators as researchers have them."""

import numpy as np
import pytest

from gleanings.evidence import pool

YI = [0.1, 0.4, 0.2, 0.6, 0.3, 0.5]
VI = [0.02, 0.03, 0.02, 0.04, 0.03, 0.02]
KIND = ["b", "a", "b", "c", "a", "c"]
YEAR = [1990, 1995, 2000, 2005, 2010, 2015]


def names(**options):
    return [c.name for c in pool(YI, VI, **options).coefficients]


def test_factors_and_numbers():
    assert names(moderators={"kind": KIND}) == ["intercept", "kind: b", "kind: c"]
    assert names(moderators={"kind": KIND}, reference={"kind": "c"})[1:] == ["kind: a", "kind: b"]
    assert names(moderators={"year": YEAR}) == ["intercept", "year"]
    assert names(moderators={"year": YEAR}, intercept=False) == ["year"]
    assert names(moderators=YEAR) == ["intercept", "moderator"]
    flags = [True, False] * 3
    assert names(moderators={"blind": flags}) == ["intercept", "blind: True"]


def test_a_number_may_be_a_factor_by_its_reference():
    arms = [1, 2, 1, 2, 1, 2]
    assert names(moderators={"arm": arms}, reference={"arm": 2}) == ["intercept", "arm: 1"]


def test_ones_in_an_array_are_the_intercept():
    X = np.column_stack([np.ones(6), YEAR])
    assert names(moderators=X) == ["intercept", "moderator 2"]


def test_intercept_alone_is_plain_pooling():
    ones = pool(YI, VI, moderators=np.ones((6, 1)))
    assert ones.estimate == pytest.approx(pool(YI, VI).estimate)
    assert not ones.is_regression


def test_there_is_no_single_pooled_effect():
    r = pool(YI, VI, moderators={"year": YEAR})
    assert r.is_regression
    assert np.isnan([r.estimate, r.se, r.p, r.ci_low, r.prediction_low]).all()
    assert r.to_dict()["estimate"] is None
    assert not pool(YI, VI).is_regression


def test_a_shifted_year_changes_the_intercept_only():
    one = pool(YI, VI, moderators={"year": YEAR})
    two = pool(YI, VI, moderators={"year": np.array(YEAR) - 2000.0})
    for name in ("estimate", "se", "p"):
        assert getattr(one.coefficients[1], name) == pytest.approx(
            getattr(two.coefficients[1], name), rel=1e-9
        )
    assert one.tau2 == pytest.approx(two.tau2, rel=1e-9)
    assert one.log_likelihood == pytest.approx(two.log_likelihood, rel=1e-9)
    assert one.qm == pytest.approx(two.qm, rel=1e-9)


def test_fitted_values():
    r = pool(YI, VI, moderators={"year": YEAR})
    b0, b1 = (c.estimate for c in r.coefficients)
    assert r.fitted == pytest.approx([b0 + b1 * year for year in YEAR])


@pytest.mark.parametrize(
    ("moderators", "says"),
    [
        ({"a": YEAR, "b": np.array(YEAR) * 2.0}, "a, b repeat each other"),
        ({"a": YEAR, "b": np.array(YEAR) + 1.0}, "repeat each other"),
        ({"a": YEAR, "b": np.array(YEAR) + 1e-4 * np.sin(YEAR)}, "a, b repeat each other"),
        ({"kind": ["x"] * 6}, "kind: has one level only"),
        ({"year": [*YEAR[:5], None]}, "year, row 6: nan is missing"),
        ({"kind": [*KIND[:5], None]}, "kind, row 6: None is missing"),
        ({"year": YEAR[:5]}, "year: has 5 rows, the effects have 6"),
        ({"zero": [0] * 6}, "zero is 0 in every row"),
        ({"kind": list("abcdef")}, "6 effects cannot carry 6 coefficients"),
        (np.array([KIND, KIND]).T, "must hold numbers"),
        (np.ones((6, 2, 2)), "mapping of columns"),
    ],
)
def test_faults(moderators, says):
    with pytest.raises(ValueError, match=says):
        pool(YI, VI, moderators=moderators)


def test_unknown_reference():
    with pytest.raises(ValueError, match="the reference 'z' is not among its levels"):
        pool(YI, VI, moderators={"kind": KIND}, reference={"kind": "z"})


def test_one_effect_carries_no_moderator():
    with pytest.raises(ValueError, match="1 effects cannot carry 2 coefficients"):
        pool([0.1], [0.1], moderators={"year": [1990]})


def test_columns_that_nearly_repeat_each_other_are_tested_as_what_they_differ_by():
    """a and a + 1e-4 b span what a and b span, and so have the same test of both."""
    rng = np.random.default_rng(3)
    a, b = rng.normal(size=12), rng.normal(size=12)
    y, v = rng.normal(size=12), rng.uniform(0.02, 0.3, 12)
    apart = pool(y, v, moderators={"a": a, "b": b})
    near = pool(y, v, moderators={"a": a, "b": a + 1e-4 * b})
    assert near.qm == pytest.approx(apart.qm, rel=1e-4)


def test_a_common_effect_model_has_a_share_of_q_for_its_moderators():
    """By hand: Q of all, and what is left of it beside a slope."""
    yi, vi, dose = np.array([0.1, 0.4, 0.5, 0.9]), np.array([0.02, 0.05, 0.03, 0.04]), [1, 2, 3, 4]
    found = pool(yi, vi, method="EE", moderators=np.array([[1.0, x] for x in dose]))
    weights = 1 / vi
    whole = np.sum(weights * (yi - np.average(yi, weights=weights)) ** 2)
    assert found.r2 == pytest.approx(100 * (1 - found.q / whole))
    assert found.r2 == pytest.approx(100 * found.qm / (found.qm + found.q))
    assert found.to_dict()["r2"] == found.r2
    assert np.isnan(pool(yi, vi, method="EE").r2)
