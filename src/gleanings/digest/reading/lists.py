"""Summaries and issues as they stand in a list, fetched in a number of queries that is fixed."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count

from gleanings.digest.models import Home, Issue, Summary


def home_in(language: str) -> Home | None:
    return Home.objects.in_language(language).live().select_related("locale").first()


def readable_summaries(language: str) -> Any:
    """Queryset of what anybody may read in the language, newest first."""
    return Summary.objects.in_language(language).readable().newest_first()


def readable_issues(language: str) -> Any:
    return (
        Issue.objects.in_language(language)
        .readable()
        .newest_first()
        .select_related("locale", "alias_of__locale")
    )


def for_list(summaries: Any) -> Any:
    """The queryset with everything that an item of a list shows."""
    return summaries.select_related("locale", "alias_of__locale").prefetch_related(
        "implications", "research_types__names"
    )


def for_feed(summaries: Any) -> Any:
    return for_list(summaries).prefetch_related("topics__names", "summary_authors__author")


def summaries_of(issue: Issue) -> Any:
    """The issue's readable summaries in the editor's order."""
    return Summary.objects.child_of(issue).readable().order_by("path")


def with_teasers(issues: Iterable[Issue]) -> list[Issue]:
    """The issues, each with ``teaser_titles``: readable titles, where nobody wrote a teaser."""
    issues = list(issues)
    without = [issue for issue in issues if not issue.teaser]
    titles: dict[str, list[str]] = {}
    if without:
        rows = (
            Summary.objects.in_language(without[0].locale.language_code)
            .readable()
            .filter(month__in=[issue.month for issue in without])
            .order_by("path")
            .values_list("path", "title")
        )
        for path, title in rows:
            titles.setdefault(path[: -Summary.steplen], []).append(title)
    for issue in issues:
        issue.teaser_titles = titles.get(issue.path, [])  # type: ignore[attr-defined]
    return issues


def summaries_by_month(language: str) -> dict[dt.date, int]:
    """How many readable summaries each month has."""
    rows = (
        Summary.objects.in_language(language)
        .readable()
        .order_by()
        .values("month")
        .annotate(count=Count("pk"))
    )
    return {row["month"]: row["count"] for row in rows}
