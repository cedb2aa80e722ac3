"""Where nothing is pooled the answer says first what is known, wherever it is shown."""

import json

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gleanings.digest.models import Finding
from gleanings.reader.cache import content_version
from gleanings.synthesis.answers import answer_of
from gleanings.synthesis.reading import listed_questions
from gleanings.synthesis.recompute import recompute
from gleanings.synthesis.singles import singles_of
from synthesis.factories import (
    include,
    make_question,
    meta_analysis,
    study_finding,
    upload,
    with_correlations,
)

pytestmark = pytest.mark.django_db

KNOWN = "both find a moderate positive link: r = .26 and .29."


@pytest.fixture
def findings():
    """Two meta-analyses of “alliance” that agree."""
    question = make_question("alliance")
    found = [
        meta_analysis(group="adults in CBT"),
        meta_analysis(estimate=0.29, ci_low=0.22, ci_high=0.36, k=8, group="adults on medication"),
    ]
    for one in found:
        include(question, one)
    recompute(question)
    return found


@pytest.mark.parametrize(
    "address",
    [
        "/en/evidence/alliance/", "/en/evidence/", "/en/topics/empathy/",
        "/en/evidence/changes.atom", "/en/evidence/alliance/v1/citation.ris",
        "/api/v1/questions/alliance", "/api/v1/syntheses/alliance-v1",
    ],
)  # fmt: skip
def test_the_answer_is_everywhere(client, findings, address):
    said = " ".join(client.get(address).content.decode().split())
    assert KNOWN in said
    assert "They are not pooled, since they may rest in part on the same studies" in said


def test_it_is_in_the_head(client, findings):
    page = BeautifulSoup(client.get("/en/evidence/alliance/").content, "html.parser")
    graph = json.loads(page.select_one('script[type="application/ld+json"]').string)["@graph"]
    assert all(KNOWN in one.get("abstract", one.get("description")) for one in graph)
    assert KNOWN in page.select_one("meta[name=description]")["content"]


@pytest.mark.parametrize(
    ("found", "label"),
    [
        ([meta_analysis], "effect"),
        ([lambda: meta_analysis(estimate=0.02, ci_low=-0.05, ci_high=0.09)], "near-zero"),
        ([lambda: meta_analysis(estimate=0.1, ci_low=-0.1, ci_high=0.3)], "few-or-imprecise"),
        ([meta_analysis, meta_analysis], "side-by-side"),
        ([study_finding], "few-or-imprecise"),
        ([study_finding, study_finding], "few-or-imprecise"),
    ],
)
def test_one_meta_analysis_is_many_studies_and_has_the_label_of_its_result(found, label):
    question = make_question("alliance")
    for make in found:
        include(question, make())
    assert recompute(question).headline.label == label


def test_why_is_said_once(client, findings):
    page = BeautifulSoup(client.get("/en/evidence/alliance/").content, "html.parser")
    said = page.main.get_text(" ")
    assert said.count("not pooled, since") == 1
    assert "Meta-analyses may share primary studies" not in said
    assert "would count twice" not in said


def test_reasons_that_differ_are_given_for_each(client, findings):
    question = make_question("mixed")
    for one in findings:
        include(question, one)
    include(question, meta_analysis(measure="d", estimate=0.4, ci_low=0.2, ci_high=0.6))
    recompute(question)
    page = BeautifulSoup(client.get("/en/evidence/mixed/").content, "html.parser")
    assert "each for a reason of its own" in page.select_one(".answer").get_text(" ")
    table = page.select_one("section[aria-labelledby=beside] table").get_text(" ")
    assert "Meta-analyses may share primary studies." in table
    assert "Its measure is not the one" in table


def test_what_is_withdrawn_is_told_no_more(client, findings):
    findings[1].summary.unpublish()
    for address in ("/en/evidence/alliance/v1/", "/en/evidence/", "/api/v1/questions/alliance"):
        said = client.get(address).content.decode()
        assert ".29" not in said, address
        assert "A meta-analysis of adults in CBT (13 studies) finds" in said, address


