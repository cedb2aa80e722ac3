"""What goes into a run: included findings that anybody may read, uploaded effects, and what stands
beside them."""

import math

import pytest

from digest.factories import make_article, make_private
from gleanings.digest.models import Finding
from gleanings.synthesis.dataset import collect_dataset, hash_of
from gleanings.synthesis.models import Inclusion, Overlap
from synthesis.factories import (
    include,
    make_question,
    meta_analysis,
    study_finding,
    upload,
)

pytestmark = pytest.mark.django_db


def test_a_correlation_comes_with_the_weight_of_its_interval():
    question = make_question()
    include(question, study_finding(estimate=0.26, ci_low=0.19, ci_high=0.32, n=None))
    (row,) = collect_dataset(question).pooled
    assert row.yi == pytest.approx(math.atanh(0.26))
    half = (math.atanh(0.32) - math.atanh(0.19)) / 2
    assert math.sqrt(row.vi) == pytest.approx(half / 1.959964, rel=1e-6)


def test_a_correlation_of_one_study_may_be_weighed_by_its_people():
    question = make_question()
    include(question, study_finding(ci_low=None, ci_high=None, level=None, n=103))
    (row,) = collect_dataset(question).pooled
    assert row.vi == pytest.approx(1 / 100)


def test_the_people_of_a_meta_analysis_are_no_weight():
    question = make_question()
    include(question, meta_analysis(ci_low=None, ci_high=None, level=None, n=3000))
    (row,) = collect_dataset(question).rows
    assert row.beside == "not-weighed"


def test_a_bound_stands_beside_and_is_no_value():
    question = make_question()
    include(question, study_finding(bound=">"))
    (row,) = collect_dataset(question).rows
    assert (row.beside, row.estimate) == ("only-a-bound", None)
    assert (row.bound, row.limit) == (">", 0.26)


def test_another_measure_stands_beside():
    question = make_question()
    include(question, study_finding(measure="d", estimate=0.5, ci_low=0.2, ci_high=0.8))
    assert [row.beside for row in collect_dataset(question).rows] == ["mixed-measures"]


def test_proposed_and_excluded_findings_are_no_part_of_it():
    question = make_question()
    include(question, study_finding(), inclusion=Inclusion.PROPOSED)
    include(question, study_finding(), inclusion=Inclusion.EXCLUDED, reason="Children only")
    dataset = collect_dataset(question)
    assert dataset.rows == ()
    assert [row.reason for row in dataset.excluded] == ["Children only"]


def test_nothing_private_or_offline_goes_in():
    question = make_question()
    private, offline, online = study_finding(), study_finding(), study_finding()
    for finding in (private, offline, online):
        include(question, finding)
    make_private(private.summary)
    offline.summary.unpublish()
    assert [row.finding for row in collect_dataset(question).rows] == [online.pk]


def test_meta_analyses_are_shown_side_by_side():
    question = make_question()
    include(question, meta_analysis())
    include(question, meta_analysis())
    assert {row.beside for row in collect_dataset(question).rows} == {"share-primary-studies"}


def test_meta_analyses_without_common_studies_are_pooled_where_an_editor_says_so():
    question = make_question(overlap=Overlap.NONE, overlap_reason="The lists were compared.")
    include(question, meta_analysis())
    include(question, meta_analysis())
    assert len(collect_dataset(question).pooled) == 2


def test_a_meta_analysis_stands_beside_studies_whatever_is_said_of_overlap():
    question = make_question(overlap=Overlap.NONE, overlap_reason="The lists were compared.")
    include(question, meta_analysis())
    include(question, study_finding())
    beside = [(row.is_meta_analysis, row.beside) for row in collect_dataset(question).rows]
    assert sorted(beside) == [(False, ""), (True, "beside-studies")]


