"""What a run says, of dependent and independent effects, and of too few."""

import json
import math

import numpy as np
import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

import gleanings
from evidence.appraisal.made_up import CBT, PDT, independent, studies
from gleanings.evidence import (
    effect_size,
    leave_one_out,
    pool,
    robust,
    subgroups,
    three_level,
)
from gleanings.evidence.appraisal import Appraisal, appraise
from gleanings.evidence.dependent.leave_one_out import leave_one_cluster_out
from gleanings.evidence.report import evidence_label

MODELS = {"independent": independent(), "dependent": studies()}
every_model = pytest.mark.parametrize("given", MODELS.values(), ids=MODELS)


def without(given, chosen):
    """The arguments, only of the chosen rows."""
    kept = np.flatnonzero(chosen)
    return {
        name: value if value is None or isinstance(value, str) else [value[place] for place in kept]
        for name, value in given.items()
    }


@every_model
def test_it_comes_back_from_json_as_it_was(given):
    answer = appraise(**given)
    stored = json.loads(json.dumps(answer.to_dict(), allow_nan=False))
    assert Appraisal.from_dict(stored) == answer
    assert stored["schema"] == 1
    assert stored["version"] == gleanings.__version__


def test_an_appraisal_of_another_schema_is_refused():
    stored = appraise(**independent()).to_dict() | {"schema": 99}
    with pytest.raises(ValueError, match="run the appraisal again"):
        Appraisal.from_dict(stored)


@every_model
def test_values_are_read_as_r(given):
    answer = appraise(**given)
    pooled = answer.pooled
    assert pooled.shown.estimate == pytest.approx(np.tanh(pooled.estimate))
    assert pooled.shown.prediction_low == pytest.approx(np.tanh(pooled.prediction_low))
    first, step = answer.effects[0], answer.cumulative.steps[0]
    assert first.shown.ci_high == pytest.approx(np.tanh(first.ci_high))
    assert step.shown.ci_low == pytest.approx(np.tanh(step.ci_low))
    row = answer.sensitivity.leave_one_out[-1]
    assert row.shown.estimate == pytest.approx(np.tanh(row.estimate))


def test_each_effect_stands_with_what_is_known_of_it():
    given = studies()
    effect = appraise(**given).effects[3]
    assert (effect.label, effect.cluster, effect.year, effect.subgroup, effect.n) == tuple(
        given[name][3] for name in ("labels", "cluster", "years", "subgroups", "ni")
    )
    assert isinstance(effect.year, int)
    half = 1.959964 * given["vi"][3] ** 0.5
    assert effect.ci_high == pytest.approx(given["yi"][3] + half)


@every_model
def test_weights_add_up(given):
    assert sum(effect.weight for effect in appraise(**given).effects) == pytest.approx(100)


def test_people_are_counted_once_a_study():
    given = studies()
    largest = {}
    for study, n in zip(given["cluster"], given["ni"], strict=True):
        largest[study] = max(n, largest.get(study, 0))
    assert appraise(**given).n_people == sum(largest.values())
    assert appraise(**independent()).n_people == sum(independent()["ni"])
    assert appraise(**given | {"ni": [None, *given["ni"][1:]]}).n_people is None
    assert appraise(**given | {"ni": None}).n_people is None


def test_clusters_of_one_effect_each_are_independent_effects():
    given = independent()
    named = appraise(**given | {"cluster": [f"Study {i}" for i in range(14)]})
    assert (named.model, named.test) == ("random-effects", "knapp-hartung-adhoc")
    assert named.pooled == appraise(**given).pooled
    assert named.sensitivity.leave_one_out[0].study == "Study 0"


@pytest.mark.parametrize("count", [1, 2])
@every_model
def test_fewer_than_three_studies_stand_side_by_side(given, count):
    names = given["cluster"] or given["labels"]
    few = list(dict.fromkeys(names))[:count]
    chosen = np.array([name in few for name in names])
    answer = appraise(**without(given, chosen))
    assert answer.why_not_pooled == "fewer-than-three"
    assert (answer.n_studies, answer.k) == (count, chosen.sum())
    assert (answer.pooled, answer.heterogeneity, answer.model, answer.test) == (None,) * 4
    assert answer.small_studies.why_not == answer.cumulative.why_not == "not-pooled"
    assert all(effect.weight is None for effect in answer.effects)
    assert Appraisal.from_dict(json.loads(json.dumps(answer.to_dict()))) == answer


