"""A pooled answer as a clinician would say it, where an editor gave the phrases for that."""

import pytest
from bs4 import BeautifulSoup

from synthesis.factories import make_question, with_correlations

pytestmark = pytest.mark.django_db

PHRASES = {
    "plain_subject": "clients with a stronger alliance",
    "plain_outcome": "have better outcomes",
    "plain_one": "the one with the stronger alliance",
}
PLAINLY = "Clients with a stronger alliance tended to have better outcomes."
TEMPLATE = "People higher in therapeutic alliance tended to do"


def page_of(client, question, language="en"):
    """What stands on the page; its metadata are in the question's own language."""
    page = BeautifulSoup(
        client.get(f"/{language}/evidence/{question.slug}/").content, "html.parser"
    )
    return " ".join(page.main.text.split())


@pytest.fixture
def question():
    made = make_question()
    made.texts.filter(language="en").update(**PHRASES)
    return made


def test_the_answer_is_made_of_the_phrases_and_its_size_is_said_further_down(client, question):
    with_correlations(question)
    page = page_of(client, question)
    assert PLAINLY in page
    assert TEMPLATE not in page
    assert "By convention, the link is moderate" in page


@pytest.mark.parametrize("has_french", [True, False])
def test_phrases_of_another_language_do_not_stand_in_the_sentence(client, question, has_french):
    if not has_french:
        question.texts.filter(language="fr").delete()
    with_correlations(question)
    page = page_of(client, question, "fr")
    assert "lients with a stronger alliance" not in page
    assert ("alliance thérapeutique" if has_french else "therapeutic alliance") in page


def test_an_answer_the_other_way_is_not_told_with_them(client, question):
    with_correlations(question, [(-0.30, 80), (-0.22, 120), (-0.41, 45)])
    page = page_of(client, question)
    assert PLAINLY not in page
    assert f"{TEMPLATE} worse" in page


def test_nothing_is_pooled_and_nothing_is_said_so(client, question):
    with_correlations(question, [(0.30, 80), (0.22, 120)])
    assert PLAINLY not in page_of(client, question)
