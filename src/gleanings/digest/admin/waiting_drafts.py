"""Drafts that wait beside the issue at work: those an import brought in, and those left behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Length, Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from gleanings.digest.admin.dashboard import SummaryState, state_of
from gleanings.digest.models import ImportedEntry, Issue, Summary
from gleanings.digest.models.finding import Finding, FindingState
from gleanings.digest.models.summary import SummaryQuerySet
from gleanings.literature.row_keys import row_key

PER_PAGE = 50


def editable_drafts(user: Any) -> SummaryQuerySet:
    """Whose words readers do not see yet, and which the user may change."""
    may_change = page_permission_policy.instances_user_has_permission_for(user, "change")
    return Summary.objects.filter(
        alias_of=None,
        words_in=F("locale__language_code"),
        has_unpublished_changes=True,
        pk__in=may_change.values("pk"),
    )


def imported_drafts(user: Any) -> SummaryQuerySet:
    """Never published since they came in."""
    imported = ImportedEntry.objects.exclude(summary=None).values("summary")
    return editable_drafts(user).filter(pk__in=imported, live=False).newest_first()


def left_behind(user: Any) -> SummaryQuerySet:
    """Written here, in an issue that is out, and not out with it."""
    imported = ImportedEntry.objects.exclude(summary=None).values("summary")
    issue_path = Substr("path", 1, Length("path") - Summary.steplen)
    drafts = editable_drafts(user).filter(live=False).exclude(pk__in=imported)
    out = Issue.objects.filter(live=True).values("path")
    return drafts.annotate(issue_path=issue_path).filter(issue_path__in=out).newest_first()


class ImportedDraftsPanel(Component):
    """How many imported summaries nobody has published yet, and the way to look through them."""

    name = "imported-drafts"
    order = 70
    template_name = "digest/admin/imported_drafts_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        drafts = imported_drafts(parent_context["request"].user) if parent_context else None
        if drafts is None:
            return {"number": 0}
        return {
            "number": drafts.count(),
            "proposed": drafts.filter(terms_are_proposed=True).count(),
        }


class LeftBehindPanel(Component):
    """Drafts in an issue that is out: no issue will take them along any more."""

    name = "left-behind"
    order = 55
    template_name = "digest/admin/left_behind_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        if not parent_context:
            return {"states": []}
        drafts = left_behind(parent_context["request"].user)
        return {"states": [(summary.issue, state_of(summary)) for summary in drafts]}


@dataclass(frozen=True)
class ImportedDraft:
    """A row of the list: the draft, what is proposed for it, and what it lacks."""

    state: SummaryState
    proposed: list[Finding]
    alarms: int

    @classmethod
    def of(cls, summary: Summary) -> "ImportedDraft":
        state = state_of(summary)
        findings = list(state.summary.findings.all())
        proposed = [one for one in findings if one.state == FindingState.PROPOSED]
        return cls(state, proposed, sum(one.is_open for one in findings))


@require_http_methods(["GET", "POST"])
def imported_drafts_view(request: HttpRequest) -> HttpResponse:
    """All imported drafts, and the proposals of many confirmed at once."""
    if not page_permission_policy.user_has_any_permission(request.user, ["change", "publish"]):
        raise PermissionDenied
    drafts = imported_drafts(request.user)
    if request.method == "POST":
        keys = map(row_key, request.POST.getlist("chosen"))
        chosen = drafts.filter(pk__in=keys)
        _confirm(request, list(chosen))
        return redirect(request.get_full_path())
    page = WagtailPaginator(drafts, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "page_obj": page,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
        "rows": [ImportedDraft.of(summary) for summary in page],
        "page_title": _("Imported drafts"),
        "header_title": _("Imported drafts"),
        "header_icon": "download",
    }
    return render(request, "digest/admin/imported_drafts.html", context)


def _confirm(request: HttpRequest, summaries: list[Summary]) -> None:
    terms, numbers = "terms" in request.POST, "numbers" in request.POST
    if not summaries:
        messages.warning(request, _("Tick some summaries first."))
        return
    changed = sum(
        confirm_proposals(summary, terms=terms, numbers=numbers, user=request.user)
        for summary in summaries
    )
    messages.success(
        request,
        ngettext(
            "The proposals of %(number)s summary are confirmed.",
            "The proposals of %(number)s summaries are confirmed.",
            changed,
        )
        % {"number": changed},
    )


@transaction.atomic
def confirm_proposals(summary: Summary, *, terms: bool, numbers: bool, user: Any) -> bool:
    """Confirm what is proposed in the draft, in a version of its own; whether anything was.

    Topics and research types only where there are both; a number that does not fit waits for
    somebody to look it up.
    """
    draft = summary.get_latest_revision_as_object()
    confirmed = False
    if terms and draft.terms_are_proposed and draft.topics.all() and draft.research_types.all():
        draft.terms_are_proposed = False
        confirmed = True
    if numbers:
        fitting = [
            finding
            for finding in draft.findings.all()
            if finding.state == FindingState.PROPOSED and not finding.is_open
        ]
        for finding in fitting:
            finding.state = FindingState.CONFIRMED
        draft.findings.add(*fitting)
        confirmed = confirmed or bool(fitting)
    if confirmed:
        draft.save_revision(user=user, log_action=True, clean=False)
    return confirmed
