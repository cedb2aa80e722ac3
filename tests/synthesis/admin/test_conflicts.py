"""Two editors at the same question: who is late replaces nothing in silence."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from digest.admin.rendered_form import fields_of
from gleanings.synthesis.models import Question
from synthesis.factories import make_question

pytestmark = pytest.mark.django_db


def test_who_is_late_is_shown_what_differs(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    question = make_question()
    address = reverse("wagtailsnippets_synthesis_question:edit", args=[question.pk])
    early = fields_of(client.get(address).content.decode())
    assert client.post(address, early | {"texts-0-comment": ["Theirs"]}).status_code == 302
    answer = client.post(address, early | {"rho": ["0.6"]})
    words = unescape(answer.content.decode())
    assert "You saved this in another window on" in words
    assert "Theirs" in words
    assert Question.objects.get(pk=question.pk).rho is None
    assert client.post(address, fields_of(words, "conflict")).status_code == 302
    assert Question.objects.get(pk=question.pk).rho == 0.6