def test_no_study_says_so():
    answer = appraise([], [])
    assert (answer.why_not_pooled, answer.k, answer.n_people) == ("no-study", 0, 0)
    assert Appraisal.from_dict(answer.to_dict()) == answer


def test_dependent_small_study_effects_are_the_regression_in_the_multilevel_model():
    given = studies()
    fit = three_level(
        given["yi"], given["vi"], given["cluster"], moderators={"se": np.sqrt(given["vi"])}
    )
    wanted = robust(fit).coefficients[1]
    found = appraise(**given).small_studies
    assert found.egger.slope == pytest.approx(wanted.estimate)
    assert (found.egger.p, found.egger.df) == pytest.approx((wanted.p, wanted.df))
    assert (found.trim_and_fill, found.pet_peese) == (None, None)


def test_equal_precision_leaves_nothing_to_regress_on():
    given = independent() | {"vi": [0.04] * 14}
    assert appraise(**given).small_studies.why_not == "same-precision"


def test_leaving_a_study_out_is_the_run_without_it():
    given = studies()
    answer = appraise(**given)
    for row in answer.sensitivity.leave_one_out[::4]:
        other = appraise(**without(given, [name != row.study for name in given["cluster"]]))
        assert row.estimate == pytest.approx(other.pooled.estimate, rel=1e-6)
        assert row.ci_low == pytest.approx(other.pooled.ci_low, rel=1e-5)
        assert row.p == pytest.approx(other.pooled.p, rel=1e-4)
        assert row.tau2 == pytest.approx(other.heterogeneity.tau2, rel=1e-5)


def test_leaving_an_effect_out_is_leave_one_out():
    given = independent()
    rows = appraise(**given).sensitivity.leave_one_out
    wanted = leave_one_out(given["yi"], given["vi"], test="knapp-hartung-adhoc")
    assert [row.ci_low for row in rows] == pytest.approx(wanted.ci_low.tolist())
    assert [row.study for row in rows] == given["labels"]


@pytest.mark.parametrize("rho", [None, 0.6])
def test_among_many_studies_the_climb_from_all_of_them_finds_the_same_top(rho):
    given = studies(seed=2, k=130, m=60)
    answer = appraise(**given, rho=rho)
    for row in answer.sensitivity.leave_one_out[::12]:
        other = appraise(
            **without(given, [name != row.study for name in given["cluster"]]), rho=rho
        )
        assert row.estimate == pytest.approx(other.pooled.estimate, rel=1e-5)
        assert row.ci_high == pytest.approx(other.pooled.ci_high, rel=1e-5)


def test_the_last_pair_that_is_left_out_leaves_independent_effects():
    """60 studies, of which one alone gives two effects: without it, there is one variance."""
    given = studies(seed=3, k=61, m=60)
    double = max(set(given["cluster"]), key=given["cluster"].count)
    row = next(r for r in appraise(**given).sensitivity.leave_one_out if r.study == double)
    kept = [name != double for name in given["cluster"]]
    other = pool(given["yi"][kept], given["vi"][kept])
    assert row.estimate == pytest.approx(other.estimate, rel=1e-6)
    assert row.tau2 == pytest.approx(other.tau2, rel=1e-5)


def test_clusters_of_a_regression_or_of_two_cannot_be_left_out():
    given = studies()
    table = given["yi"], given["vi"], given["cluster"]
    with pytest.raises(ValueError, match="without moderators"):
        leave_one_cluster_out(three_level(*table, moderators={"n": given["ni"]}))
    with pytest.raises(ValueError, match="at least three"):
        leave_one_cluster_out(three_level(*table[:2], np.arange(40) % 2))


@every_model
def test_one_study_far_from_all_others_is_influential(given):
    yi, vi = np.array(given["yi"]), np.array(given["vi"])
    names = given["cluster"] or given["labels"]
    odd = names[0]
    here = np.array([name == odd for name in names])
    yi[here], vi[here] = 4.0, 0.001
    answer = appraise(**given | {"yi": yi, "vi": vi})
    assert answer.sensitivity.influential == (odd,)


