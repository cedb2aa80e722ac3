"""What the templates of the Wagtail pages get: home, issue, summary."""

from functools import singledispatch
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from gleanings.digest import metadata
from gleanings.digest.feeds import feed_links
from gleanings.digest.models import Home, Issue, Summary, Topic
from gleanings.digest.reading.lists import (
    for_list,
    home_in,
    readable_issues,
    summaries_of,
    with_teasers,
)
from gleanings.digest.reading.parts import articles_of, authors_of, fetch_parts
from gleanings.digest.reading.related import related_summaries
from gleanings.digest.reading.terms import most_used, terms_with_counts

EARLIER_ISSUES = 6
TOPICS_ON_HOME = 12
SUMMARIES_ON_HOME = 5


@singledispatch
def context_of(page: Page, request: HttpRequest) -> dict[str, Any]:
    """What the page's template gets beside the page itself."""
    return {}


@context_of.register
def _home(page: Home, request: HttpRequest) -> dict[str, Any]:
    language = page.locale.language_code
    versions = metadata.versions_of(page)
    issues = with_teasers(readable_issues(language)[: EARLIER_ISSUES + 1])
    topics = terms_with_counts(Topic, language)
    latest = issues[0] if issues else None
    this_month = timezone.localdate().replace(day=1)
    summaries = list(for_list(summaries_of(latest))) if latest else []
    return {
        "home": page,
        "versions": versions,
        "issue": latest,
        "is_this_month": latest is not None and latest.month == this_month,
        "summaries": summaries[:SUMMARIES_ON_HOME],
        "more_summaries": len(summaries[SUMMARIES_ON_HOME:]),
        "earlier_issues": issues[1:],
        "topics": most_used(topics, TOPICS_ON_HOME),
        "number_of_topics": len(topics),
        "head": metadata.page_head(
            page,
            request,
            versions=versions,
            title=page.title,
            description=page.search_description or metadata.plain(page.intro),
            structured=metadata.structured_home(page, request, reverse("summaries")),
            feeds=feed_links(request),
        ),
    }


@context_of.register
def _issue(page: Issue, request: HttpRequest) -> dict[str, Any]:
    language = page.locale.language_code
    home = home_in(language)
    issues = readable_issues(language)
    summaries = list(for_list(summaries_of(page)))
    month = month_name(page)
    versions = metadata.versions_of(page)
    return {
        "versions": versions,
        "home": home,
        "summaries": summaries,
        "earlier": issues.filter(month__lt=page.month).first(),
        "later": issues.filter(month__gt=page.month).order_by("month").first(),
        "head": metadata.page_head(
            page,
            request,
            versions=versions,
            title=month,
            description=page.teaser or "; ".join(summary.title for summary in summaries),
            structured=metadata.structured_issue(page, home, summaries, request),
            feeds=[*feed_links(request, issue=page), *feed_links(request)],
        ),
    }


@context_of.register
def _summary(page: Summary, request: HttpRequest) -> dict[str, Any]:
    if page.pk:
        fetch_parts(page)
    home = home_in(page.locale.language_code)
    issue = page.get_parent()
    versions = metadata.versions_of(page)
    return {
        "versions": versions,
        "home": home,
        "issue": issue,
        "articles": articles_of(page),
        "authors": authors_of(page),
        "topics": page.topics.all(),
        "related": related_summaries(page) if page.pk else [],
        "head": metadata.page_head(
            page,
            request,
            kind="article",
            versions=versions,
            title=page.title,
            description=page.search_description or metadata.abstract(page),
            structured=metadata.structured_summary(page, home=home, issue=issue, request=request),
            highwire=metadata.highwire(page, home, request),
            feeds=feed_links(request),
        ),
    }


def month_name(issue: Issue) -> str:
    """“March 2018” in the reader's language, which the issue's own title may not be in."""
    return _("%(month)s issue") % {"month": capfirst(date_format(issue.month, "YEAR_MONTH_FORMAT"))}
