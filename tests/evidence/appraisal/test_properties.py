"""What must hold of any effects."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from evidence.appraisal.made_up import independent, studies
from gleanings.evidence.appraisal import Appraisal, appraise

effects = st.floats(-3, 3).map(lambda x: round(x, 3))
variances = st.floats(-5, 2).map(lambda x: float(10**x))
rows = st.tuples(effects, variances, st.integers(0, 5), st.integers(1990, 1994))
tables = st.lists(rows, min_size=0, max_size=14)


def appraised(table, clustered=True):
    yi, vi, study, year = ([row[place] for row in table] for place in range(4))
    return appraise(
        yi, vi, cluster=study if clustered else None, years=year,
        subgroups=[value % 2 for value in study], measure="SMD",
    )  # fmt: skip


@settings(max_examples=60)
@given(tables, st.booleans())
def test_any_effects_can_be_appraised_and_stored(table, clustered):
    answer = appraised(table, clustered)
    assert Appraisal.from_dict(json.loads(json.dumps(answer.to_dict(), allow_nan=False))) == answer
    studies = len({row[2] for row in table}) if clustered else len(table)
    assert answer.n_studies == studies
    assert (answer.pooled is None) == (studies < 3)
    if answer.pooled is None:
        return
    yi = [row[0] for row in table]
    assert min(yi) - 1e-9 <= answer.pooled.estimate <= max(yi) + 1e-9
    assert answer.heterogeneity.tau2 >= 0
    assert 0 <= answer.heterogeneity.i2 <= 100
    assert len(answer.sensitivity.leave_one_out) == studies
    steps = answer.cumulative.steps
    if steps:
        assert_allclose(steps[-1].estimate, answer.pooled.estimate, rtol=1e-6, atol=1e-9)


@settings(max_examples=15)
@given(st.integers(0, 1000), st.booleans())
def test_the_order_of_effects_does_not_matter(seed, clustered):
    given_rows = studies(seed) if clustered else independent(seed)
    order = np.random.default_rng(seed).permutation(len(given_rows["yi"])).tolist()
    shuffled = {
        name: value if value is None or isinstance(value, str) else [value[i] for i in order]
        for name, value in given_rows.items()
    }
    one, two = appraise(**given_rows), appraise(**shuffled)
    for name in ("estimate", "se", "p", "ci_low", "prediction_high"):
        assert getattr(one.pooled, name) == pytest.approx(getattr(two.pooled, name), rel=1e-5)
    assert one.heterogeneity.tau2 == pytest.approx(two.heterogeneity.tau2, rel=1e-4, abs=1e-8)
    assert one.n_people == two.n_people
    assert {row.study for row in one.sensitivity.leave_one_out} == {
        row.study for row in two.sensitivity.leave_one_out
    }
    assert one.sensitivity.influential == tuple(
        sorted(
            two.sensitivity.influential, key=[r.study for r in one.sensitivity.leave_one_out].index
        )
    )
    assert [step.estimate for step in one.cumulative.steps] == pytest.approx(
        [step.estimate for step in two.cumulative.steps], rel=1e-5
    )


@settings(max_examples=15)
@given(st.integers(0, 1000), st.booleans(), st.sampled_from([1e-3, 7.0, 365.0]))
def test_a_change_of_unit_scales_everything(seed, clustered, unit):
    table = (studies(seed) if clustered else independent(seed)) | {"measure": "MD"}
    one = appraise(**table)
    two = appraise(**table | {"yi": table["yi"] * unit, "vi": table["vi"] * unit**2})
    for name in ("estimate", "se", "ci_low", "prediction_high"):
        assert getattr(two.pooled, name) == pytest.approx(
            unit * getattr(one.pooled, name), rel=1e-5
        )
    assert two.pooled.p == pytest.approx(one.pooled.p, rel=1e-4)
    assert two.heterogeneity.i2 == pytest.approx(one.heterogeneity.i2, rel=1e-4, abs=1e-4)
    assert two.small_studies.egger.p == pytest.approx(one.small_studies.egger.p, rel=1e-4)
    rows = zip(one.sensitivity.leave_one_out, two.sensitivity.leave_one_out, strict=True)
    for before, after in rows:
        assert after.ci_low == pytest.approx(unit * before.ci_low, rel=1e-5, abs=1e-6 * unit)
        assert after.influential == before.influential


@pytest.mark.parametrize("cluster", [None, [1, 1, 2, 3, 3, 4]])
def test_identical_effects_leave_no_heterogeneity(cluster):
    answer = appraise([0.3] * 6, [0.1, 0.2, 0.1, 0.3, 0.2, 0.1], cluster=cluster)
    assert answer.pooled.estimate == pytest.approx(0.3)
    assert (answer.heterogeneity.tau2, answer.heterogeneity.i2) == (0, 0)
    assert answer.heterogeneity.q == pytest.approx(0)
    json.dumps(answer.to_dict(), allow_nan=False)


@pytest.mark.parametrize("cluster", [None, [*range(12), *range(12)]])
def test_identical_effects_have_no_slope(cluster):
    answer = appraise([0.3] * 24, [0.1, 0.2, 0.4] * 8, cluster=cluster)
    assert answer.small_studies.egger.slope == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("cluster", [None, [1, 1, 2, 3, 3, 4]])
def test_effects_within_chance_have_no_tau2(cluster):
    answer = appraise([0.3, 0.35, 0.2, 0.25, 0.3, 0.4], [0.2] * 6, cluster=cluster)
    assert answer.heterogeneity.tau2 == 0
    pooled = answer.pooled
    assert pooled.prediction_low == pytest.approx(pooled.ci_low, abs=1e-9)


@pytest.mark.parametrize("clustered", [True, False])
def test_a_study_that_knows_next_to_nothing_changes_next_to_nothing(clustered):
    table = studies() if clustered else independent()
    table |= dict.fromkeys(("labels", "years", "subgroups", "ni"))
    more = table | {"yi": [*table["yi"], 50.0], "vi": [*table["vi"], 1e9]}
    if clustered:
        more["cluster"] = [*table["cluster"], "vague"]
    one, two = appraise(**table), appraise(**more)
    assert two.pooled.estimate == pytest.approx(one.pooled.estimate, abs=1e-5)
    assert two.effects[-1].weight < 1e-4
    assert not two.sensitivity.leave_one_out[-1].influential