def test_effects_of_one_article_are_of_one_study_wherever_they_come_from():
    question = make_question()
    article = make_article(doi="10.5555/one.study")
    include(question, study_finding(article=article))
    upload(question, {"ri": [0.2], "ni": [90], "doi": ["https://doi.org/10.5555/ONE.study"]})
    assert {row.cluster for row in collect_dataset(question).rows} == {"10.5555/one.study"}


def test_effects_of_one_study_are_told_apart():
    question = make_question()
    article = make_article()
    for outcome in ("anxiety", "depression"):
        include(question, study_finding(article=article, outcome=outcome))
    labels = [row.label for row in collect_dataset(question).rows]
    assert len(set(labels)) == 2
    assert labels[0].endswith(": anxiety")


def test_the_hash_is_of_what_goes_in_and_not_of_its_order():
    question = make_question()
    for _number in range(3):
        include(question, study_finding())
    first = collect_dataset(question)
    turned = type(first)(first.rows[::-1], first.excluded, first.settings)
    assert hash_of(turned) == hash_of(first)
    Finding.objects.filter(pk=first.rows[0].finding).update(estimate=0.27)
    assert hash_of(collect_dataset(question)) != hash_of(first)


@pytest.mark.parametrize(
    ("measure", "finding", "yi"),
    [
        ("OR", {"measure": "OR", "estimate": 2.0, "ci_low": 1.0, "ci_high": 4.0}, math.log(2)),
        ("RR", {"measure": "RR", "estimate": 0.5, "ci_low": 0.25, "ci_high": 1.0}, math.log(0.5)),
        ("SMD", {"measure": "g", "estimate": 0.5, "ci_low": 0.2, "ci_high": 0.8}, 0.5),
        ("ZCOR", {"measure": "z", "estimate": 0.30, "ci_low": 0.2, "ci_high": 0.39}, 0.30),
    ],
)
def test_each_measure_comes_on_its_analysis_scale(measure, finding, yi):
    question = make_question(measure=measure, better="")
    include(question, study_finding(n=None, **finding))
    (row,) = collect_dataset(question).pooled
    assert row.yi == pytest.approx(yi)
    assert row.vi > 0


BELOW = {"estimate": -0.26, "ci_low": -0.42, "ci_high": -0.08}


@pytest.mark.parametrize(
    ("better", "finding", "is_turned", "sign"),
    [
        ("higher", {"favours": "first"}, False, 1),
        ("higher", {"favours": "others"}, True, -1),
        ("higher", {**BELOW, "favours": "first"}, True, 1),
        ("higher", {**BELOW, "favours": "others"}, False, -1),
        ("lower", {"favours": "first"}, True, -1),
        ("lower", {"favours": "others"}, False, 1),
        ("lower", {**BELOW, "favours": "first"}, False, -1),
        ("higher", {"favours": "neither"}, False, 1),
        ("", {"favours": "others"}, False, 1),
        ("", {"favours": ""}, False, 1),
    ],
)
def test_a_finding_takes_the_sign_of_who_did_better(better, finding, is_turned, sign):
    question = make_question(better=better)
    include(question, study_finding(**finding))
    (row,) = collect_dataset(question).pooled
    assert row.is_turned is is_turned
    assert row.yi == pytest.approx(sign * math.atanh(0.26))


def test_what_nobody_has_said_the_direction_of_is_not_pooled():
    question = make_question(better="higher")
    include(question, study_finding(favours=""))
    include(question, study_finding(favours="first"))
    dataset = collect_dataset(question)
    assert [row.beside for row in dataset.rows] == ["direction-not-said", ""]


def test_a_ratio_is_turned_into_its_inverse():
    question = make_question(measure="OR", better="higher")
    odds = {"measure": "OR", "estimate": 0.5, "ci_low": 0.25, "ci_high": 1.0, "n": None}
    include(question, study_finding(**odds, favours="first"))
    (row,) = collect_dataset(question).pooled
    assert math.exp(row.yi) == pytest.approx(2.0)
