"""What stands in for a page in another language follows it: deleted, moved, renamed, withdrawn."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.operations import translate_object

from digest.drafts import approve, draft_issue, whole_summary
from digest.factories import make_issue, make_private, make_summary, translate
from gleanings.digest.models import Issue, Summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def french(page):
    pages = type(page).objects.filter(translation_key=page.translation_key)
    return pages.filter(locale__language_code="fr").first()


def orphaned(issue: Issue) -> Issue:
    """What the database leaves when nothing follows the original."""
    alias = french(issue)
    Issue.objects.filter(pk=alias.pk).update(alias_of=None)
    Issue.objects.filter(pk=issue.pk).update(translation_key="00000000-0000-0000-0000-000000000001")
    Issue.objects.get(pk=issue.pk).delete()
    return Issue.objects.get(pk=alias.pk)


def test_a_deleted_issue_is_gone_in_every_language_and_its_month_is_free(desk, editor, writer):
    make_summary(make_issue("2018-03"))
    issue = Issue.objects.in_language("en").get()
    desk.post(reverse("wagtailadmin_pages:delete", args=[issue.pk]))
    assert not Issue.objects.exists()
    assert not Summary.objects.exists()

    again = draft_issue("2018-03")
    approve(whole_summary(again, "Again"), by=editor, asked_by=writer)
    again.latest_revision.publish(user=editor)
    assert list(Summary.objects.in_language("fr").live().values_list("title")) == [("Again",)]
    assert desk.get("/fr/2018-03/").status_code == 200
    assert not Page.find_problems()[4], "no page says that it has more or fewer below it"


def test_a_deleted_summary_is_gone_in_every_language(desk):
    summary, other = make_summary(), make_summary()
    desk.post(reverse("wagtailadmin_pages:delete", args=[summary.pk]))
    assert {page.translation_key for page in Summary.objects.all()} == {other.translation_key}


@pytest.mark.parametrize("is_online", [True, False])
def test_a_deleted_summary_is_gone_with_its_translation(desk, is_online):
    """Whatever else its issue has, and whether anybody can read the translation yet."""
    summary, other = make_summary(), make_summary()
    translate(summary, "En français", live=is_online)
    translate(other, "Une autre")
    address = reverse("wagtailadmin_pages:delete", args=[summary.pk])
    assert "En français" in desk.get(address).text, "whoever deletes is told what else goes"
    desk.post(address)
    assert {page.translation_key for page in Summary.objects.all()} == {other.translation_key}
    assert french(other).live
    assert not Page.find_problems()[4]


def delete_by_page(desk, issue):
    desk.post(reverse("wagtailadmin_pages:delete", args=[issue.pk]))


def delete_many_at_once(desk, issue):
    desk.post(
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        + f"?id={issue.pk}&next=/admin/"
    )


def delete_by_code(desk, issue):
    Issue.objects.get(pk=issue.pk).delete()


@pytest.mark.parametrize("with_teaser", [True, False])
@pytest.mark.parametrize("delete", [delete_by_page, delete_many_at_once, delete_by_code])
def test_the_words_of_a_deleted_issue_come_back_in_no_language(
    desk, editor, writer, delete, with_teaser
):
    """Not with the next issue of its month, nor as a draft that one click puts online."""
    issue = make_issue("2018-03", teaser="Withdrawn words.")
    translate(make_summary(issue, "More withdrawn words"), "En français")
    translate(make_summary(issue, "And more"), "Pas encore en ligne", live=False)
    if with_teaser:
        translate(issue, "Mars 2018")
    assert desk.get("/fr/2018-03/").status_code == 200
    delete(desk, issue)
    assert not Issue.objects.exists()
    assert not Summary.objects.exists()
    assert desk.get("/fr/2018-03/").status_code == 404

    again = draft_issue("2018-03")
    approve(whole_summary(again, "Again"), by=editor, asked_by=writer)
    again.latest_revision.publish(user=editor)
    assert {page.title for page in Summary.objects.all()} == {"Again"}
    assert "En français" not in desk.get(reverse("wagtailadmin_home")).text
    translate(Issue.objects.in_language("en").get(), "Mars 2018")
    assert desk.get("/fr/2018-03/").status_code == 200


def test_a_translation_that_is_begun_is_gone_with_its_original(desk):
    summary = make_summary()
    translate_object(summary, [Locale.objects.get(language_code="fr")])
    address = reverse("wagtailadmin_pages:delete", args=[summary.pk])
    assert "is deleted with it, for good" in desk.get(address).text
    desk.post(address)
    assert not Summary.objects.exists()


def written_in_french(issue, title):
    """A summary that translates none, in the French page of the issue."""
    summary = make_summary(french(issue), title)
    assert summary.translates is None
    return summary


@pytest.mark.parametrize("with_teaser", [True, False])
def test_what_was_written_first_in_another_language_stays_as_a_draft(desk, with_teaser):
    issue = make_issue("2018-03", teaser="Withdrawn words.")
    translate(make_summary(issue, "Deleted"), "Effacé")
    if with_teaser:
        translate(issue, "Mars 2018")
    kept = written_in_french(issue, "Écrit en français")
    page = desk.get(reverse("wagtailadmin_pages:delete", args=[issue.pk])).text
    assert "goes offline, and stays as a draft: “Écrit en français” (French)" in page
    assert "for good" in page
    delete_by_page(desk, issue)
    (left,) = Summary.objects.all()
    assert (left.pk, left.live) == (kept.pk, False)
    assert desk.get(reverse("wagtailadmin_pages:edit", args=[left.pk])).status_code == 200
    assert left.issue.teaser == left.issue.get_latest_revision_as_object().teaser == ""

    again = make_summary(make_issue("2018-03", teaser="This month, again."), "Again")
    page = desk.get("/fr/2018-03/").text
    assert "This month, again." in page
    assert "Écrit en français" not in page
    assert french(again).get_parent().pk == left.get_parent().pk


@pytest.mark.parametrize("is_translated", [True, False])
def test_readers_get_the_original_where_its_translation_is_deleted(
    desk, is_translated, django_capture_on_commit_callbacks
):
    issue = make_issue("2018-03", teaser="This month, the alliance.")
    summary = make_summary(issue, "Original words")
    if is_translated:
        translate(issue, "Mars 2018")
        translate(summary, "En français")
    address = reverse("wagtailadmin_pages:delete", args=[french(issue).pk])
    page = desk.get(address).text
    assert "“Original words” (English)" in page, "it stays online"
    assert "for good" not in page
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address)
    assert Summary.objects.get(pk=summary.pk).live
    page = desk.get("/fr/2018-03/").text
    assert "Original words" in page
    assert "En français" not in page


def test_a_summary_moves_in_every_language(desk):
    summary, translated = make_summary(), make_summary(title="Hope helps")
    translate(translated, "En français")
    april = make_issue("2018-04")
    for page in (summary, translated):
        desk.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, april.pk]))
    for page in Summary.objects.all():
        assert page.issue.month == page.month == dt.date(2018, 4, 1)
        assert page.get_url().startswith(f"/{page.locale.language_code}/2018-04/")
    assert Summary.objects.count() == 4


def test_a_draft_moves_to_an_issue_that_is_not_out(desk):
    summary = make_summary()
    summary.unpublish()
    summary = Summary.objects.get(pk=summary.pk)
    desk.post(
        reverse(
            "wagtailadmin_pages:move_confirm",
            args=[summary.pk, make_issue("2018-05", live=False).pk],
        )
    )
    assert french(summary) is None, "it stands in again when it is published"


def test_a_new_address_is_the_address_in_every_language(client):
    summary = make_summary(title="Old words")
    before = french(summary).get_url()
    draft = summary.get_latest_revision_as_object()
    draft.slug = "new-words"
    draft.save_revision().publish()
    assert french(summary).get_url() == "/fr/2018-03/new-words/"
    assert client.get("/fr/2018-03/new-words/").status_code == 200
    assert before != "/fr/2018-03/new-words/"


def test_another_month_is_another_month_in_every_language(client):
    summary = make_summary()
    draft = summary.issue.get_latest_revision_as_object()
    draft.month = dt.date(2018, 6, 1)
    draft.save_revision().publish()
    there = Summary.objects.get(pk=french(summary).pk)
    assert there.get_url().startswith("/fr/2018-06/")
    assert there.month == dt.date(2018, 6, 1)
    assert client.get(there.get_url()).status_code == 200
    assert client.get("/fr/2018-03/").status_code != 200


@pytest.mark.parametrize("stays_online", [True, False])
def test_another_month_is_that_of_a_translated_issue_too(client, stays_online):
    summary = make_summary()
    translate(summary.issue, "Mars 2018")
    translate(summary, "Ce qui aide")
    issue = Issue.objects.get(pk=summary.issue.pk)
    if not stays_online:
        issue.unpublish()
        issue = Issue.objects.get(pk=issue.pk)
    draft = issue.get_latest_revision_as_object()
    draft.month = dt.date(2018, 6, 1)
    draft.save_revision().publish()
    there = french(issue)
    assert (there.title, there.month) == ("Juin 2018", dt.date(2018, 6, 1))
    assert there.get_url() == "/fr/2018-06/"
    # and so it stays when it is worked on further
    there.get_latest_revision_as_object().save_revision().publish()
    assert french(issue).get_url() == "/fr/2018-06/"
    summary = Summary.objects.get(pk=french(summary).pk)
    assert summary.month == dt.date(2018, 6, 1)
    assert client.get("/fr/2018-06/").status_code == 200
    assert client.get("/fr/2018-03/").status_code != 200


def test_unpublished_and_private_in_every_language(client):
    first, second = make_summary(), make_summary()
    address = french(first).get_url()
    first.unpublish()
    assert client.get(address).status_code == 404
    make_private(second)
    assert not Summary.objects.readable().exists()
