"""What an editor sees first: this month's issue and what is missing in it, and numbers to check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from gleanings.digest.admin.findings_report import NOT_SAID_TO_READERS
from gleanings.digest.findings.main_result import (
    MainResultAsRead,
    doubts_of_translation,
    main_result_as_read,
)
from gleanings.digest.findings.publication_check import unresolved_inconsistencies
from gleanings.digest.models import Finding, Home, ImportedEntry, Issue, Summary
from gleanings.digest.models.finding import FindingState
from gleanings.digest.models.reader_page import ReaderPage, kinds_of_pages
from gleanings.digest.publishing import (
    has_lost_its_approval,
    is_approved,
    is_in_review,
    refuse_if_empty,
    refuse_if_incomplete,
)
from gleanings.digest.translations.gate import in_words, open_differences
from gleanings.literature.dates import date_format

LOOK_BACK = 30  # summaries, a year's worth; a longer list would be looked at by nobody


@dataclass(frozen=True)
class SummaryState:
    """Where a summary of the issue stands, in words and as a CSS class."""

    summary: Summary
    words: str
    kind: str
    missing: list[str] = field(default_factory=list)


def state_of(summary: Summary) -> SummaryState:
    draft = summary.get_latest_revision_as_object()
    missing = draft.missing()
    if summary.live and not summary.has_unpublished_changes:
        words, kind = _("published"), "done"
    elif is_approved(summary):
        words, kind = _when_it_goes_online(summary), "done"
    elif is_in_review(summary):
        words, kind = _("waiting for review"), "waiting"
    elif has_lost_its_approval(summary):
        words, kind = _("changed after its approval: to be reviewed again"), "waiting"
    elif summary.live:
        words, kind = _("published, with later changes that are a draft"), "waiting"
    else:
        words, kind = _("draft"), "draft"
    return SummaryState(draft, words, kind, missing)


def _when_it_goes_online(approved: Summary) -> str:
    original = approved.translates
    if original is not None and not original.live:
        return _("approved, goes online with its original")
    if approved.issue.live:  # it was online, and was taken offline: nothing takes it along any more
        return _("approved, but offline: publish it to bring it back")
    return _("approved, goes online with the issue")


class IssuePanel(Component):
    """This month's issue: its summaries, where each stands, and what is missing."""

    name = "issue"
    order = 50
    template_name = "digest/admin/issue_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = parent_context["request"].user if parent_context else None
        issue = Issue.of_this_month(settings.LANGUAGE_CODE)
        if issue is None or issue.live:
            return {"issue": None, "last": issue, **_way_to_a_new_issue(user)}
        states = [state_of(summary) for summary in issue.summaries.filter(alias_of=None)]
        permissions = issue.permissions_for_user(user)
        return {
            "issue": issue,
            "states": states,
            "schedule": issue.scheduled_revision,
            "overdue": _why_it_is_overdue(issue),
            "incomplete": any(state.missing for state in states),
            "can_add": permissions.can_add_subpage(),
            "can_edit": permissions.can_edit(),
        }


def _why_it_is_overdue(issue: Issue) -> list[str]:
    """What keeps an issue back whose time has come; empty if none does."""
    schedule = issue.scheduled_revision
    if schedule is None or schedule.approved_go_live_at > timezone.now():
        return []
    try:
        refuse_if_incomplete(issue)
        refuse_if_empty(issue)
    except ValidationError as refusal:
        return refusal.messages
    return []


def _way_to_a_new_issue(user: Any) -> dict[str, Any]:
    home = Home.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    permissions = home.permissions_for_user(user) if home and user else None
    # who writes may add pages, but begins no issue
    if not (permissions and permissions.can_add_subpage() and permissions.can_publish_subpage()):
        return {}
    return {
        "new_issue": reverse("wagtailadmin_pages:add", args=["digest", "issue", home.pk]),
        "month": date_format(Issue.next_free_month(settings.LANGUAGE_CODE), "F Y"),
    }


@dataclass(frozen=True)
class NumbersState:
    """What an editor still has to do about the numbers of a summary."""

    summary: Summary
    alarms: list[tuple[str, str]]
    """The words of each that does not fit and that nobody acknowledged, and why."""
    proposed: int
    """How many proposals nobody has looked at."""
    main: MainResultAsRead | None
    """The main result, if something is still to be said of it."""


class ChecksPanel(Component):
    """Numbers that do not fit, that nobody looked at, or of which too little is said."""

    name = "checks"
    order = 60
    template_name = "digest/admin/checks_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = parent_context["request"].user if parent_context else None
        answers = user and page_permission_policy.user_has_permission(user, "publish")
        in_report = f"{reverse('findings_report')}?direction={NOT_SAID_TO_READERS}"
        unphrased = Finding.objects.published().not_phrased().count()
        unsaid = Finding.objects.published().direction_not_said().count()
        return {
            "unsaid": unsaid,
            "unsaid_address": reverse("directions") if answers else in_report,
            "unphrased": unphrased,
            "unphrased_address": f"{reverse('findings_report')}?phrases={NOT_SAID_TO_READERS}",
            "checks": list(numbers_to_look_at()),
            "translations": list(translations_to_look_at()),
        }


def numbers_to_look_at() -> Iterator[NumbersState]:
    """Of what is being written and came out of late; imported drafts have a list of their own."""
    originals = Summary.objects.filter(alias_of=None)
    imported = ImportedEntry.objects.exclude(summary=None).values("summary")
    originals = originals.exclude(live=False, pk__in=imported)
    drafts = originals.filter(has_unpublished_changes=True).newest_first()[:LOOK_BACK]
    recent = originals.filter(live=True).newest_first()[:LOOK_BACK]
    for summary in {page.pk: page for page in (*drafts, *recent)}.values():
        draft = summary.get_latest_revision_as_object()
        alarms = [(str(finding), finding.why_here) for finding in unresolved_inconsistencies(draft)]
        proposed = sum(finding.state == FindingState.PROPOSED for finding in draft.findings.all())
        main = main_result_as_read(draft)
        if main and not main.lacks and not main.doubts:
            main = None
        if alarms or proposed or main:
            yield NumbersState(draft, alarms, proposed, main)


def translations_to_look_at() -> Iterator[tuple[ReaderPage, list[str]]]:
    """Translations online that do not say what their original does: each in a sentence.

    Of what was published last, and so of what was corrected last.
    """
    for model in kinds_of_pages():
        online = model.objects.live().in_its_language()
        recent = online.order_by("-last_published_at")[:LOOK_BACK]
        keys = list(recent.values_list("translation_key", flat=True))
        for page in online.filter(translation_key__in=keys):
            sentences = [in_words(one) for one in open_differences(page)]
            if isinstance(page, Summary):
                sentences += doubts_of_translation(page)
            if sentences:
                yield page, sentences
