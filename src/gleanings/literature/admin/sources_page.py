"""The page of sources: what each was asked for last, what came of it, and what comes next."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gleanings.literature.harvest.due import due_at
from gleanings.literature.harvest.harvesting import Job, jobs_of
from gleanings.literature.harvest.in_background import harvest_soon
from gleanings.literature.models import HarvestRun, SavedSearch
from gleanings.literature.sources.polite import SourceError
from gleanings.literature.sources.registry import SOURCES, missing_key

AT_WORK = dt.timedelta(minutes=5)
"""So long after it was last heard of, a run counts as being under way."""


@dataclass(frozen=True)
class Row:
    job: Job
    run: HarvestRun | None
    """The last one."""
    is_under_way: bool
    next_at: dt.datetime | None
    """None where the clock does not do it."""
    is_due: bool


@dataclass(frozen=True)
class SourceRows:
    name: str
    lacks_key: SourceError | None
    rests_until: dt.datetime | None
    rows: list[Row]


def may_see_sources(user: object) -> bool:
    return bool(user.has_perm("literature.view_savedsearch"))  # type: ignore[attr-defined]


def sources(request: HttpRequest) -> HttpResponse:
    if not may_see_sources(request.user):
        raise PermissionDenied
    at = timezone.now()
    tables = _tables(at)
    context = {
        "sources": tables,
        "searches": SavedSearch.objects.all(),
        "is_under_way": any(row.is_under_way for table in tables for row in table.rows),
        "page_title": _("Sources"),
        "header_title": _("Sources"),
        "header_icon": "globe",
    }
    return render(request, "literature/sources.html", context)


@require_POST
def harvest_now(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("literature.change_savedsearch"):
        raise PermissionDenied
    harvest_soon()
    messages.success(
        request, _("The harvest begins. This page shows how far it is; you need not wait for it.")
    )
    return redirect("literature_sources")


def _tables(at: dt.datetime) -> list[SourceRows]:
    rows: dict[str, list[Row]] = {name: [] for name in SOURCES}
    for job in jobs_of(SavedSearch.objects.all()):
        rows[job.source].append(_row(job, at))
    return [
        SourceRows(name, missing_key(name), HarvestRun.objects.rest_of(name, at), rows[name])
        for name in SOURCES
        if rows[name]
    ]


def _row(job: Job, at: dt.datetime) -> Row:
    run: HarvestRun | None = HarvestRun.objects.of(job.search, job.source).first()
    waits = run is not None and run.finished_at is None and not run.complaint
    next_at = due_at(job, at)
    return Row(
        job=job,
        run=run,
        is_under_way=bool(waits and run and at - run.moved_at < AT_WORK),
        next_at=next_at,
        is_due=next_at is not None and next_at <= at,
    )
