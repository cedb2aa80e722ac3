"""A question's address, made of its words."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.text import slugify

from gleanings.digest.admin.addresses import LONGEST
from gleanings.synthesis.admin.questions import free_slug
from gleanings.synthesis.models import Question, QuestionText

pytestmark = pytest.mark.django_db


def test_it_is_made_of_the_words_and_is_nobody_elses():
    assert free_slug("Does hope help?") == "does-hope-help"
    Question.objects.create(slug="does-hope-help", measure="r")
    assert free_slug("Does hope help?") == "does-hope-help-2"


def test_a_long_question_loses_whole_words():
    slug = free_slug("therapy " * 30)
    assert len(slug) <= LONGEST
    assert slug.endswith("-therapy")
    assert free_slug("???") == "question"


def test_what_the_browser_proposes_of_a_long_question_is_shortened_too(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    words = "Does the alliance predict the outcome of therapy in adults " * 4
    fields = {
        "texts-TOTAL_FORMS": "1",
        "texts-INITIAL_FORMS": "0",
        "texts-0-language": "en",
        "texts-0-question": words,
        "slug": slugify(words),
        "measure": "ZCOR",
        "overlap": "assumed",
        "found": "picked",
    }
    client.post(reverse("wagtailsnippets_synthesis_question:add"), fields)
    slug = Question.objects.get().slug
    assert slug.startswith("does-the-alliance-predict")
    assert len(slug) <= LONGEST


def test_while_one_writes_the_address_is_proposed_and_once_given_it_is_left_alone(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    question = Question.objects.create(slug="hope", measure="ZCOR")
    QuestionText.objects.create(about=question, language="en", question="Does hope help?")
    for name, args in (("add", []), ("edit", [question.pk])):
        address = reverse(f"wagtailsnippets_synthesis_question:{name}", args=args)
        page = BeautifulSoup(client.get(address).content, "html.parser")
        words = page.select_one("[name=texts-0-question]")
        assert "keyup->w-sync#apply" in words["data-action"]
        proposed = page.select(words["data-w-sync-target-value"])
        assert [field["name"] for field in proposed] == (["slug"] if name == "add" else [])
