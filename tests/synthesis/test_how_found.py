"""How the studies of a question were found: asked of the editors, told to readers, rated."""

import datetime as dt
import json
import re

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from gleanings.synthesis.answers import told
from gleanings.synthesis.models import Found, Question
from gleanings.synthesis.recompute import recompute
from synthesis.factories import include, make_question, study_finding, with_correlations

pytestmark = pytest.mark.django_db

SEARCH = {
    "found": Found.SEARCHED,
    "databases": "PubMed and PsycINFO.",
    "searched_on": dt.date(2018, 3, 5),
}


def section(client, address):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return " ".join(page.select_one("section[aria-labelledby=found]").get_text(" ").split())


def searched(slug="alliance"):
    question = make_question(slug, **SEARCH)
    for text in question.texts.all():
        text.criteria = {"en": "Adults only.", "fr": "Adultes seulement."}[text.language]
        text.save()
    return question


def test_unless_said_otherwise_it_was_a_pick(client):
    question = make_question("alliance")
    include(question, study_finding())
    recompute(question)
    assert section(client, "/en/evidence/alliance/") == (
        "How these studies were found Picked by the editors from this digest; there was no "
        "systematic search."
    )
    assert section(client, "/fr/evidence/alliance/") == (
        "Comment ces études ont été trouvées Choisies par la rédaction parmi les résumés de cette "
        "publication ; il n’y a pas eu de recherche systématique."
    )


def test_tables_are_not_passed_off_as_summaries(client):
    question = make_question("alliance")
    with_correlations(question)
    assert "Taken by the editors from tables of studies;" in section(
        client, "/en/evidence/alliance/"
    )
    include(question, study_finding())
    recompute(question)
    said = section(client, "/en/evidence/alliance/")
    assert "Picked by the editors from this digest and from tables of studies;" in said


def test_a_search_is_told_with_place_day_and_criteria(client):
    with_correlations(searched())
    assert section(client, "/en/evidence/alliance/") == (
        "How these studies were found By a systematic search of PubMed and PsycINFO, up to "
        "March 5, 2018. Adults only."
    )
    said = section(client, "/fr/evidence/alliance/")
    assert "dans PubMed and PsycINFO, jusqu’au 5 mars 2018. Adultes seulement." in said


def test_the_api_the_data_and_the_head_say_it(client):
    with_correlations(searched())
    asked = client.get("/api/v1/questions/alliance").json()
    assert asked["found"] == "searched"
    assert asked["databases"] == "PubMed and PsycINFO."
    assert asked["searched_on"] == "2018-03-05"
    assert asked["criteria"] == "Adults only."
    data = json.loads(client.get("/en/evidence/alliance/v1/data.json").content)
    assert data["found"]["how"] == "searched"
    assert data["found"]["searched_on"] == "2018-03-05"
    assert data["found"]["criteria"]["fr"] == "Adultes seulement."
    page = BeautifulSoup(client.get("/en/evidence/alliance/").content, "html.parser")
    graph = json.loads(page.select_one('script[type="application/ld+json"]').string)["@graph"]
    assert graph[1]["measurementTechnique"].startswith("By a systematic search of PubMed")


def test_a_pick_says_so_and_is_fairly_sure_at_most():
    """Twelve studies that agree, with many people."""
    studies = [(0.30 + 0.001 * number, 400 + number) for number in range(12)]
    picked = told(with_correlations(make_question(), studies), "en").more.certainty
    found = told(with_correlations(searched(), studies), "en").more.certainty
    for said in (picked, found):
        assert said.sentence.startswith("Going by the numbers alone: fairly sure.")
    assert sum("not searched for systematically" in reason for reason in picked.reasons) == 1
    assert not any("picked" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, set()),
        ({"databases": " "}, {"databases"}),
        ({"searched_on": None}, {"searched_on"}),
        ({"databases": "", "searched_on": None}, {"databases", "searched_on"}),
        ({"databases": "", "searched_on": None, "found": Found.PICKED}, set()),
    ],
)
def test_a_search_without_place_or_day_is_none(changes, faults):
    question = make_question(**SEARCH | changes)
    if not faults:
        question.clean()
        return
    with pytest.raises(ValidationError) as refused:
        question.clean()
    assert set(refused.value.message_dict) == faults


@pytest.mark.parametrize(("days", "is_refused"), [(0, False), (1, True)])
def test_a_search_is_not_of_a_day_to_come(days, is_refused):
    day = timezone.localdate() + dt.timedelta(days=days)
    question = make_question(**SEARCH | {"searched_on": day})
    if is_refused:
        with pytest.raises(ValidationError, match="still to come"):
            question.clean()
    else:
        question.clean()


@pytest.mark.parametrize("address", ["/en/evidence/", "/en/evidence/alliance/"])
def test_no_page_speaks_of_all_studies(client, address):
    with_correlations(make_question("alliance"))
    said = BeautifulSoup(client.get(address).content, "html.parser").get_text(" ").casefold()
    assert not re.search(r"\b(all studies|all summaries|every study)", said)


@pytest.mark.parametrize("address", ["/fr/evidence/", "/fr/evidence/alliance/"])
def test_no_french_page_speaks_of_all_studies(client, address):
    with_correlations(make_question("alliance"))
    said = BeautifulSoup(client.get(address).content, "html.parser").get_text(" ").casefold()
    assert not re.search(r"toutes les études|tous les résumés", said)


def test_the_form_asks_and_says_what_is_missing(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse(Question.snippet_viewset.get_url_name("add"))
    form = BeautifulSoup(client.get(address).content, "html.parser")
    chosen = [one["value"] for one in form.select("input[name=found][checked]")]
    assert chosen == ["picked"]
    fields = {
        "texts-TOTAL_FORMS": "1",
        "texts-INITIAL_FORMS": "0",
        "texts-0-language": "en",
        "texts-0-question": "Does it help?",
        "texts-0-criteria": "Adults only.",
        "slug": "",
        "measure": "ZCOR",
        "overlap": "assumed",
        "found": "searched",
    }
    refused = client.post(address, fields).content.decode()
    assert "Say which databases were searched; readers are told." in refused
    assert "Say up to which day it was searched; readers are told." in refused
    client.post(address, fields | {"databases": "PubMed", "searched_on": "2018-03-05"})
    question = Question.objects.get()
    assert question.is_searched
    assert question.texts.get().criteria == "Adults only."
