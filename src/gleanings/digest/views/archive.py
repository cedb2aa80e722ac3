"""All issues by year and month."""

import datetime as dt
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from gleanings.digest import metadata
from gleanings.digest.feeds import feed_links
from gleanings.digest.reading.lists import readable_issues, summaries_by_month, with_teasers


def archive(request: HttpRequest) -> HttpResponse:
    """Every year, with its months."""
    issues = _with_counts(list(readable_issues(get_language())))
    years = [
        {"year": year, "issues": sorted(of_year, key=lambda issue: issue.month)}
        for year, of_year in groupby(issues, key=lambda issue: issue.month.year)
    ]
    title = gettext("Archive")
    context = {
        "years": years,
        "head": metadata.list_head(request, title=title, feeds=feed_links(request)),
    }
    return render(request, "digest/archive.html", context)


def archive_year(request: HttpRequest, year: int) -> HttpResponse:
    """The issues of a year, newest first; not found where there are none."""
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise Http404
    all_issues = readable_issues(get_language())
    issues = _with_counts(with_teasers(all_issues.filter(month__year=year)))
    if not issues:
        raise Http404
    title = gettext("Archive %(year)s") % {"year": year}
    others = sorted({month.year for month in all_issues.values_list("month", flat=True)})
    context = {
        "year": year,
        "issues": issues,
        "earlier": max((other for other in others if other < year), default=None),
        "later": min((other for other in others if other > year), default=None),
        "head": metadata.list_head(request, title=title, feeds=feed_links(request)),
    }
    return render(request, "digest/archive_year.html", context)


def _with_counts(issues: list[Any]) -> list[Any]:
    counts = summaries_by_month(get_language())
    for issue in issues:
        issue.count = counts.get(issue.month, 0)
    return issues
