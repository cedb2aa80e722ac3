"""What the templates of the Wagtail pages get: home, issue, summary."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gleanings.digest.models import Home, Issue, PlainPage, Summary, Topic
from gleanings.digest.page_context import page_context
from gleanings.digest.rich_text import plain
from gleanings.literature.notices.words import caution_of, marked
from gleanings.literature.styles import apa_html
from gleanings.reader import readables
from gleanings.reader.citations import summary_item
from gleanings.reader.embedding.embedded import discovery
from gleanings.reader.feeds import feed_links, month_of
from gleanings.reader.head import jsonld
from gleanings.reader.head.highwire import highwire
from gleanings.reader.head.html import page_head, versions_of
from gleanings.reader.lists.issues import issue_pages, keys_of_month, listed_issues
from gleanings.reader.lists.items import with_items
from gleanings.reader.lists.lists import home_in, items_in_order, summaries_of
from gleanings.reader.lists.notices import (
    about_articles,
    cautious_description,
    noted,
    status_shown,
)
from gleanings.reader.lists.parts import articles_of, authors_of, fetch_parts
from gleanings.reader.lists.plain_pages import published_authors
from gleanings.reader.lists.related import related_summaries
from gleanings.reader.lists.terms import most_used, terms_with_counts
from gleanings.reader.results_box.box import results_box_of, results_boxes_of
from gleanings.reader.sections import below_summary, summary_sections

EARLIER_ISSUES = 6
TOPICS_ON_HOME = 12
SUMMARIES_ON_HOME = 5
WHOLE_ON_PAPER = 12
"""An issue of up to so many summaries holds their texts, to be printed; a larger one lists them."""


@page_context.register
def _home(page: Home, request: HttpRequest) -> dict[str, Any]:
    language = page.locale.language_code
    versions = versions_of(page)
    issues = issue_pages(listed_issues(language)[: EARLIER_ISSUES + 1], language)
    topics = terms_with_counts(Topic, language)
    latest = issues[0] if issues else None
    this_month = timezone.localdate().replace(day=1)
    keys = keys_of_month(language, latest.month) if latest else []
    return {
        "home": page,
        "versions": versions,
        "issue": latest,
        "is_this_month": latest is not None and latest.month == this_month,
        "summaries": items_in_order(language, keys[:SUMMARIES_ON_HOME]),
        "more_summaries": len(keys[SUMMARIES_ON_HOME:]),
        "earlier_issues": issues[1:],
        "topics": most_used(topics, TOPICS_ON_HOME),
        "number_of_topics": len(topics),
        "head": page_head(
            page,
            request,
            versions=versions,
            title=page.title,
            description=page.search_description or plain(page.intro),
            structured=jsonld.of_home(page, request, reverse("summaries")),
            feeds=feed_links(request),
        ),
    }


@page_context.register
def _issue(page: Issue, request: HttpRequest) -> dict[str, Any]:
    language = page.locale.language_code
    home = home_in(language)
    versions = versions_of(page)
    summaries = _summaries_shown(page, request)
    is_whole = len(summaries) <= WHOLE_ON_PAPER
    month = month_of(page)
    return {
        "home": home,
        "versions": versions,
        "summaries": with_whole(summaries) if is_whole else summaries,
        "is_whole": is_whole and bool(summaries),
        **_neighbours(page, language),
        "head": page_head(
            page,
            request,
            versions=versions,
            title=_("%(month)s issue") % {"month": month},
            description=page.teaser or "; ".join(map(_marked_title, summaries)),
            structured=jsonld.of_issue(page, home, summaries, request),
            feeds=[*feed_links(request, issue=page), *feed_links(request)],
        ),
    }


def _marked_title(summary: Summary) -> str:
    return marked(summary.title, noted(summary).status)


def _summaries_shown(issue: Issue, request: HttpRequest) -> list[Summary]:
    """What readers see; an editor's preview shows what is not published yet, too."""
    language = issue.locale.language_code
    if getattr(request, "is_preview", False):
        return with_items(summaries_of(issue), language) if issue.pk else []
    keys = keys_of_month(language, issue.month)
    with_texts = len(keys) <= WHOLE_ON_PAPER
    return items_in_order(language, keys, with_texts=with_texts)


def with_whole(summaries: list[Summary]) -> list[Summary]:
    """The summaries, each with ``box``, and with text and articles at hand."""
    boxes = results_boxes_of(summaries)
    prefetch_related_objects(summaries, "summary_articles__article__notices")
    for summary in summaries:
        summary.box = boxes.get(summary.pk)
        summary.about_articles = about_articles(summary)
    return summaries


def _neighbours(issue: Issue, language: str) -> dict[str, Issue | None]:
    issues = listed_issues(language)
    earlier = next((other for other in issues if other.month < issue.month), None)
    later = next((other for other in reversed(issues) if other.month > issue.month), None)
    pages = {
        page.pk: page
        for page in Issue.objects.filter(pk__in=[other.key for other in (earlier, later) if other])
    }
    return {
        "earlier": pages.get(earlier.key) if earlier else None,
        "later": pages.get(later.key) if later else None,
    }


@page_context.register
def _summary(page: Summary, request: HttpRequest) -> dict[str, Any]:
    if page.pk:
        fetch_parts(page)
    home = home_in(page.locale.language_code)
    issue = page.get_parent()
    item = summary_item(page, request) if page.pk and page.live else None
    versions = versions_of(page)
    status = status_shown(page)
    box = results_box_of(page, is_preview=getattr(request, "is_preview", False))
    return {
        "versions": versions,
        "home": home,
        "issue": issue,
        "articles": articles_of(page),
        "about_articles": about_articles(page),
        "caution": caution_of(status),
        "authors": authors_of(page),
        "topics": page.topics.all(),
        "types": [kind.name for kind in page.research_types.all()],
        "box": box,
        "sections": summary_sections(page, request),
        "below": _below(page, request),
        "own_reference": apa_html(item) if item else "",
        "related": related_summaries(page) if page.pk else [],
        "head": page_head(
            page,
            request,
            kind="article",
            versions=versions,
            title=marked(page.title, status),
            description=cautious_description(page),
            structured=jsonld.of_summary(page, home=home, issue=issue, request=request),
            highwire=highwire(item) if item else [],
            feeds=feed_links(request),
            embed=discovery(request.path, request) if box and box.may_be_embedded else "",
        ),
    }


def _below(page: Summary, request: HttpRequest) -> list[SafeString]:
    """Nothing below what not everybody may read, nor in the preview of what was never saved."""
    if not (page.pk and page.live) or page.get_view_restrictions().exists():
        return []
    return [*below_summary(page, request), *readables.below(readables.of_summary(page), request)]


@page_context.register
def _plain_page(page: PlainPage, request: HttpRequest) -> dict[str, Any]:
    versions = versions_of(page)
    return {
        "versions": versions,
        "home": home_in(page.locale.language_code),
        "authors": published_authors() if page.shows_authors else [],
        "head": page_head(
            page,
            request,
            versions=versions,
            title=page.title,
            description=page.search_description or plain(page.text),
            feeds=feed_links(request),
        ),
    }
