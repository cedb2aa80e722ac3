"""All issues by year and month, newest first."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext

from gleanings.reader.feeds import feed_links
from gleanings.reader.head.html import list_head
from gleanings.reader.lists.issues import issue_pages, listed_issues, summaries_by_month


def archive(request: HttpRequest) -> HttpResponse:
    """Every year, with its months."""
    counts = summaries_by_month(get_language())
    years = [
        {"year": year, "issues": [(issue, counts.get(issue.month, 0)) for issue in of_year]}
        for year, of_year in groupby(
            listed_issues(get_language()), key=lambda issue: issue.month.year
        )
    ]
    title = gettext("Archive")
    context = {
        "years": years,
        "root": reverse("wagtail_serve", args=[""]),
        "head": list_head(request, title=title, feeds=feed_links(request)),
    }
    return render(request, "reader/archive.html", context)


def archive_year(request: HttpRequest, year: int) -> HttpResponse:
    """The issues of a year, newest first; not found where there are none."""
    language = get_language()
    all_issues = listed_issues(language)
    issues = issue_pages([issue for issue in all_issues if issue.month.year == year], language)
    if not issues:
        raise Http404
    counts = summaries_by_month(language)
    for issue in issues:
        issue.count = counts.get(issue.month, 0)
    title = gettext("Archive %(year)s") % {"year": year}
    others = {issue.month.year for issue in all_issues}
    context = {
        "year": year,
        "issues": issues,
        "earlier": max((other for other in others if other < year), default=None),
        "later": min((other for other in others if other > year), default=None),
        "head": list_head(request, title=title, feeds=feed_links(request)),
    }
    return render(request, "reader/archive_year.html", context)
