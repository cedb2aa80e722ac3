"""Who did better by each published number: many answered on one page."""

import re
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin.paginator import WagtailPaginator
from wagtail.permissions import page_permission_policy

from gleanings.digest.findings.results import people_behind, studies_behind
from gleanings.digest.findings.words import words_for
from gleanings.digest.models import Finding, Summary
from gleanings.digest.models.finding import FAVOURS, FindingQuerySet
from gleanings.evidence.direction import Favours

PER_PAGE = 30


@dataclass(frozen=True)
class Answer:
    value: str
    label: str
    sentence: str
    """What readers would see; empty where they would be told of no direction."""


@dataclass(frozen=True)
class Asked:
    finding: Finding
    answers: list[Answer]


def unanswered(user: Any) -> FindingQuerySet:
    """Published numbers without a direction, of summaries that the user may publish."""
    may_publish = page_permission_policy.instances_user_has_permission_for(user, "publish")
    findings: FindingQuerySet = Finding.objects.published().direction_not_said()
    return (
        findings.filter(summary__in=may_publish.values("pk"))
        .select_related("summary__locale")
        .prefetch_related("summary__findings")
        .order_by("-summary__month", "summary__path", "sort_order")
    )


@require_http_methods(["GET", "POST"])
def directions_view(request: HttpRequest) -> HttpResponse:
    """Ask about each; an answer changes the draft, and goes online where nothing else waits."""
    if not page_permission_policy.user_has_permission(request.user, "publish"):
        raise PermissionDenied
    findings = unanswered(request.user)
    if request.method == "POST":
        _take(request, findings)
        return redirect(request.get_full_path())
    page = WagtailPaginator(findings, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "page_obj": page,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
        "rows": [Asked(finding, _answers(finding)) for finding in page],
        "page_title": _("Who did better?"),
        "header_title": _("Who did better?"),
        "header_icon": "list-ul",
    }
    return render(request, "digest/admin/directions.html", context)


def _answers(finding: Finding) -> list[Answer]:
    return [
        Answer(value, str(label), "" if value == Favours.NEITHER else _sentence(finding, value))
        for value, label in FAVOURS
    ]


def _sentence(finding: Finding, favours: str) -> str:
    summary = finding.summary
    answered = copy(finding)
    answered.favours = favours
    language = summary.content_language
    findings = list(summary.findings.all())
    studies, people = studies_behind(answered, findings), people_behind(answered, findings)
    told = answered.in_language(language, language)
    return words_for(told, studies, people, language).sentence


def _take(request: HttpRequest, findings: FindingQuerySet) -> None:
    named = (
        (re.fullmatch(r"favours-(\d{1,18})", name), value) for name, value in request.POST.items()
    )
    given = {int(name[1]): value for name, value in named if name and value in dict(FAVOURS)}
    of_summary: dict[Summary, dict[int, str]] = {}
    for finding in findings.filter(pk__in=given):
        of_summary.setdefault(finding.summary, {})[finding.pk] = given[finding.pk]
    if not of_summary:
        messages.warning(request, _("Answer some of them first."))
        return
    answered = 0
    for summary, values in of_summary.items():
        try:
            answered += answer(summary, values, request.user)
        except ValidationError as error:
            messages.error(
                request,
                _("“%(title)s” stays as it is: %(why)s")
                % {"title": summary.title, "why": " ".join(error.messages)},
            )
            continue
        if Summary.objects.get(pk=summary.pk).has_unpublished_changes:
            messages.warning(
                request,
                _(
                    "“%(title)s” has changes that are not online yet. The answer is kept with "
                    "them, and goes online when they do."
                )
                % {"title": summary.title},
            )
    if answered:
        messages.success(
            request,
            ngettext("%(number)s number answered.", "%(number)s numbers answered.", answered)
            % {"number": answered},
        )


@transaction.atomic
def answer(summary: Summary, values: dict[int, str], user: Any) -> int:
    """Write the answers, by key of the finding, into the draft; how many it took.

    Published at once where the draft was what readers see. Raises ValidationError, with nothing
    written, where publishing it is refused.
    """
    as_online = not summary.has_unpublished_changes
    draft = summary.get_latest_revision_as_object()
    asked = [finding for finding in draft.findings.all() if finding.pk in values]
    for finding in asked:
        finding.favours = values[finding.pk]
    if not asked:
        return 0
    draft.findings.add(*asked)
    revision = draft.save_revision(user=user, log_action=True, clean=False)
    if as_online:
        revision.publish(user=user)
    return len(asked)
