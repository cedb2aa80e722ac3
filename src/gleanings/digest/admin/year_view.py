"""The year in view at the desk: on screen, on paper and as a table."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.permissions import page_permission_policy

from gleanings.digest.admin.csv_download import csv_download
from gleanings.digest.models import Issue
from gleanings.digest.year_in_view import digest  # noqa: F401  its own sections
from gleanings.digest.year_in_view.sections import sections_of


def may_see(user: Any) -> bool:
    """Whoever publishes answers for it to funders."""
    return bool(page_permission_policy.user_has_permission(user, "publish"))


def years() -> list[int]:
    """From the first issue to the present year, the newest first."""
    first = Issue.objects.live().aggregate(first=Min("month"))["first"]
    present = timezone.localdate().year
    return list(range(present, min(first.year if first else present, present) - 1, -1))


@require_safe
def year(request: HttpRequest, number: int | None = None) -> HttpResponse:
    number = _allowed(request, number)
    title = _("%(year)d in view") % {"year": number}
    context = {
        "year": number,
        "years": years(),
        "sections": sections_of(number),
        "day": timezone.localdate(),
        "page_title": title,
        "header_title": title,
        "header_icon": "calendar",
    }
    return render(request, "digest/admin/year.html", context)


@require_safe
def table(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """All tables in one, with a line for each number."""
    number = _allowed(request, number)
    rows = [
        [section.title, str(row[0]), heading, str(cell)]
        for section in sections_of(number)
        for row in section.rows
        for heading, cell in zip(section.columns[1:], row[1:], strict=True)
    ]
    head = ["section", "of", "what", "number"]
    return csv_download(f"year-in-view-{number}.csv", head, rows)


def _allowed(request: HttpRequest, number: int | None) -> int:
    if not may_see(request.user):
        raise PermissionDenied
    known = years()
    if number is not None and number not in known:
        raise Http404
    return number or known[0]
