"""Whoever approves, approves what he just saw or saved; a later change by others loses it."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, TaskState

from digest.admin.rendered_form import Fields, fields_of
from digest.drafts import draft_issue, whole_summary
from gleanings.digest.models import Issue, Summary
from gleanings.digest.publishing import has_lost_its_approval, is_approved

pytestmark = pytest.mark.django_db

TEXT = "<p>Alliance and outcome were related, r = .26, 95% CI [.19, .32].</p>"
APPROVE = {"action-workflow-action": ["1"], "workflow-action-name": ["approve"]}
SUBMIT = {"action-submit": ["1"]}
APPROVE_WITH_COMMENT = APPROVE | {"workflow-action-extra-data": ['{"comment": "Well done."}']}


def at_the_desk(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def written_by(writer, issue: Issue, title: str) -> Summary:
    summary = whole_summary(issue, title, text=TEXT)
    Summary.objects.filter(pk=summary.pk).update(owner=writer)
    return now(summary)


def form_of(summary: Summary, person) -> Fields:
    answer = at_the_desk(person).get(reverse("wagtailadmin_pages:edit", args=[summary.pk]))
    return fields_of(answer.content.decode())


def send(summary: Summary, person, fields: Fields, **headers: str):
    address = reverse("wagtailadmin_pages:edit", args=[summary.pk])
    answer = at_the_desk(person).post(address, fields, headers=headers)
    assert answer.status_code in {200, 302}
    return answer


def task_of(summary: Summary) -> TaskState:
    return TaskState.objects.for_instance(summary).latest("pk")


def approve_from_the_list(summary: Summary, person, comment: str = "") -> list[str]:
    return decide_from_the_list(summary, person, "approve", comment)


def decide_from_the_list(summary: Summary, person, action: str, comment: str = "") -> list[str]:
    """What the desk says afterwards."""
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[summary.pk, action, task_of(summary).pk]
    )
    answer = at_the_desk(person).post(address, {"comment": comment})
    assert answer.status_code == 302
    return [str(message) for message in get_messages(answer.wsgi_request)]


def autosave(summary: Summary, person, fields: Fields) -> dict:
    return send(summary, person, fields, accept="application/json").json()


def now(summary: Summary) -> Summary:
    return Summary.objects.get(pk=summary.pk)


@pytest.fixture
def issue(db) -> Issue:
    return draft_issue()


@pytest.fixture
def submitted(issue, writer) -> Summary:
    """With a finding, as its writer submitted it."""
    summary = written_by(writer, issue, "As it was written")
    assert summary.findings.exists()
    send(summary, writer, form_of(summary, writer) | SUBMIT)
    return now(summary)


def titles_online(issue: Issue, editor) -> list[str]:
    issue.latest_revision.publish(user=editor)
    return list(Summary.objects.in_language("en").live().values_list("title", flat=True))


@pytest.mark.parametrize("way", [APPROVE, APPROVE_WITH_COMMENT], ids=["plain", "with comment"])
def test_approved_unchanged_from_the_form(submitted, issue, reviewer, editor, way):
    revisions = submitted.revisions.count()
    send(submitted, reviewer, form_of(submitted, reviewer) | way)
    assert is_approved(now(submitted))
    assert submitted.revisions.count() == revisions
    assert titles_online(issue, editor) == ["As it was written"]


@pytest.mark.parametrize("way", [APPROVE, APPROVE_WITH_COMMENT], ids=["plain", "with comment"])
def test_a_word_corrected_and_approved_in_one_step(submitted, issue, reviewer, editor, way):
    fields = form_of(submitted, reviewer) | {"title": ["As it was corrected"]}
    send(submitted, reviewer, fields | way)
    assert is_approved(now(submitted))
    assert titles_online(issue, editor) == ["As it was corrected"]


def test_a_word_corrected_and_saved_and_then_approved_from_the_list(
    submitted, issue, reviewer, editor
):
    send(
        submitted, reviewer, form_of(submitted, reviewer) | {"title": ["As the reviewer saved it"]}
    )
    approve_from_the_list(submitted, reviewer, "Well done.")
    assert is_approved(now(submitted))
    assert titles_online(issue, editor) == ["As the reviewer saved it"]


def test_a_correction_that_saved_itself_and_then_approved(submitted, issue, reviewer, editor):
    fields = form_of(submitted, reviewer) | {"title": ["Saved by itself"]}
    saved = autosave(submitted, reviewer, fields)
    assert saved["success"]
    loaded = {
        "loaded_revision_id": [str(saved["revision_id"])],
        "loaded_revision_created_at": [saved["revision_created_at"]],
    }
    send(submitted, reviewer, fields | loaded | APPROVE)
    assert titles_online(issue, editor) == ["Saved by itself"]


def test_what_saves_itself_after_the_approval_is_not_approved(submitted, issue, reviewer, editor):
    """One reviewer still types while another approves from the list."""
    fields = form_of(submitted, reviewer) | {"title": ["Half a word"]}
    saved = autosave(submitted, reviewer, fields)
    approve_from_the_list(submitted, editor)
    assert is_approved(now(submitted))

    fields = fields | {"title": ["Half a word more"]}
    later = autosave(
        submitted, reviewer, fields | {"overwrite_revision_id": [str(saved["revision_id"])]}
    )
    assert later["success"]
    assert later["revision_id"] != saved["revision_id"], "what was approved stays in the history"

    assert not is_approved(now(submitted))
    assert has_lost_its_approval(now(submitted))


def test_a_writers_change_after_the_approval_loses_it_and_the_desk_says_so(
    submitted, issue, writer, reviewer, editor
):
    send(submitted, reviewer, form_of(submitted, reviewer) | APPROVE)
    fields = form_of(submitted, writer) | {"title": ["Words that nobody reviewed"]}
    send(submitted, writer, fields)

    assert has_lost_its_approval(now(submitted))
    form = at_the_desk(writer).get(reverse("wagtailadmin_pages:edit", args=[submitted.pk]))
    assert "It has changed since it was approved." in form.content.decode()
    dashboard = at_the_desk(writer).get(reverse("wagtailadmin_home")).content.decode()
    assert "changed after its approval" in dashboard


def test_an_open_form_of_the_writers_writes_nothing_over_what_was_approved(issue, writer, reviewer):
    """It is the writer's own version, which what saves by itself would write over."""
    summary = written_by(writer, issue, "As it was written")
    fields = form_of(summary, writer) | {"title": ["As it was submitted"]}
    send(summary, writer, fields | SUBMIT)
    send(summary, reviewer, form_of(summary, reviewer) | APPROVE)
    approved = now(summary).latest_revision

    fields = fields | {"title": ["Sneaked in"], "overwrite_revision_id": [str(approved.pk)]}
    assert autosave(summary, writer, fields)["success"]

    assert not is_approved(now(summary))
    approved.refresh_from_db()
    assert approved.content["title"] == "As it was submitted"


