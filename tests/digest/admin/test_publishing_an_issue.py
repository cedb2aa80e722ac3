"""Publishing an issue at the desk: what goes, what stays behind, and that somebody said so."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone, translation

from digest.admin.rendered_form import fields_of
from digest.drafts import approve, bare_summary, draft_issue, whole_summary
from gleanings.digest.models import Home, Issue, Summary
from gleanings.digest.publishing import contents_of, refuse_if_empty
from gleanings.digest.schedule import publish_due

pytestmark = pytest.mark.django_db

PUBLISH = {"action-publish": ["1"]}


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def issue(db) -> Issue:
    return draft_issue()


def test_in_french_it_says_so_in_french_throughout(issue, writer):
    waiting = whole_summary(issue, "Hope helps")
    waiting.get_workflow().start(waiting, writer)
    with translation.override("fr"):
        assert issue.get_admin_display_title() == "Mars 2026"
        with pytest.raises(ValidationError) as refusal:
            refuse_if_empty(issue)
    assert refusal.value.messages == [
        "«\u00a0Mars 2026\u00a0» n’est pas publié\u00a0: aucun de ses résumés n’est approuvé.",
        "«\u00a0Hope helps\u00a0»\u00a0: en attente de relecture.",
    ]


def online() -> set[str]:
    return set(Summary.objects.in_language("en").live().values_list("title", flat=True))


def publish(desk, issue: Issue, **changes: list[str]) -> str:
    address = reverse("wagtailadmin_pages:edit", args=[issue.pk])
    fields = fields_of(desk.get(address).content.decode())
    return desk.post(address, fields | PUBLISH | changes, follow=True).content.decode()


def test_the_form_says_what_goes_and_what_stays_and_why(desk, issue, editor, writer):
    approve(whole_summary(issue, "Ready"), by=editor, asked_by=writer)
    waiting = whole_summary(issue, "Waiting")
    waiting.get_workflow().start(waiting, writer)
    sent_back = whole_summary(issue, "Sent back")
    sent_back.get_workflow().start(sent_back, writer).current_task_state.reject(user=editor)
    changed = whole_summary(issue, "Changed")
    approve(changed, by=editor, asked_by=writer)
    changed.save_revision(user=writer)
    whole_summary(issue, "Begun")

    contents = contents_of(issue)
    assert [summary.title for summary in contents.goes] == ["Ready"]
    assert [(summary.title, why) for summary, why in contents.stays] == [
        ("Waiting", "waiting for review"),
        ("Sent back", "sent back by its reviewer"),
        ("Changed", "changed after its approval"),
        ("Begun", "a draft that was not submitted for review"),
    ]
    page = desk.get(reverse("wagtailadmin_pages:edit", args=[issue.pk])).content.decode()
    for words in ("Ready", "waiting for review", "Publish or schedule the issue without “Begun”"):
        assert words in page


def test_an_issue_with_nothing_in_it_is_refused(desk, issue):
    whole_summary(issue, "Begun")
    words = publish(desk, issue)
    assert "no summary in it is approved" in words
    assert "“Begun”: a draft that was not submitted for review." in words
    issue.refresh_from_db()
    assert not issue.live


def test_not_even_where_everything_may_stay_behind(desk, issue):
    begun = whole_summary(issue, "Begun")
    publish(desk, issue, **{"leave-behind": [str(begun.pk)]})
    issue.refresh_from_db()
    assert not issue.live


def test_a_new_issue_is_not_published_as_it_is_made(desk):
    home = Home.objects.get(locale__language_code="en")
    address = reverse("wagtailadmin_pages:add", args=["digest", "issue", home.pk])
    fields = fields_of(desk.get(address).content.decode()) | PUBLISH | {"month": ["2026-03-01"]}
    assert "An empty issue cannot be published" in desk.post(address, fields).content.decode()
    assert not Issue.objects.exists()


def test_who_saves_the_schedule_need_not_tick_again(desk, issue, editor, writer):
    approve(whole_summary(issue, "Ready"), by=editor, asked_by=writer)
    begun, other = whole_summary(issue, "Begun"), whole_summary(issue, "Other")
    address = reverse("wagtailadmin_pages:edit", args=[issue.pk])
    fields = fields_of(desk.get(address).content.decode())
    when = {"go_live_at": ["2099-01-01 12:00"], "leave-behind": [str(begun.pk)]}
    # what “Save schedule” sends is a save like any other
    opened_anew = desk.post(address, fields | when, follow=True).content.decode()
    assert fields_of(opened_anew)["leave-behind"] == [str(begun.pk)]
    words = desk.post(address, fields_of(opened_anew) | PUBLISH, follow=True).content.decode()
    assert "“Other”: a draft that was not submitted for review." in words
    assert "“Begun”: a draft" not in words
    when["leave-behind"].append(str(other.pk))
    desk.post(address, fields_of(opened_anew) | PUBLISH | when)
    assert Issue.objects.get(pk=issue.pk).scheduled_revision


def test_a_tick_is_for_the_form_it_was_set_in(desk, issue):
    begun = whole_summary(issue, "Begun")
    address = reverse("wagtailadmin_pages:edit", args=[issue.pk])
    fields = fields_of(desk.get(address).content.decode())
    desk.post(address, fields | {"leave-behind": [str(begun.pk)]}, follow=True)
    assert "leave-behind" not in fields_of(desk.get(address).content.decode())


@pytest.mark.parametrize("when", [{}, {"go_live_at": ["2099-01-01 12:00"]}], ids=["now", "later"])
def test_leaving_one_behind_asks_and_says_so_afterwards(desk, issue, editor, writer, when):
    approve(whole_summary(issue, "Ready"), by=editor, asked_by=writer)
    begun, other = whole_summary(issue, "Begun"), whole_summary(issue, "Other")
    words = publish(desk, issue, **{"leave-behind": [str(other.pk)]}, **when)
    assert "These would be left behind" in words
    assert "“Begun”: a draft that was not submitted for review." in words
    assert online() == set()
    assert Issue.objects.get(pk=issue.pk).scheduled_revision is None

    both = {"leave-behind": [str(begun.pk), str(other.pk)]}
    words = publish(desk, issue, **both, **when)

    assert "Left behind: “Begun” (a draft that was not submitted for review)" in words
    if when:
        assert "At the scheduled time these will go online with it: “Ready”." in words
        assert Issue.objects.get(pk=issue.pk).scheduled_revision
    else:
        assert "Online in it: “Ready”." in words
        assert online() == {"Ready"}


def test_an_incomplete_one_is_still_refused(desk, issue, editor, writer):
    approve(bare_summary(issue, "Bare"), by=editor, asked_by=writer)
    assert "“Bare” lacks an article" in publish(desk, issue)


def test_a_teaser_is_corrected_without_being_asked_about_what_is_online(
    desk, issue, editor, writer
):
    summary = whole_summary(issue, "Ready")
    approve(summary, by=editor, asked_by=writer)
    publish(desk, issue)
    summary.refresh_from_db()
    summary.save_revision(user=writer)
    publish(desk, issue, teaser=["Better words."])
    assert Issue.objects.get(pk=issue.pk).teaser == "Better words."


def test_many_at_once_are_not_published_where_one_would_stay_behind(desk, issue, editor, writer):
    approve(whole_summary(issue, "Ready"), by=editor, asked_by=writer)
    begun = whole_summary(issue, "Begun")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    address = f"{address}?id={issue.pk}&next=/admin/"
    assert "These would be left behind" in desk.post(address, follow=True).content.decode()
    assert online() == set()

    begun.delete()
    assert "Online in it: “Ready”." in desk.post(address, follow=True).content.decode()
    assert online() == {"Ready"}


def test_approving_an_issue_publishes_nothing(issue, editor, writer):
    """There is no place to say what may stay behind: publishing is the editor's."""
    approve(whole_summary(issue, "Ready"), by=editor, asked_by=writer)
    state = issue.get_workflow().start(issue, writer)
    state.current_task_state.approve(user=editor)
    issue.refresh_from_db()
    assert not issue.live
    assert online() == set()


