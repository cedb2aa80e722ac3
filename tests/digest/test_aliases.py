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


def test_a_translation_outlives_its_original_as_a_draft(desk):
    summary = make_summary()
    translate(summary, "En français")
    summary.issue.delete()
    left = Summary.objects.get()
    assert left.title == "En français"
    assert not left.live, "nothing is online without its original"
    assert left.issue.alias_of is None
    assert desk.get(reverse("wagtailadmin_pages:edit", args=[left.pk])).status_code == 200

    make_summary(title="Again")
    titles = [page.title for page in Summary.objects.in_language("fr").live()]
    assert titles == ["Again"]
    assert Issue.objects.in_language("fr").count() == 1


@pytest.mark.parametrize("whole_issue", [True, False])
def test_the_words_of_what_is_deleted_do_not_come_back_in_place_of_its_translation(
    desk, whole_issue
):
    issue = make_issue("2018-03", teaser="Withdrawn words.")
    summary = make_summary(issue, "More withdrawn words")
    translate(issue, "Mars 2018")
    translate(summary, "En français")
    gone = issue if whole_issue else summary
    address = french(gone).get_url()
    assert desk.get(address).status_code == 200
    desk.post(reverse("wagtailadmin_pages:delete", args=[gone.pk]))
    assert desk.get(address).status_code == 404
    left = french(summary)
    assert (left.live, left.title, left.words_in) == (False, "En français", "fr")


@pytest.mark.parametrize("with_teaser", [True, False])
def test_a_new_issue_of_the_month_stands_where_a_translated_one_was_deleted(client, with_teaser):
    issue = make_issue("2018-03")
    translate(make_summary(issue), "En français")
    if with_teaser:
        translate(issue, "Mars 2018")
    Issue.objects.get(pk=issue.pk).delete()
    assert client.get("/fr/2018-03/").status_code == 404
    again = make_summary(make_issue("2018-03", teaser="This month, again."), "Again")
    page = client.get("/fr/2018-03/")
    assert "This month, again." in page.text
    assert "Again" in page.text
    assert "En français" not in page.text
    translate(again.issue, "Mars 2018")
    assert client.get("/fr/2018-03/").status_code == 200


def test_a_translation_that_is_begun_stays_a_draft(desk):
    summary = make_summary()
    translate_object(summary, [Locale.objects.get(language_code="fr")])
    summary.delete()
    left = Summary.objects.get()
    assert left.locale.language_code == "fr"
    assert not left.live
    assert desk.get(reverse("wagtailadmin_pages:edit", args=[left.pk])).status_code == 200


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


def test_unpublished_and_private_in_every_language(client):
    first, second = make_summary(), make_summary()
    address = french(first).get_url()
    first.unpublish()
    assert client.get(address).status_code == 404
    make_private(second)
    assert not Summary.objects.readable().exists()
