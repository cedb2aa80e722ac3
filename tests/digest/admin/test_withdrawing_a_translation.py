"""Before a page is taken from readers, its editor is told of the translations that go with it."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from digest.admin.rendered_form import fields_of
from digest.factories import make_issue, make_summary, translate

pytestmark = pytest.mark.django_db

SAID = {
    "wagtailadmin_pages:unpublish": "Its translation is withdrawn with it: “En français” (French). "
    "If you publish the original again, it comes back.",
    "wagtailadmin_pages:delete": "Its translation is deleted with it, for good: “En français” (Fre",
    "wagtailadmin_pages:set_privacy": "What is private is so in every language: “En français” (Fre",
}
ASKED = ["wagtailadmin_pages:unpublish", "wagtailadmin_pages:delete"]


@pytest.fixture
def original():
    return make_summary(make_issue("2018-03"), "In English")


def asked(client, editor, name: str, page) -> str:
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(reverse(name, args=[page.pk]))
    is_dialog = answer["Content-Type"] == "application/json"
    return answer.json()["html"] if is_dialog else answer.text


@pytest.mark.parametrize("name", SAID)
def test_its_translation_is_named(client, editor, original, name):
    """Each action in its own words: what is deleted does not come back."""
    translate(original, "En français")
    page = unescape(asked(client, editor, name, original))
    assert [sentence for sentence in SAID.values() if sentence in page] == [SAID[name]]


@pytest.mark.parametrize("name", ASKED)
def test_a_translation_takes_nothing_with_it(client, editor, original, name):
    french = translate(original, "En français")
    page = asked(client, editor, name, french)
    assert "withdrawn with it" not in page
    assert "deleted with it" not in page


def test_who_hides_a_translation_hides_its_original(client, editor, original):
    french = translate(original, "En français")
    page = unescape(asked(client, editor, "wagtailadmin_pages:set_privacy", french))
    assert "What is private is so in every language: “In English” (English)." in page


@pytest.mark.parametrize("name", ASKED)
def test_what_stands_in_for_a_translation_is_none(client, editor, original, name):
    page = asked(client, editor, name, original)
    assert "withdrawn with it" not in page
    assert "deleted with it" not in page


def test_a_translation_that_is_a_draft_is_not_online_but_is_deleted(client, editor, original):
    translate(original, "En français", live=False)
    assert "withdrawn with it" not in asked(client, editor, ASKED[0], original)
    assert SAID[ASKED[1]] in asked(client, editor, ASKED[1], original)


@pytest.mark.parametrize("name", ASKED)
def test_an_issue_takes_the_translations_of_its_summaries_along(client, editor, original, name):
    translate(original, "En français")
    assert SAID[name] in asked(client, editor, name, original.issue)


def published_again(client, editor, original) -> str:
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("wagtailadmin_pages:edit", args=[original.pk])
    fields = fields_of(client.get(address).content.decode())
    fields |= {"action-publish": ["1"]}
    return client.post(address, fields, follow=True).content.decode()


def test_which_translation_came_back_is_said(client, editor, original):
    translate(original, "En français")
    type(original).objects.get(pk=original.pk).unpublish()
    said = published_again(client, editor, original)
    assert "Its translation is online with it: “En français” (French)." in said


def test_why_a_translation_did_not_come_back_is_said(client, editor, original):
    translate(original, "En français")
    changed = type(original).objects.get(pk=original.pk)
    changed.unpublish()
    changed.title, changed.correction = "In 30 words", "The title says how many."
    changed.save_revision(user=editor)
    said = published_again(client, editor, original)
    assert "Its translation “En français” (French) stays a draft. “30” of the original" in said
    assert "is online with it" not in said


def test_of_a_draft_that_nobody_approved_nothing_is_said(client, editor, original):
    translate(original, "En français", live=False)
    type(original).objects.get(pk=original.pk).unpublish()
    said = published_again(client, editor, original)
    assert "En français" not in said
