"""What readers answered, at the desk: by summary, with the notes that only editors see."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Avg, Count, Q
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gleanings.community.admin.frame import frame
from gleanings.community.models import Rating
from gleanings.community.permissions import may_decide_on_ratings, may_see_ratings
from gleanings.community.rating.holding import let_count, throw_away
from gleanings.community.rating.told import RELEVANT
from gleanings.digest.admin.csv_download import csv_download
from gleanings.digest.models import Summary

A_PAGE = 50

ICON = "pick"


def refuse_others(request: HttpRequest) -> None:
    if not may_see_ratings(request.user):
        raise PermissionDenied


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The summaries that were rated, the most rated first."""
    refuse_others(request)
    counts = Q(ratings__held=False, ratings__relevance__isnull=False)
    rated = (
        Summary.objects.filter(ratings__isnull=False)
        .annotate(
            number=Count("ratings", filter=counts),
            relevant=Count("ratings", filter=counts & Q(ratings__relevance__gte=RELEVANT)),
            outside=Count("ratings", filter=Q(ratings__held=False, ratings__relevance=None)),
            mean=Avg("ratings__relevance", filter=counts),
            notes=Count("ratings", filter=~Q(ratings__note="")),
            held=Count("ratings", filter=Q(ratings__held=True)),
        )
        .order_by("-number", "pk")
    )
    page = Paginator(rated, A_PAGE).get_page(request.GET.get("p"))
    return render(
        request, "community/admin/ratings.html", {"page": page} | frame(_("Ratings"), ICON)
    )


def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """One summary's; a post decides on what was held of a day."""
    refuse_others(request)
    one = get_object_or_404(Summary, pk=pk)
    if request.method == "POST":
        if not may_decide_on_ratings(request.user):
            raise PermissionDenied
        _decide(request, pk)
        return redirect("summary_ratings", pk)
    ratings = Rating.objects.filter(summary=one)
    held = ratings.filter(held=True).values("day").annotate(number=Count("pk")).order_by("day")
    context = {
        "summary": one,
        "held": held,
        "months": _by_month(ratings.filter(held=False)),
        "notes": ratings.exclude(note="", with_whom="").order_by("-day", "-pk"),
        "may_decide": may_decide_on_ratings(request.user),
    }
    return render(request, "community/admin/summary_ratings.html", context | frame(one.title, ICON))


def _by_month(ratings: Any) -> list[tuple[dt.date, int]]:
    rows = ratings.values_list("day__year", "day__month").annotate(number=Count("pk"))
    return [
        (dt.date(year, month, 1), n)
        for year, month, n in rows.order_by("-day__year", "-day__month")
    ]


def _decide(request: HttpRequest, pk: int) -> None:
    try:
        day = dt.date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        messages.error(request, _("Which day is meant? Please choose again."))
        return
    if "count" in request.POST:
        number = let_count(pk, day)
        said = ngettext("%(n)d rating counts now.", "%(n)d ratings count now.", number)
    else:
        number = throw_away(pk, day)
        said = ngettext("%(n)d rating is deleted.", "%(n)d ratings are deleted.", number)
    messages.success(request, said % {"n": number})


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """All answers, those that are held too."""
    refuse_others(request)
    answers = [
        *("day", "relevance", "newness", "will_use", "with_whom"),
        *("profession", "country", "note", "held"),
    ]
    of = ("summary__translation_key", "summary__title")
    found = Rating.objects.order_by("pk").values_list(*of, *answers).iterator(chunk_size=1000)
    rows = (["" if value is None else str(value) for value in row] for row in found)
    return csv_download("ratings.csv", ["id", "summary", *answers], rows)
