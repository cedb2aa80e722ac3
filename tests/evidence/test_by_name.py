"""Columns by their names in a table, standard errors instead of variances, names in any case."""

import numpy as np
import pytest

from gleanings.evidence import (
    appraise,
    correlated_hierarchical,
    effect_size,
    egger,
    pool,
    subgroups,
    three_level,
    trim_and_fill,
)

TABLE = {
    "g": [0.2, 0.5, 0.1, 0.4, 0.3, 0.6],
    "v": [0.02, 0.03, 0.05, 0.04, 0.02, 0.06],
    "sessions": [8, 16, 6, 12, 10, 20],
    "kind": ["CBT", "PDT", "CBT", "PDT", "PDT", "CBT"],
    "trial": ["a", "a", "b", "b", "c", "d"],
    "year": [2001, 2001, 2003, 2003, 2005, 2007],
    "N": [40, 40, 30, 30, 80, 25],
}
TABLE["se"] = np.sqrt(TABLE["v"])


class Frame:
    """What of a data frame is used: its columns by name."""

    def __init__(self, columns):
        self.columns = columns

    def keys(self):
        return self.columns.keys()

    def __getitem__(self, name):
        return np.array(self.columns[name])


of_any_kind = pytest.mark.parametrize("kind", [dict, Frame])


@of_any_kind
def test_names_stand_for_columns(kind):
    data = kind(TABLE)
    given = TABLE["g"], TABLE["v"]
    assert pool("g", "v", data=data).estimate == pool(*given).estimate
    assert pool("g", sei="se", data=data).se == pytest.approx(pool(*given).se)
    one = pool("g", "v", data=data, moderators="sessions")
    assert [c.name for c in one.coefficients] == ["intercept", "sessions"]
    two = pool("g", "v", data=data, moderators=["sessions", "kind"])
    assert [c.name for c in two.coefficients] == ["intercept", "sessions", "kind: PDT"]
    assert subgroups("g", "v", "kind", data=data).groups["CBT"].k == 3
    nested = three_level("g", "v", "trial", data=data)
    assert nested.estimate == three_level(*given, TABLE["trial"]).estimate
    assert three_level("g", sei="se", cluster="trial", data=data).se == pytest.approx(nested.se)
    correlated = correlated_hierarchical("g", "v", "trial", data=data)
    assert correlated.se == correlated_hierarchical(*given, TABLE["trial"]).se
    answer = appraise("g", sei="se", data=data, cluster="trial", years="year", ni="N")
    assert answer.n_studies == 4 and answer.n_people == 175
    assert answer.effects[5].year == 2007


@of_any_kind
def test_effect_sizes_take_their_own_columns_and_pass_over_others(kind):
    found = effect_size("ZCOR", data=kind(TABLE | {"ri": TABLE["g"]}), ni="N")
    wanted = effect_size("ZCOR", ri=TABLE["g"], ni=TABLE["N"])
    assert found.yi.tolist() == wanted.yi.tolist()
    assert found.vi.tolist() == wanted.vi.tolist()


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: pool("d", "v", data=TABLE), "data has no column 'd'; it has g, v, sessions"),
        (lambda: pool("g", "v", data=TABLE, moderators=["age"]), "data has no column 'age'"),
        (lambda: pool(TABLE["g"]), "Give vi, the sampling variances, or sei"),
        (lambda: pool(TABLE["g"], TABLE["v"], sei=TABLE["se"]), "Give vi or sei, not both"),
        (lambda: pool([0.1, 0.2], sei=[0.1, -0.2]), "sei, row 2: -0.2 is not a standard error"),
        (lambda: three_level("g", "v", data=TABLE), "Give cluster"),
        (lambda: subgroups("g", "v", data=TABLE), "Give groups_of"),
        (lambda: effect_size("COR", data=TABLE, ri="r"), "data has no column 'r'"),
    ],
)
def test_what_is_not_there_is_named(call, says):
    with pytest.raises(ValueError, match=says):
        call()


def test_names_of_methods_tests_and_measures_may_be_in_small_letters():
    given = TABLE["g"], TABLE["v"]
    for small, usual in {"reml": "REML", "dl": "DL", "fe": "EE", "ee": "EE", "Pm": "PM"}.items():
        assert pool(*given, method=small).method == usual
    assert pool(*given, test="KNHA").test == "knapp-hartung"
    assert pool(*given, test="Knapp-Hartung").test == "knapp-hartung"
    assert egger(*given, method="dl") == egger(*given, method="DL")
    assert trim_and_fill(*given, method="dl").method == "DL"
    assert three_level(*given, TABLE["trial"], method="ml").method == "ML"
    assert appraise(*given, method="dl").method == "DL"
    assert effect_size("zcor", ri=0.3, ni=30) == effect_size("ZCOR", ri=0.3, ni=30)
    with pytest.raises(ValueError, match="method is 'mle'"):
        pool(*given, method="mle")
