"""A translation is a draft until it is published; until then the original's words stand there."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from wagtail_localize.models import StringTranslation
from wagtail_localize.operations import translate_page_subtree

from digest.drafts import approve, draft_issue, whole_summary
from digest.factories import make_issue, make_summary
from digest.translations.work import begin, draft_of, french, write
from gleanings.digest.models import Summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def original(db) -> Summary:
    return make_summary(make_issue("2018-03"), "In English")


@pytest.fixture
def translation(original):
    translation = begin(original)
    write(translation)
    return translation


def french_row() -> Summary:
    return Summary.objects.in_language("fr").get()


CHANNELS = (
    *("/fr/2018-03/", "/fr/", "/fr/browse/", "/fr/feed/", "/fr/archive/", "/fr/archive/2018/"),
    *("/sitemap.xml", "/fr/browse/?q=MARQUE", "/api/v1/summaries?language=fr"),
    *("/api/v1/summaries?q=MARQUE", "/api/v1/issues?language=fr"),
)


def said_online(client, page: Summary) -> set[str]:
    """Where readers of any channel meet a word of the translation."""
    own = page.get_url()
    places = [*CHANNELS, own, *(f"{own}cite.{form}" for form in ("ris", "bib", "json"))]
    return {place for place in places if b"MARQUE" in client.get(place, follow=True).content}


def test_what_is_begun_is_on_no_channel(client, original, translation, editor):
    translation.save_target(user=editor, publish=False)
    row = french_row()
    assert draft_of(translation).title == "MARQUE In English"
    assert (row.title, row.content_language, row.live) == ("In English", "en", True)
    assert "MARQUE" not in row.text
    assert said_online(client, row) - {"/fr/browse/?q=MARQUE"} == set()


def test_what_is_published_is_on_its_channels(client, translation, editor):
    translation.save_target(user=editor, publish=True)
    found = said_online(client, french_row())
    assert {french_row().get_url(), "/fr/2018-03/", "/fr/feed/"} <= found


def test_an_issue_translated_with_its_summaries_leaves_nothing_half_done_online(editor):
    issue = make_issue("2018-03", teaser="This month.")
    summary = make_summary(issue, "In English")
    begin(issue)
    write(begin(summary))
    translate_page_subtree(issue.pk, [french()], None, editor)
    assert french_row().title == "In English"
    assert french_row().content_language == "en"


def test_a_passage_that_is_not_translated_keeps_it_offline(original, translation, editor):
    StringTranslation.objects.filter(data=f"MARQUE {original.title}").delete()
    with pytest.raises(ValidationError, match="“In English” is not translated yet"):
        translation.save_target(user=editor, publish=True)
    assert french_row().content_language == "en"


def test_a_draft_from_before_the_words_came_is_not_published(translation, editor):
    with pytest.raises(ValidationError, match="not translated yet"):
        french_row().latest_revision.publish(user=editor)


def test_a_correction_of_the_original_reaches_those_who_read_it_in_its_place(
    original, translation, editor
):
    translation.save_target(user=editor, publish=False)
    draft = original.get_latest_revision_as_object()
    draft.title = "Corrected"
    draft.save_revision().publish(user=editor)
    row = french_row()
    assert (row.title, row.draft_title) == ("Corrected", "MARQUE In English")
    assert row.alias_of is None
    assert row.has_unpublished_changes
    assert draft_of(translation).title == "MARQUE In English"


def test_a_later_draft_does_not_change_the_translation_that_is_online(translation, editor):
    translation.save_target(user=editor, publish=True)
    write(translation, {"MARQUE": "AUTRE"})
    translation.save_target(user=editor, publish=False)
    assert french_row().title == "MARQUE In English"
    translation.save_target(user=editor, publish=True)
    assert french_row().title == "AUTRE In English"


def test_without_the_translation_the_original_stands_there_again(translation, editor):
    translation.save_target(user=editor, publish=True)
    french_row().unpublish()
    row = french_row()
    assert (row.title, row.content_language, row.live) == ("In English", "en", True)
    assert draft_of(translation).title == "MARQUE In English"
    row.latest_revision.publish(user=editor)
    assert french_row().title == "MARQUE In English"


def test_no_translation_stays_without_its_original(original, translation, editor):
    translation.save_target(user=editor, publish=True)
    Summary.objects.get(pk=original.pk).unpublish()
    assert not french_row().live
    with pytest.raises(ValidationError, match="not online"):
        french_row().latest_revision.publish(user=editor)
    original.latest_revision.publish(user=editor)
    row = french_row()
    assert (row.title, row.live, row.content_language) == ("In English", True, "en")


def test_an_approved_translation_goes_online_with_its_original(editor, writer):
    issue = draft_issue("2026-03")
    summary = whole_summary(issue, "In English")
    approve(summary, by=editor, asked_by=writer)
    translation = begin(summary)
    write(translation)
    translation.save_target(user=editor, publish=False)
    approve(french_row(), by=editor, asked_by=writer)
    assert not french_row().live

    issue.latest_revision.publish(user=editor)

    row = french_row()
    assert (row.title, row.live, row.content_language) == ("MARQUE In English", True, "fr")


def test_a_draft_begun_before_its_original_was_out_leaves_the_original_in_its_place(editor, writer):
    issue = draft_issue("2026-03")
    summary = whole_summary(issue, "In English")
    approve(summary, by=editor, asked_by=writer)
    begin(issue)
    write(begin(summary))
    issue.latest_revision.publish(user=editor)
    row = french_row()
    assert (row.title, row.live, row.content_language) == ("In English", True, "en")
    assert row.get_parent().live


def test_taking_back_the_translated_teaser_leaves_the_summaries(original, editor):
    issue = original.issue
    issue.teaser = "This month."
    issue.save_revision().publish(user=editor)
    translation = begin(issue)
    write(translation)
    translation.save_target(user=editor, publish=True)
    page = translation.get_target_instance()
    assert page.teaser == "MARQUE This month."
    page.unpublish()
    assert translation.get_target_instance().teaser == "This month."
    assert french_row().live