@every_model
def test_the_years_end_with_the_pooled_effect(given):
    answer = appraise(**given)
    steps = answer.cumulative.steps
    assert [step.year for step in steps] == sorted({*given["years"]})[-len(steps) :]
    assert steps[0].n_studies >= 3
    last = steps[-1]
    assert (last.k, last.n_studies) == (answer.k, answer.n_studies)
    assert last.estimate == pytest.approx(answer.pooled.estimate, rel=1e-6)
    assert last.ci_low == pytest.approx(answer.pooled.ci_low, rel=1e-6)
    added = [label for step in steps for label in step.added]
    assert sorted(added) == sorted(given["labels"])


def test_studies_of_one_year_come_together():
    given = independent() | {"years": [2001] * 5 + [2004] * 9}
    first, last = appraise(**given).cumulative.steps
    assert (first.year, first.k, last.k) == (2001, 5, 14)
    wanted = pool(given["yi"][:5], given["vi"][:5], test="knapp-hartung-adhoc")
    assert (first.estimate, first.ci_low) == pytest.approx((wanted.estimate, wanted.ci_low))


def test_without_years_there_is_nothing_over_the_years():
    given = independent()
    for years, code in (
        (None, "year-unknown"),
        ([None, *given["years"][1:]], "year-unknown"),
        ([2001] * 14, "one-year"),
    ):
        answer = appraise(**given | {"years": years})
        assert (answer.cumulative.why_not, answer.cumulative.steps) == (code, ())


def test_subgroups_of_independent_effects_are_compared_by_q():
    given = independent()
    found = appraise(**given).subgroups
    wanted = subgroups(given["yi"], given["vi"], given["subgroups"], test="knapp-hartung-adhoc")
    assert {group.name for group in found.groups} == {CBT, PDT}
    for group in found.groups:
        assert group.pooled.ci_low == pytest.approx(wanted.groups[group.name].ci_low)
    assert found.between.kind == "Q"
    assert (found.between.statistic, found.between.p) == pytest.approx((wanted.q_between, wanted.p))


def test_subgroups_of_dependent_effects_are_compared_by_htz():
    given = studies()
    found = appraise(**given).subgroups
    wanted = robust(
        three_level(
            given["yi"], given["vi"], given["cluster"], moderators={"group": given["subgroups"]}
        )
    )
    assert found.between.kind == "F"
    assert (found.between.statistic, found.between.df2, found.between.p) == pytest.approx(
        (wanted.f, wanted.f_df2, wanted.f_p)
    )
    group = found.groups[0]
    own = appraise(**without(given, [name == group.name for name in given["subgroups"]]))
    assert group.pooled == own.pooled


def test_a_subgroup_of_two_studies_is_shown_and_not_pooled():
    given = independent() | {"subgroups": ["a", "b"] + ["c"] * 6 + ["d"] * 6}
    found = appraise(**given).subgroups
    assert [(g.name, g.n_studies, g.why_not) for g in found.groups] == [
        ("a", 1, "fewer-than-three"), ("b", 1, "fewer-than-three"), ("c", 6, None), ("d", 6, None),
    ]  # fmt: skip
    wanted = subgroups(
        given["yi"][2:], given["vi"][2:], given["subgroups"][2:], test="knapp-hartung-adhoc"
    )
    assert found.between.p == pytest.approx(wanted.p)
    lonely = appraise(**given | {"subgroups": ["a", "b"] + ["c"] * 12})
    assert lonely.subgroups.between is None


def test_without_two_subgroups_there_is_nothing_to_compare():
    given = independent()
    for names, code in (
        (None, "no-subgroups"),
        ([None, *given["subgroups"][1:]], "subgroup-unknown"),
        (["all"] * 14, "one-subgroup"),
    ):
        found = appraise(**given | {"subgroups": names}).subgroups
        assert (found.why_not, found.groups, found.between) == (code, (), None)


def test_what_a_reader_should_know_of_an_interval_is_noted():
    few = studies(k=8, m=3)
    assert "few-degrees-of-freedom" in appraise(**few).pooled.notes


