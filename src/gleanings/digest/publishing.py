"""Publishing an issue: its approved summaries go online with it, all of them or nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState, WorkflowState

if TYPE_CHECKING:
    from gleanings.digest.models import Issue, Summary
    from gleanings.digest.models.reader_page import ReaderPage


def is_approved(page: ReaderPage) -> bool:
    """Whether a reviewer approved the page as it stands now, with no change since."""
    latest = page.latest_revision
    return latest is not None and _approvals_of(latest).exists()


def _approvals_of(revision: Revision) -> QuerySet[TaskState]:
    """What saves by itself writes over its own revision, which then is of a later time."""
    return TaskState.objects.filter(
        revision=revision,
        status=TaskState.STATUS_APPROVED,
        workflow_state__status=WorkflowState.STATUS_APPROVED,
        finished_at__gte=revision.created_at,
    )


def is_settled(revision: Revision, page: ReaderPage) -> bool:
    """Whether it was approved or is online: it stays in the history as it is."""
    return revision.pk == page.live_revision_id or _approvals_of(revision).exists()


def has_lost_its_approval(summary: Summary) -> bool:
    """Whether it was approved, and changed since: it is not what the reviewer saw."""
    if is_in_review(summary) or is_approved(summary):
        return False
    approvals = TaskState.objects.for_instance(summary).filter(
        status=TaskState.STATUS_APPROVED,
        workflow_state__status=WorkflowState.STATUS_APPROVED,
    )
    if summary.last_published_at:
        approvals = approvals.filter(finished_at__gt=summary.last_published_at)
    return approvals.exists()


def is_in_review(summary: Summary) -> bool:
    return summary.current_workflow_state is not None


def review_goes_on_with(revision: Revision, page: ReaderPage, user: Any) -> None:
    """Who may approve a page and saves it, or sees it in its form, has that before him.

    So that is what is approved; a change of anybody else's is not.
    """
    state = page.current_workflow_task_state
    if state is None or user is None or state.revision_id == revision.pk:
        return
    actions = [name for name, *_rest in state.task.specific.get_actions(page, user)]
    if "approve" in actions:
        TaskState.objects.filter(pk=state.pk).update(revision=revision)


@dataclass(frozen=True)
class IssueContents:
    """What of an issue is online, what goes online with it as it is now, and what stays behind."""

    online: list[Summary]
    goes: list[Summary]
    stays: list[tuple[Summary, str]]
    """Each as it is written now, with why."""


def contents_of(issue: Issue) -> IssueContents:
    contents = IssueContents([], [], [])
    for summary in issue.summaries.filter(alias_of=None):
        if summary.live and not summary.has_unpublished_changes:
            contents.online.append(summary)
        elif is_approved(summary) and not waits_for_its_original(summary):
            contents.goes.append(summary)
        else:
            draft = summary.get_latest_revision_as_object()
            contents.stays.append((draft, why_it_stays(summary)))
    return contents


def waits_for_its_original(summary: Summary) -> bool:
    """Whether it is a translation that goes online by itself, once its original does."""
    original = summary.translates
    return original is not None and not original.live


def why_it_stays(summary: Summary) -> str:
    """What keeps a summary from going online with its issue, in the editor's words."""
    if is_approved(summary):
        return _("a translation, which follows its original")
    review = summary.current_workflow_state
    if summary.live:
        return _("its earlier version stays online, its changes are not approved")
    if review and review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("sent back by its reviewer")
    if review:
        return _("waiting for review")
    if has_lost_its_approval(summary):
        return _("changed after its approval")
    return _("a draft that was not submitted for review")


def approved_summaries(issue: Issue) -> list[Summary]:
    """Those that go online with the issue: approved, and not online as they stand."""
    return contents_of(issue).goes


def refuse_if_empty(issue: Issue) -> None:
    """Raise a ValidationError if readers would find nothing in the issue, and say why."""
    contents = contents_of(issue)
    if contents.goes or issue.summaries.filter(live=True).exists():
        return
    reasons = [_why(summary, why) for summary, why in contents.stays]
    raise ValidationError(
        [
            _("“%(issue)s” is not published: no summary in it is approved.")
            % {"issue": issue.get_admin_display_title()},
            *reasons,
        ]
    )


def _why(summary: Summary, why: str) -> str:
    return _("“%(title)s”: %(why)s.") % {"title": summary.title, "why": why}


def refuse_to_leave_behind(issue: Issue, accepted: Collection[str]) -> None:
    """Raise a ValidationError for those that nobody said may stay; ``accepted`` are their keys.

    What is online stays so, and is not asked about.
    """
    unasked = [
        _why(summary, why)
        for summary, why in contents_of(issue).stays
        if not summary.live and str(summary.pk) not in accepted
    ]
    if unasked:
        raise ValidationError(
            [
                _(
                    "These would be left behind. Have them approved first, or tick under “What "
                    "goes online” that they may be left behind, then publish again."
                ),
                *unasked,
            ]
        )


def refuse_if_incomplete(issue: Issue) -> None:
    """Raise a ValidationError that says what is missing in which approved summary."""
    problems = [
        _("“%(title)s” lacks %(what)s.") % {"title": draft.title, "what": ", ".join(lacks)}
        for summary in approved_summaries(issue)
        if (lacks := (draft := summary.get_latest_revision_as_object()).missing())
    ]
    if problems:
        raise ValidationError([_("The issue was not published."), *problems])


def publish_approved_summaries(issue: Issue, *, user: Any = None) -> list[Summary]:
    """Publish the approved summaries of a live issue; call it within a transaction."""
    summaries = approved_summaries(issue)
    for summary in summaries:
        summary.latest_revision.publish(user=user, skip_permission_checks=True)
    return summaries
