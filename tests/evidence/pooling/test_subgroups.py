"""Subgroups, each pooled and all compared."""

import json

import numpy as np
import pytest

from evidence.gold import dataset
from gleanings.evidence import pool, subgroups
from gleanings.evidence.report import describe

YI = np.array(dataset("dat.bcg")["escalc"]["yi"])
VI = np.array(dataset("dat.bcg")["escalc"]["vi"])
ALLOCATION = dataset("dat.bcg")["moderators"]["alloc"]


def test_each_group_is_pooled_by_itself():
    result = subgroups(YI, VI, ALLOCATION)
    assert list(result.groups) == ["random", "alternate", "systematic"]
    chosen = np.array(ALLOCATION) == "random"
    assert result.groups["random"].estimate == pool(YI[chosen], VI[chosen]).estimate
    assert result.overall.estimate == pool(YI, VI).estimate


def test_between_the_groups_with_a_tau2_for_each():
    """The common-effect Q of the pooled effects and their standard errors."""
    result = subgroups(YI, VI, ALLOCATION)
    parts = list(result.groups.values())
    again = pool([r.estimate for r in parts], [r.se**2 for r in parts], method="EE")
    assert (result.q_between, result.df, result.p) == pytest.approx((again.q, 2, again.q_p))


@pytest.mark.parametrize("test", ["z", "knapp-hartung"])
def test_with_one_tau2_it_is_the_meta_regression(test):
    result = subgroups(YI, VI, ALLOCATION, common_tau2=True, test=test)
    model = pool(YI, VI, moderators={"alloc": ALLOCATION}, test=test)
    assert (result.q_between, result.p) == pytest.approx((model.qm, model.qm_p))
    assert result.r2 == pytest.approx(model.r2)
    assert result.df2 == model.qm_df2


def test_common_effect_q_splits():
    """With a common effect, Q of all is Q within plus Q between."""
    result = subgroups(YI, VI, ALLOCATION, method="EE")
    within = sum(r.q for r in result.groups.values())
    assert within + result.q_between == pytest.approx(result.overall.q)


def test_words_and_data():
    result = subgroups(YI, VI, ALLOCATION, measure="RR")
    assert "random (k = 7): 0.38 (95% confidence interval 0.22 to 0.65)." in describe(result)
    assert "χ²(2) = 1.86, p = .394" in describe(result)
    assert json.loads(json.dumps(result.to_dict(), allow_nan=False))["df2"] is None


def test_a_group_of_one():
    result = subgroups([0.1, 0.2, 0.9], [0.02, 0.03, 0.02], ["a", "a", "b"], test="knapp-hartung")
    assert result.groups["b"].k == 1
    assert np.isfinite(result.p)


def test_refused():
    with pytest.raises(ValueError, match="All effects are in one subgroup"):
        subgroups(YI, VI, ["x"] * 13)
    with pytest.raises(ValueError, match="groups_of, row 13: None is missing"):
        subgroups(YI, VI, ["x"] * 12 + [None])