def test_a_common_effect_is_called_so_and_predicts_nothing():
    answer = appraise(**independent(), method="EE")
    assert (answer.model, answer.test, answer.pooled.df) == ("common-effect", "z", None)
    assert "test-z" not in {row.kind for row in answer.sensitivity.alternatives}
    assert answer.pooled.prediction_low is None
    assert answer.heterogeneity.tau2 == 0


def test_measures_are_read_as_they_should_be():
    ratio = appraise([0.1, 0.5, 0.3], [0.1] * 3, measure="OR")
    assert ratio.pooled.shown.estimate == pytest.approx(np.exp(0.3))
    hazard = appraise([0.1, 0.5, 0.3], [0.1] * 3, measure="HR")
    assert hazard.pooled.shown == ratio.pooled.shown
    raw = appraise([0.9, 0.95, 0.97], [0.1] * 3, measure="COR")
    assert raw.pooled.shown.prediction_high == 1.0
    assert raw.pooled.prediction_high > 1
    assert appraise([0.1, 0.5, 0.3], [0.1] * 3).pooled.shown.estimate == pytest.approx(0.3)


def test_pooled_double_arcsines_are_not_read_as_nobody():
    """By the harmonic mean of such sizes Miller's way back gives 0 % [0 %, 0 %]."""
    events, people = [0, 0, 0, 1, 600], [12, 15, 20, 300, 100_000]
    table = effect_size("PFT", xi=events, ni=people)
    answer = appraise(*table, measure="PFT", ni=people)
    shown = answer.pooled.shown
    assert 0 <= shown.ci_low < shown.estimate < shown.ci_high < 0.1
    assert shown.estimate == pytest.approx(np.sin(answer.pooled.estimate) ** 2)
    # each effect by its own size, exactly
    read = [effect.shown.estimate for effect in answer.effects]
    assert read == pytest.approx([x / n for x, n in zip(events, people, strict=True)], abs=1e-12)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"measure": "XYZ"}, "measure is 'XYZ'"),
        ({"vi": [0.1] * 13 + [0]}, "vi, row 14"),
        ({"labels": ["a"]}, "labels has 1 rows and there are 14 effects"),
        ({"years": ["2001"] * 14}, "years, row 1: '2001' is text"),
        ({"ni": [-4] * 14}, "ni, row 1"),
        ({"cluster": [None] + ["a"] * 13}, "row 1"),
        ({"cluster": ["a", "a", *range(12)], "rho": 1}, "rho = 1 is not possible"),
        ({"cluster": ["a", "a", *range(12)], "method": "DL"}, "REML, ML"),
        ({"level": 95}, "0.95"),
    ],
)
def test_bad_input_is_refused_with_its_place(change, said):
    with pytest.raises(ValueError, match=said):
        appraise(**independent() | change)


def test_few_effects_that_happen_to_agree_are_not_precise():
    """Of three studies of r = .05, 140 people each, Knapp and Hartung's own interval is a point."""
    z, v = [math.atanh(0.05)] * 3, [1 / 137] * 3
    answer = appraise(z, v, measure="ZCOR")
    alone = pool(z, v, method="EE")
    assert answer.pooled.ci_low < alone.ci_low < 0 < alone.ci_high < answer.pooled.ci_high
    assert answer.pooled.prediction_high >= answer.pooled.ci_high
    shown = answer.pooled.shown
    label = evidence_label(
        measure="ZCOR",
        estimate=shown.estimate,
        ci_low=shown.ci_low,
        ci_high=shown.ci_high,
        k=3,
        n=420,
    )
    assert label == "few-or-imprecise"


@for_any(
    st.lists(st.floats(-1, 1), min_size=3, max_size=8),
    st.floats(0.01, 0.5),
)
def test_no_interval_is_narrower_than_that_of_a_common_effect(effects, variance):
    variances = [variance * (1 + i / 7) for i in range(len(effects))]
    answer, alone = appraise(effects, variances), pool(effects, variances, method="EE")
    width = answer.pooled.ci_high - answer.pooled.ci_low
    assert width >= (alone.ci_high - alone.ci_low) * (1 - 1e-9)
    assert answer.pooled.prediction_high - answer.pooled.prediction_low >= width * (1 - 1e-9)
