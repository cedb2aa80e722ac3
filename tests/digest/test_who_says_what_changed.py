"""By each way to readers: who is asked what they are told, and what they are told when nobody is.

Nothing that readers saw changes unnoticed.
"""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from digest.admin.rendered_form import fields_of
from digest.drafts import approve
from digest.factories import make_summary
from gleanings.digest.models import Correction, Summary
from gleanings.digest.schedule import publish_due

pytestmark = pytest.mark.django_db

TEXT = "<p>The alliance goes with outcome, r = .26.</p>"
CORRECTED = TEXT.replace(".26", ".28")
PROPOSED = "“r = .26” became “r = .28”."
NOTE = "The correlation is .28."

UNSAID = {"correction": "", "correction_is_style": False}
SAID = {"correction": NOTE, "correction_is_style": False}
STYLE = {"correction": "", "correction_is_style": True}


@pytest.fixture
def people(editor, reviewer, writer):
    return {"editor": editor, "reviewer": reviewer, "writer": writer}


def desk_of(person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def in_the_form(summary, people) -> None:
    desk = desk_of(people["editor"])
    address = reverse("wagtailadmin_pages:edit", args=[summary.pk])
    draft = summary.get_latest_revision_as_object()
    fields = fields_of(desk.get(address).content.decode())
    fields |= {"correction": [draft.correction], "action-publish": ["action-publish"]}
    desk.post(address, fields)


def approved_in_the_form(summary, people) -> None:
    summary.get_workflow().start(summary, people["writer"])
    desk = desk_of(people["reviewer"])
    address = reverse("wagtailadmin_pages:edit", args=[summary.pk])
    draft = summary.get_latest_revision_as_object()
    fields = fields_of(desk.get(address).content.decode()) | {"correction": [draft.correction]}
    approve_it = {"action-workflow-action": ["1"], "workflow-action-name": ["approve"]}
    desk.post(address, fields | approve_it)


def approved_in_a_list(summary, people) -> None:
    state = summary.get_workflow().start(summary, people["writer"]).current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[summary.pk, "approve", state.pk])
    desk_of(people["reviewer"]).post(address)


def among_many(summary, people) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    desk_of(people["editor"]).post(f"{address}?id={summary.pk}&next=/admin/pages/")


def with_its_issue(summary, people) -> None:
    approve_without_publishing(summary, people)
    desk = desk_of(people["editor"])
    address = reverse("wagtailadmin_pages:edit", args=[summary.issue.pk])
    fields = fields_of(desk.get(address).content.decode())
    desk.post(address, fields | {"action-publish": ["action-publish"]})


def approve_without_publishing(summary, people) -> None:
    summary.issue.unpublish()
    approve(summary, by=people["reviewer"], asked_by=people["writer"])


def by_a_program(summary, people) -> None:
    summary.latest_revision.publish()


def by_the_clock(summary, people) -> None:
    _schedule(summary)
    assert publish_due() == []


def by_wagtails_command(summary, people) -> None:
    _schedule(summary)
    call_command("publish_scheduled")


def _schedule(summary) -> None:
    revision = summary.latest_revision
    revision.approved_go_live_at = timezone.now() - dt.timedelta(hours=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()


ASKED = [in_the_form, approved_in_the_form, approved_in_a_list, among_many, with_its_issue]
NOBODY_IS_THERE = [by_a_program, by_the_clock, by_wagtails_command]


@pytest.fixture
def summary(db) -> Summary:
    return make_summary(title="Alliance helps", text=TEXT)


def publish(summary: Summary, way, answer, people) -> tuple[bool, list[str]]:
    """Whether readers have the new words, and what they are told of it."""
    draft = Summary.objects.get(pk=summary.pk).get_latest_revision_as_object()
    draft.text = CORRECTED
    for field, value in answer.items():
        setattr(draft, field, value)
    draft.save_revision(user=people["writer"])
    way(Summary.objects.get(pk=summary.pk), people)
    page = Summary.objects.get(pk=summary.pk)
    is_read = page.live and ".28" in page.text
    return is_read, [one.text for one in Correction.objects.all()]


@pytest.mark.parametrize("way", ASKED)
@pytest.mark.parametrize(
    ("answer", "is_read", "told"),
    [(UNSAID, False, []), (SAID, True, [NOTE]), (STYLE, True, [])],
    ids=["unsaid", "said", "style"],
)
def test_who_publishes_is_asked(summary, people, way, answer, is_read, told):
    assert publish(summary, way, answer, people) == (is_read, told)


@pytest.mark.parametrize("way", NOBODY_IS_THERE)
@pytest.mark.parametrize(
    ("answer", "told"),
    [(UNSAID, [PROPOSED]), (SAID, [NOTE]), (STYLE, [])],
    ids=["unsaid", "said", "style"],
)
def test_where_nobody_is_there_readers_are_told_what_changed(summary, people, way, answer, told):
    assert publish(summary, way, answer, people) == (True, told)


def test_the_clock_waits_with_an_issue_whose_summary_nobody_said_a_word_on(summary, people):
    """It was asked about when it was scheduled, and changed since."""
    draft = summary.get_latest_revision_as_object()
    draft.text = CORRECTED
    draft.save_revision(user=people["writer"])
    summary.refresh_from_db()
    approve_without_publishing(summary, people)
    issue = summary.issue
    with pytest.raises(ValidationError, match="what changed since readers saw it"):
        issue.latest_revision.publish()
    assert not Correction.objects.exists()


@pytest.mark.parametrize("way", [*ASKED, *NOBODY_IS_THERE])
def test_what_readers_never_saw_needs_no_word(people, way):
    summary = make_summary(title="Alliance helps", text=TEXT)
    Summary.objects.filter(pk=summary.pk).update(live=False, last_published_at=None)
    assert publish(summary, way, UNSAID, people) == (True, [])
