"""A question's address, made of its words."""

from __future__ import annotations

import pytest

from gleanings.synthesis.admin.questions import LONGEST_SLUG, free_slug
from gleanings.synthesis.models import Question

pytestmark = pytest.mark.django_db


def test_it_is_made_of_the_words_and_is_nobody_elses():
    assert free_slug("Does hope help?") == "does-hope-help"
    Question.objects.create(slug="does-hope-help", measure="r")
    assert free_slug("Does hope help?") == "does-hope-help-2"


def test_a_long_question_loses_whole_words():
    slug = free_slug("therapy " * 30)
    assert len(slug) <= LONGEST_SLUG
    assert slug.endswith("-therapy")
    assert free_slug("???") == "question"
