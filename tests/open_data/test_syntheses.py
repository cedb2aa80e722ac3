"""Questions and syntheses: what the findings say together."""

from __future__ import annotations

import pytest

from gleanings.synthesis.recompute import recompute
from open_data.cast import API, ask, refusal
from synthesis.factories import (
    include,
    make_question,
    meta_analysis,
    upload,
    with_correlations,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    question = make_question("alliance", topics=["empathy"])
    with_correlations(question)
    return question


def test_a_question_with_its_newest_answer(client, question):
    (asked,) = ask(client, "questions")["items"]
    assert ask(client, asked["url"]) == asked
    assert (asked["id"], asked["measure"], asked["topics"]) == ("alliance", "ZCOR", ["empathy"])
    assert asked["question"] == "Does the alliance predict outcome?"
    assert asked["n_studies"] == 5
    assert "better" in asked["answer"]
    assert asked["synthesis"]["id"] == "alliance-v1"
    assert client.get(asked["page"]).status_code == 200
    (of_it,) = client.get(asked["syntheses_url"]).json()["items"]
    assert of_it["id"] == "alliance-v1"
    french = ask(client, "questions/alliance", language="fr")
    assert french["language"] == "fr"
    assert french["question"].startswith("L’alliance")
    assert french["answer"] != asked["answer"]


def test_a_synthesis_with_its_numbers_and_what_went_in(client, question):
    one = ask(client, "syntheses/alliance-v1")
    stored = question.current
    pooled = stored.result.pooled.shown
    assert [one[name] for name in ("estimate", "ci_low", "ci_high", "prediction_low")] == [
        getattr(pooled, name) for name in ("estimate", "ci_low", "ci_high", "prediction_low")
    ]
    assert one["tau2"] == stored.result.heterogeneity.tau2
    assert (one["n_effects"], one["n_studies"], one["level"]) == (5, 5, 95)
    assert (one["model"], one["method"]) == ("random-effects", stored.result.method)
    assert one["is_pooled"] is True
    assert [effect["n"] for effect in one["effects"]] == [80, 120, 45, 200, 95]
    assert sum(effect["weight"] for effect in one["effects"]) == pytest.approx(100)
    assert one["data_hash"] == stored.data_hash
    for address in (one["page"], one["question_url"], *(file["url"] for file in one["files"])):
        assert client.get(address).status_code == 200, address


def test_every_version_stays_and_the_newest_can_be_chosen(client, question):
    upload(question, {"ri": [0.5], "ni": [60]})
    recompute(question)
    listed = ask(client, "syntheses", ordering="updated")["items"]
    assert [(one["id"], one["is_newest"]) for one in listed] == [
        ("alliance-v1", False),
        ("alliance-v2", True),
    ]
    assert [one["id"] for one in ask(client, "syntheses", newest=True)["items"]] == ["alliance-v2"]
    assert ask(client, "questions/alliance")["synthesis"]["version"] == 2


def test_filters(client, question):
    with_correlations(make_question("other", topics=["depression"]))
    for name in ("questions", "syntheses"):
        assert len(ask(client, name)["items"]) == 2
        (one,) = ask(client, name, topic="depression")["items"]
        assert one["id"].startswith("other")
        assert ask(client, name, updated_since="2999-01-01")["items"] == []
    (one,) = ask(client, "syntheses", question="other")["items"]
    assert one["id"] == "other-v1"
    assert refusal(client, "syntheses", limit=21)["errors"][0]["parameter"] == "limit"


def test_what_no_reader_sees_is_not_there(client):
    with_correlations(make_question("draft", is_published=False))
    make_question("unanswered")
    assert ask(client, "questions")["items"] == ask(client, "syntheses")["items"] == []
    for path in ("questions/draft", "questions/unanswered", "syntheses/draft-v1", "syntheses/x"):
        assert client.get(f"{API}{path}").status_code == 404


def test_results_side_by_side_have_no_pooled_value(client):
    question = make_question("beside", topics=["empathy"])
    include(question, meta_analysis())
    include(question, meta_analysis())
    recompute(question)
    one = ask(client, "syntheses/beside-v1")
    assert (one["is_pooled"], one["estimate"], one["label"]) == (False, None, "side-by-side")
    assert one["label"] == ask(client, "questions/beside")["label"]
    assert one["why_not_pooled"] == "share-primary-studies"
    assert [effect["is_pooled"] for effect in one["effects"]] == [False, False]
