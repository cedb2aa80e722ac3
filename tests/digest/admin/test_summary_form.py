"""What readers need is asked for before a summary goes on to them; a draft asks for nothing."""

import pytest
from django.urls import reverse

from digest.admin.summary_form import contentstate, form_fields
from digest.drafts import draft_issue, whole_summary
from gleanings.digest.models import Summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    draft = whole_summary(draft_issue())

    def send(**fields):
        address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
        answer = client.post(address, form_fields(draft, **fields), follow=True)
        return answer.content.decode()

    return send


def test_an_empty_paragraph_is_no_text(send):
    nothing = contentstate("<p></p>")
    html = send(text=nothing, **{"action-submit": "Submit"})
    assert "could not be saved due to validation errors" in html


def test_a_draft_may_have_no_text(send):
    assert "could not be saved" not in send(text=contentstate("<p></p>"))


def test_an_implication_without_words_is_missing(db):
    summary = whole_summary(draft_issue("2026-04"), implications=["<p> </p>"])
    assert Summary.objects.get(pk=summary.pk).missing() == ["a practice implication"]
