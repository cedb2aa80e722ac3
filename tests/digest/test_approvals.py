"""Where a summary stands on its way online: a table of all its ways, and what follows from each."""

from __future__ import annotations

import pytest

from digest.drafts import approve, draft_issue, whole_summary
from digest.factories import make_summary, translate
from gleanings.digest.models import Issue, Summary
from gleanings.digest.publishing import (
    approved_summaries,
    contents_of,
    has_lost_its_approval,
    is_approved,
    is_in_review,
    is_settled,
    review_goes_on_with,
)

pytestmark = pytest.mark.django_db

DRAFT = "a draft that was not submitted for review"
IN_REVIEW = "waiting for review"
SENT_BACK = "sent back by its reviewer"
CHANGED = "changed after its approval"
EARLIER_ONLINE = "its earlier version stays online, its changes are not approved"
GOES, ONLINE = "goes online with its issue", "is online"


@pytest.fixture
def issue(db) -> Issue:
    return draft_issue()


@pytest.fixture
def summary(issue) -> Summary:
    return whole_summary(issue)


@pytest.fixture
def steps(issue, summary, writer, reviewer, editor):
    def submit():
        summary.get_workflow().start(summary, writer)

    def send_back():
        task = summary.current_workflow_task_state
        task.reject(user=reviewer)

    def change():
        page = summary.get_latest_revision_as_object()
        page.title += ", changed"
        page.correction = "Its title." if page.live else ""
        page.save_revision(user=writer)

    return {
        "submit": submit,
        "send back": send_back,
        "change": change,
        "approve": lambda: approve(summary, by=reviewer, asked_by=writer),
        "publish": lambda: issue.latest_revision.publish(user=editor),
        "unpublish": lambda: Issue.objects.get(pk=issue.pk).unpublish(user=editor),
    }


@pytest.mark.parametrize(
    ("taken", "stands", "is_lost"),
    [
        ("", DRAFT, False),
        ("change", DRAFT, False),
        ("submit", IN_REVIEW, False),
        ("submit, send back", SENT_BACK, False),
        ("approve", GOES, False),
        ("approve, change", CHANGED, True),
        ("approve, change, submit", IN_REVIEW, False),
        ("approve, change, approve", GOES, False),
        ("approve, publish", ONLINE, False),
        ("approve, publish, change", EARLIER_ONLINE, False),
        ("approve, publish, change, approve", ONLINE, False),
        ("approve, publish, unpublish, change", DRAFT, False),
        ("approve, publish, unpublish, approve, change", CHANGED, True),
    ],
)
def test_where_it_stands(summary, issue, steps, taken, stands, is_lost):
    for step in filter(None, taken.split(", ")):
        steps[step]()
        summary.refresh_from_db()
    now = Summary.objects.get(pk=summary.pk)
    contents = contents_of(issue)
    found = [
        *(ONLINE for _ in contents.online),
        *(GOES for _ in contents.goes),
        *(why for _, why in contents.stays),
    ]
    assert found == [stands]
    assert has_lost_its_approval(now) == is_lost
    assert is_in_review(now) == (stands in (IN_REVIEW, SENT_BACK))


def test_what_was_approved_or_is_online_stays_in_the_history_as_it_is(summary, steps):
    written = summary.latest_revision
    assert not is_settled(written, summary)
    steps["approve"]()
    assert is_settled(written, summary)
    steps["publish"]()
    steps["change"]()
    online = Summary.objects.get(pk=summary.pk)
    assert is_settled(online.live_revision, online)
    assert not is_settled(online.latest_revision, online)


def test_what_is_online_without_a_review_stays_too():
    online = make_summary()
    assert is_settled(online.live_revision, online)


def test_a_review_goes_on_with_what_a_reviewer_saved_and_with_no_change_of_others(
    summary, steps, writer, reviewer
):
    steps["submit"]()
    summary = Summary.objects.get(pk=summary.pk)
    asked = summary.current_workflow_task_state.revision_id
    for nobody_who_approves in (writer, None):
        later = summary.save_revision(user=nobody_who_approves)
        review_goes_on_with(later, summary, nobody_who_approves)
        assert summary.current_workflow_task_state.revision_id == asked
    review_goes_on_with(later, summary, reviewer)
    assert Summary.objects.get(pk=summary.pk).current_workflow_task_state.revision_id == later.pk


def test_a_translation_follows_its_original_and_not_the_issue(writer, reviewer):
    original = make_summary()
    translation = translate(original, "Écouter", live=False)
    translation.save_revision()
    translation.refresh_from_db()
    approve(translation, by=reviewer, asked_by=writer)
    original.unpublish()
    french = Summary.objects.get(pk=translation.pk).issue
    assert is_approved(translation)
    assert approved_summaries(french) == []
    assert [why for _, why in contents_of(french).stays] == [
        "a translation, which follows its original"
    ]