def test_a_result_at_the_other_end_is_told_from_the_questions(client):
    """Fewer symptoms with more alliance, r = −.20, is a better outcome with it."""
    question = make_question()
    include(question, meta_analysis(estimate=-0.2, ci_low=-0.3, ci_high=-0.1))
    (result,), _why = singles_of(recompute(question).data)
    assert (result.estimate, result.ci_low, result.ci_high) == (0.2, 0.1, 0.3)


def test_a_ratio_at_the_other_end_is_inverted():
    question = make_question(measure="OR")
    include(question, study_finding(measure="OR", estimate=0.5, ci_low=0.4, ci_high=0.625, n=None))
    (result,), _why = singles_of(recompute(question).data)
    assert (result.estimate, result.ci_low, result.ci_high) == pytest.approx((2.0, 1.6, 2.5))


@pytest.mark.parametrize(("better", "known"), [("", True), ("higher", False)])
def test_what_was_not_weighed_was_not_turned_either(better, known):
    question = make_question(better=better)
    include(question, study_finding(n=None, ci_low=None, ci_high=None))
    (result,), why = singles_of(recompute(question).data)
    assert why == ["not-weighed"]
    assert result.has_direction is known


def test_who_did_better_is_not_guessed():
    question = make_question()
    include(question, study_finding(favours=""))
    synthesis = recompute(question)
    assert singles_of(synthesis.data)[1] == ["direction-not-said"]
    assert "finds a moderate link: r = .26." in answer_of(synthesis, "en")


def test_uploaded_studies_are_told_as_they_are_read():
    synthesis = with_correlations(make_question(), [(0.3, 80), (0.2, 90)])
    results, why = singles_of(synthesis.data)
    assert why == ["fewer-than-three"]
    assert [result.estimate for result in results] == pytest.approx([0.3, 0.2])
    shown = [effect.shown for effect in synthesis.result.effects]
    ends = [end for result in results for end in (result.ci_low, result.ci_high)]
    assert ends == pytest.approx([end for one in shown for end in (one.ci_low, one.ci_high)])


def test_a_study_beside_meta_analyses_has_one_reason():
    question = make_question()
    upload(question, {"ri": [0.3], "ni": [80]})
    include(question, meta_analysis())
    assert singles_of(recompute(question).data)[1] == ["beside-studies"]


def test_a_bound_has_no_value_to_tell():
    question = make_question()
    include(question, meta_analysis(bound=">", ci_low=None, ci_high=None))
    synthesis = recompute(question)
    assert singles_of(synthesis.data) == ([], [])
    assert answer_of(synthesis, "en") == (
        "Only bounds are reported, which do not say how large the effect is. They are shown side "
        "by side and not pooled."
    )


def test_a_list_takes_no_more_queries_for_many_than_for_one(findings):
    before = queries_of_the_list()
    for _number in range(3):
        other = make_question()
        for one in findings:
            include(other, one)
        recompute(other)
    assert queries_of_the_list() == before


def queries_of_the_list() -> int:
    with CaptureQueriesContext(connection) as caught:
        assert all("both find" in one.answer for one in listed_questions("en"))
    return len(caught)


def test_in_french_it_has_the_french_phrases_of_its_findings(client, findings):
    told = {"group": "adultes en TCC", "predictor": "alliance thérapeutique"}
    Finding.objects.filter(pk=findings[0].pk).update(other_languages={"fr": told})
    content_version.bump()
    page = BeautifulSoup(client.get("/fr/evidence/alliance/").content, "html.parser").main
    answer = page.select_one(".answer").get_text(" ").replace("\xa0", " ")
    assert "adultes en TCC" in answer
    assert "adults in CBT" not in answer
    assert "« adults on medication »" in answer, "what nobody translated is quoted"
    table = page.select_one("section[aria-labelledby=beside] table").get_text(" ")
    assert "alliance thérapeutique" in table
    english = client.get("/en/evidence/alliance/").content.decode()
    assert "adultes" not in english
