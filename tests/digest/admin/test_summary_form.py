"""What readers need is asked for before a summary goes on to them; a draft asks for nothing."""

import pytest
from bs4 import BeautifulSoup
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


def test_what_keeps_it_from_review_is_named_above_the_form(send):
    """Wagtail alone says “validation errors”, and each field far below what it lacks."""
    proposed = {"terms_are_proposed": "on", "action-submit": "Submit"}
    nothing = {"text": contentstate("<p></p>"), "implications-0-text": "null"}
    for fields, said in (
        (proposed, ["Topics and types are proposals: Check the proposed topics and research types, "
                    "then untick this."]),
        ({**proposed, **nothing}, [
            "Practice implications: see what is marked there.",
            "Summary: This field is required.",
            "Topics and types are proposals: Check",
        ]),
    ):  # fmt: skip
        page = BeautifulSoup(send(**fields), "html.parser")
        above = " ".join(page.select_one(".messages").text.split())
        assert "It goes on to readers once this is done:" in above
        assert above.count("Topics and types are proposals:") == 1
        for one in said:
            assert one in above
        assert (
            "Check the proposed topics" in page.select_one("[id$=terms_are_proposed-errors]").text
        )
    # a number that does not fit stands in its place, and is named above as well
    wrong = {"text": contentstate("<p>It was so, z = 6.192, p = .05.</p>"), "action-submit": "1"}
    above = BeautifulSoup(send(**wrong), "html.parser").select_one(".messages").text
    assert "Summary: “z = 6.192, p = .05”" in above
    above = BeautifulSoup(send(terms_are_proposed="on"), "html.parser").select_one(".messages").text
    assert "goes on to readers" not in above  # a draft asks for nothing


def test_a_draft_may_have_no_text(send):
    assert "could not be saved" not in send(text=contentstate("<p></p>"))


def test_an_implication_without_words_is_missing(db):
    summary = whole_summary(draft_issue("2026-04"), implications=["<p> </p>"])
    assert Summary.objects.get(pk=summary.pk).missing() == ["a practice implication"]
