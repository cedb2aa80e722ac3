"""A translation is a draft until it is published; until then the original's words stand there."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Revision
from wagtail_localize.models import StringTranslation
from wagtail_localize.operations import translate_page_subtree

from digest.drafts import approve, draft_issue, whole_summary
from digest.factories import make_issue, make_summary
from digest.translations.work import begin, draft_of, french, write
from gleanings.digest.models import Summary
from gleanings.digest.schedule import publish_due

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
    *("/fr/2018-03/", "/fr/", "/fr/summaries/", "/fr/archive/", "/fr/archive/2018/"),
    *("/fr/feed.atom", "/fr/feed.rss", "/fr/2018-03/feed.atom", "/sitemap.xml"),
    *("/api/v1/summaries?language=fr", "/api/v1/issues?language=fr"),
)
SEARCHES = ("/fr/summaries/?q=MARQUE", "/api/v1/summaries?q=MARQUE&language=fr")


def said_online(client, page: Summary) -> set[str]:
    """Where readers of any channel meet a word of the translation."""
    own = page.get_url()
    cited = [f"/fr/cite/summary/{page.pk}.{form}" for form in ("ris", "bib", "json")]
    answers = {place: client.get(place, follow=True) for place in (*CHANNELS, own, *cited)}
    assert {answer.status_code for answer in answers.values()} == {200}
    found = {place for place, answer in answers.items() if b"MARQUE" in answer.content}
    for place in SEARCHES:  # which say the word that was searched for
        if page.slug.encode() in client.get(place).content:
            found.add(place)
    return found


def test_what_is_begun_is_on_no_channel(client, original, translation, editor):
    translation.save_target(user=editor, publish=False)
    row = french_row()
    assert draft_of(translation).title == "MARQUE In English"
    assert (row.title, row.content_language, row.live) == ("In English", "en", True)
    assert "MARQUE" not in row.text
    assert said_online(client, row) == set()


def test_what_is_published_is_on_its_channels(client, translation, editor):
    translation.save_target(user=editor, publish=True)
    found = said_online(client, french_row())
    cited = f"/fr/cite/summary/{french_row().pk}.ris"
    assert {french_row().get_url(), "/fr/2018-03/", "/fr/feed.atom", cited, *SEARCHES} <= found


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
    draft.correction_is_style = True
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
    with pytest.raises(ValidationError, match="what changed since readers saw it"):
        translation.save_target(user=editor, publish=True)
    assert french_row().title == "MARQUE In English"
    publish_by_a_program(translation)
    assert french_row().title == "AUTRE In English"


def publish_by_a_program(translation) -> None:
    """As a program does it, which nobody can ask."""
    translation.save_target(publish=True)


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
    assert (row.title, row.live, row.content_language) == ("MARQUE In English", True, "fr")


def test_what_was_taken_off_by_itself_does_not_come_back(original, translation, editor):
    translation.save_target(user=editor, publish=True)
    french_row().unpublish()
    Summary.objects.get(pk=original.pk).unpublish()
    original.latest_revision.publish(user=editor)
    row = french_row()
    assert (row.title, row.live, row.content_language) == ("In English", True, "en")


def test_of_a_changed_translation_comes_back_what_was_online(original, translation, editor):
    translation.save_target(user=editor, publish=True)
    write(translation, {"MARQUE In English": "MARQUE Autrement"})
    StringTranslation.objects.filter(data="MARQUE In English").update(data="MARQUE Autrement")
    translation.save_target(user=editor, publish=False)
    Summary.objects.get(pk=original.pk).unpublish()
    original.latest_revision.publish(user=editor)
    row = french_row()
    assert (row.title, row.live, row.has_unpublished_changes) == ("MARQUE In English", True, True)
    assert row.get_latest_revision_as_object().title == "MARQUE Autrement"


def test_what_no_longer_fits_its_original_stays_a_draft(original, translation, editor):
    translation.save_target(user=editor, publish=True)
    changed = Summary.objects.get(pk=original.pk)
    changed.unpublish()
    changed.title, changed.correction = "In 30 plain words", "The title says how many."
    changed.save_revision(user=editor).publish(user=editor)
    row = french_row()
    assert (row.title, row.live, row.content_language) == ("In 30 plain words", True, "en")


def test_with_its_issue_go_and_come_the_translations_of_both(editor, writer):
    issue = draft_issue("2026-03")
    summary = whole_summary(issue, "In English")
    approve(summary, by=editor, asked_by=writer)
    issue.latest_revision.publish(user=editor)
    for page in (issue, summary):
        translation = begin(page)
        write(translation)
        translation.save_target(user=editor, publish=True)
    type(issue).objects.get(pk=issue.pk).unpublish()
    assert not french_row().live
    type(issue).objects.get(pk=issue.pk).latest_revision.publish(user=editor)
    row = french_row()
    assert (row.title, row.live, row.content_language) == ("MARQUE In English", True, "fr")


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


def schedule(page: Summary, at: dt.datetime, editor) -> None:
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = at
    draft.save_revision(user=editor).publish(user=editor)


def its_time_has_come(revision: Revision) -> None:
    revision.approved_go_live_at = timezone.now() - dt.timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()


@pytest.mark.parametrize("was_online_before", [False, True])
def test_until_the_time_of_a_translation_the_original_stands_there(
    client, translation, editor, was_online_before
):
    translation.save_target(user=editor, publish=was_online_before)
    if was_online_before:
        french_row().unpublish()
    at = timezone.now() + dt.timedelta(days=1)
    schedule(french_row(), at, editor)
    row = french_row()
    assert (row.title, row.content_language, row.live) == ("In English", "en", True)
    assert said_online(client, row) == set()
    assert client.get(row.get_url()).status_code == 200

    its_time_has_come(row.scheduled_revision)
    assert publish_due() == []
    row = french_row()
    assert (row.title, row.content_language, row.live) == ("MARQUE In English", "fr", True)


def test_what_corrects_the_original_meanwhile_leaves_the_schedule(original, translation, editor):
    translation.save_target(user=editor, publish=False)
    at = timezone.now() + dt.timedelta(days=1)
    schedule(french_row(), at, editor)
    draft = original.get_latest_revision_as_object()
    draft.title = "Corrected"
    draft.correction_is_style = True
    draft.save_revision().publish(user=editor)
    row = french_row()
    assert (row.title, row.live) == ("Corrected", True)
    assert row.scheduled_revision


def test_an_issue_goes_online_with_the_approved_translations_of_its_teaser_and_summaries(
    editor, writer
):
    issue = draft_issue("2026-03")
    for title in ("In English", "A draft"):
        whole_summary(issue, title)
    approve(issue.summaries.get(title="In English"), by=editor, asked_by=writer)
    for page in (issue, *issue.summaries):
        translation = begin(page)
        write(translation)
        translation.save_target(user=editor, publish=False)
        approve(translation.get_target_instance(), by=editor, asked_by=writer)

    issue.latest_revision.publish(user=editor)

    rows = Summary.objects.in_language("fr").filter(live=True)
    assert [(row.title, row.content_language) for row in rows] == [("MARQUE In English", "fr")]
    assert rows[0].issue.is_in_its_language
