"""What the desk calls an approval: it publishes only where nothing keeps a page back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import SubmitForModerationMenuItem
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, TaskState

from gleanings.digest.finish_review import is_published_by_approval
from gleanings.digest.models import Summary
from gleanings.digest.models.reader_page import ReaderPage
from gleanings.digest.publishing import is_approved


def name_approval(menu_items: list[Any], page: Page, user: Any) -> None:
    """“Approve” instead of “Approve and Publish” where nothing goes online."""
    task = page.current_workflow_task
    if task is None or is_published_by_approval(page):
        return
    labels = {
        launch_modal: label
        for name, label, launch_modal in task.get_actions(page, user)
        if name == "approve"
    }
    for item in menu_items:
        if item.name == "approve":
            item.label = labels[item.launch_modal]


class SubmitForReview(SubmitForModerationMenuItem):
    """In words of the person's language, and not by the workflow's name in the database."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        page = context.get("page")
        state = page.current_workflow_state if page else None
        if state and state.status == state.STATUS_NEEDS_CHANGES:
            context["label"] = _("Submit for review again")
        else:
            context["label"] = _("Submit for review")
        return context


def name_submission(menu_items: list[Any]) -> None:
    menu_items[:] = [
        SubmitForReview(order=item.order) if item.name == SubmitForReview.name else item
        for item in menu_items
    ]


def say_approved(request: HttpRequest, page: Page) -> None:
    """“Approved” in place of “updated”, when that is what was done."""
    was_approved = (
        request.method == "POST"
        and request.POST.get("action-workflow-action")
        and request.POST.get("workflow-action-name") == "approve"
    )
    if not (was_approved and isinstance(page, ReaderPage)):
        return
    approved = type(page).objects.get(pk=page.pk)
    if approved.live or is_approved(approved):
        _take_back_the_last_success(request)
        messages.success(request, _in_words(approved))


class DecisionFromAList(WorkflowActionView):
    """Wagtail decides without a word where *Approve* is chosen beside a title in a list."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        decision = TaskState.objects.get(pk=self.task_state.pk)
        page = Page.objects.get(pk=self.object.pk).specific
        if decision.status == TaskState.STATUS_APPROVED:
            messages.success(request, _in_words(page))
        elif decision.status == TaskState.STATUS_REJECTED:
            messages.success(
                request, _("“%(title)s” was sent back for changes.") % {"title": _title_of(page)}
            )
        return answer


class PagesViewSet(PageViewSet):
    workflow_action_view_class = DecisionFromAList


def _in_words(page: Page) -> str:
    """What the approval of the page did."""
    if page.live and not page.has_unpublished_changes:
        words = _("“%(title)s” is approved and published.")
    elif isinstance(page, Summary) and not page.get_parent().live:
        words = _("“%(title)s” is approved. It goes online with the issue “%(issue)s”.")
        return words % {"title": _title_of(page), "issue": page.issue.get_admin_display_title()}
    else:
        words = _("“%(title)s” is approved.")
    return words % {"title": _title_of(page)}


def _title_of(page: Page) -> str:
    return page.get_latest_revision_as_object().title


def _take_back_the_last_success(request: HttpRequest) -> None:
    said = list(messages.get_messages(request))
    last = max(
        (place for place, one in enumerate(said) if one.level == messages.SUCCESS), default=None
    )
    for place, one in enumerate(said):
        if place != last:
            messages.add_message(request, one.level, one.message, one.extra_tags)