def test_words_of_a_later_time_than_their_approval_are_not_approved(issue, writer, reviewer):
    summary = written_by(writer, issue, "As it was written")
    send(summary, writer, form_of(summary, writer) | SUBMIT)
    send(summary, reviewer, form_of(summary, reviewer) | APPROVE)
    assert is_approved(now(summary))

    Revision.objects.filter(pk=now(summary).latest_revision_id).update(created_at=timezone.now())
    assert not is_approved(now(summary))


def test_a_change_that_slipped_past_the_lock_is_not_approved_from_the_list(
    submitted, issue, writer, reviewer
):
    draft = submitted.get_latest_revision_as_object()
    draft.title = "Slipped in"
    draft.save_revision(user=writer)
    approve_from_the_list(submitted, reviewer)
    assert not is_approved(now(submitted))
    assert has_lost_its_approval(now(submitted))


def test_a_late_summary_goes_online_as_it_was_approved(submitted, issue, writer, reviewer, editor):
    whole = written_by(writer, issue, "On time")
    send(whole, writer, form_of(whole, writer) | SUBMIT)
    send(whole, reviewer, form_of(whole, reviewer) | APPROVE)
    assert titles_online(issue, editor) == ["On time"]
    # whoever slips in a change while it is in review gets it past nobody
    draft = now(submitted).get_latest_revision_as_object()
    draft.title = "Slipped in"
    draft.save_revision(user=writer)
    approve_from_the_list(submitted, editor)
    assert now(submitted).title == "As it was written"
    assert now(submitted).has_unpublished_changes


def test_the_desk_says_what_a_decision_from_the_list_did(
    submitted, issue, writer, reviewer, editor
):
    assert approve_from_the_list(submitted, reviewer) == [
        f"“As it was written” is approved. It goes online with the issue “{issue.title}”."
    ]
    assert titles_online(issue, editor) == ["As it was written"]
    late = written_by(writer, issue, "Late")
    send(late, writer, form_of(late, writer) | SUBMIT)
    assert decide_from_the_list(late, reviewer, "reject") == ["“Late” was sent back for changes."]
    send(late, writer, form_of(late, writer) | SUBMIT)
    assert approve_from_the_list(late, reviewer) == ["“Late” is approved and published."]


@pytest.mark.parametrize(
    ("language", "first", "again"),
    [
        ("en", "Submit for review", "Submit for review again"),
        ("fr", "Soumettre à relecture", "Soumettre de nouveau à relecture"),
    ],
)
def test_the_way_to_review_is_named_in_the_writers_language(
    writer, reviewer, language, first, again
):
    summary = written_by(writer, draft_issue(), "Whole")
    address = reverse("wagtailadmin_pages:edit", args=[summary.pk])
    asked = {"accept-language": language}
    page = at_the_desk(writer).get(address, headers=asked).content.decode()
    assert first in page
    assert "to Review" not in page
    assert "à Review" not in page
    send(summary, writer, form_of(summary, writer) | SUBMIT)
    now(summary).current_workflow_task_state.reject(user=reviewer)
    assert again in at_the_desk(writer).get(address, headers=asked).content.decode()