def test_what_goes_is_decided_at_its_time(issue, editor, writer):
    late = whole_summary(issue, "Approved in the last hour")
    approve(whole_summary(issue, "Ready"), by=editor, asked_by=writer)
    _schedule(issue, timezone.now() + dt.timedelta(hours=1))
    approve(late, by=editor, asked_by=writer)
    _let_its_time_come(issue)
    call_command("publish_scheduled", verbosity=0)
    assert online() == {"Ready", "Approved in the last hour"}


def test_the_clock_publishes_no_issue_with_nothing_in_it(desk, issue, editor, writer):
    summary = whole_summary(issue, "Ready")
    approve(summary, by=editor, asked_by=writer)
    _schedule(issue, timezone.now() + dt.timedelta(hours=1))
    summary.save_revision(user=writer)
    _let_its_time_come(issue)

    assert publish_due() == [issue.scheduled_revision]

    issue.refresh_from_db()
    assert not issue.live
    dashboard = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert "no summary in it is approved" in dashboard
    assert "“Ready”: changed after its approval." in dashboard
    with pytest.raises(CommandError):
        call_command("publish_scheduled", verbosity=0)


@pytest.mark.parametrize("box", ["publish_copies", "alias"])
def test_a_copy_is_a_draft(desk, issue, editor, writer, box):
    summary = whole_summary(issue, "Ready")
    approve(summary, by=editor, asked_by=writer)
    publish(desk, issue)
    address = reverse("wagtailadmin_pages:copy", args=[summary.pk])
    fields = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": issue.pk,
        box: "on",
    }
    assert "A copy is a draft" in desk.post(address, fields, follow=True).content.decode()
    assert not Summary.objects.filter(slug="a-copy").exists()


def _schedule(issue: Issue, at: dt.datetime) -> None:
    issue.go_live_at = at
    issue.save_revision().publish()


def _let_its_time_come(issue: Issue) -> None:
    past = timezone.now() - dt.timedelta(minutes=1)
    revision = issue.revisions.get(approved_go_live_at__isnull=False)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
