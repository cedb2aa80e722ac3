"""What is nested deeper than a stack can hold is refused, whatever form it was sent to."""

from __future__ import annotations

import pytest
from django.urls import reverse

from digest.drafts import draft_issue, whole_summary
from gleanings.site.clean_input import DEEPEST

pytestmark = pytest.mark.django_db

FORMS = ["numbers", "edit", "phrases"]


def address_and_field(form: str) -> tuple[str, str]:
    if form == "numbers":
        return reverse("digest_numbers"), "text"
    summary = whole_summary(draft_issue("2026-03"), "Listening")
    address = reverse("wagtailadmin_pages:edit", args=[summary.pk])
    return address, "text" if form == "edit" else "findings-0-other_languages"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("deep", ["[" * 100_000, '{"a":' * 5_000, "[" * (DEEPEST + 1)])
def test_a_field_that_is_nested_too_deep(client, editor, form, deep):
    client.force_login(editor)
    address, field = address_and_field(form)
    assert client.post(address, {field: deep}).status_code == 400


def test_a_field_that_is_not(client, editor):
    client.force_login(editor)
    many = "[" + "[]," * 500 + "[]]"
    for text in ["[" * DEEPEST + "]" * DEEPEST, many, "Listening [in " * 200]:
        answer = client.post(reverse("digest_numbers"), {"title": text, "text": ""})
        assert answer.status_code == 200
