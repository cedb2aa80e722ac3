"""Published issues and summaries, made through the code that publishes them.

Drafts are made by ``tests/digest/drafts.py``; these go online.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import count
from typing import Any

from gleanings.digest.models import (
    Author,
    Finding,
    Home,
    Issue,
    ResearchType,
    Summary,
    Topic,
)
from gleanings.digest.writing import SummaryRecord, add_summary, get_or_add_issue
from gleanings.literature.models import Article

_numbers = count(1)


def in_letters(number: int) -> str:
    """For titles: a number in one would have to stand in its translation."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def make_article(**changes: Any) -> Article:
    number = next(_numbers)
    fields = {
        "title": f"What helps: Study {number}",
        "authors": [{"family": "Okafor", "given": "A. B."}, {"family": "Lind", "given": "C."}],
        "year": 2017,
        "container": "Journal of Practice",
        "volume": "12",
        "issue": "3",
        "pages": "45-67",
        "doi": f"10.5555/practice.{number}",
    }
    return Article.objects.create(**{**fields, **changes})


def make_author(name: str = "Ann Writer", **changes: Any) -> Author:
    return Author.objects.get_or_create(name=name, defaults=changes)[0]


def make_issue(month: str = "2018-03", *, teaser: str = "", live: bool = True) -> Issue:
    """The English issue of the month, which stands in French as an alias once it is live."""
    home = Home.objects.get(locale__language_code="en")
    issue, _ = get_or_add_issue(home, dt.date.fromisoformat(f"{month}-01"), teaser)
    if live and not issue.live:
        issue.latest_revision.publish()
        issue.refresh_from_db()
    return issue


def make_summary(
    issue: Issue | None = None,
    title: str = "",
    *,
    live: bool = True,
    topics: Sequence[str] = ("empathy",),
    types: Sequence[str] = ("meta-analysis",),
    articles: Sequence[Article] | None = None,
    **changes: Any,
) -> Summary:
    """A whole summary; ``topics`` and ``types`` are slugs."""
    number = next(_numbers)
    issue = issue or make_issue(live=live)
    fields: dict[str, Any] = {
        "title": title or f"Finding {in_letters(number)}",
        "studied": f"{number} outpatients in one clinic, for a year",
        "text": "<h3>What was asked</h3><p>Whether it helps.</p>",
        "implications": ["<p>Ask how therapy is going.</p>", "<p>Listen to the answer.</p>"],
        "articles": [make_article()] if articles is None else articles,
        "authors": [make_author()],
        "topics": Topic.objects.filter(slug__in=topics),
        "research_types": ResearchType.objects.filter(slug__in=types),
    }
    summary = add_summary(issue, SummaryRecord(**{**fields, **changes}))
    if live:
        summary.latest_revision.publish()
        summary.refresh_from_db()
    return summary


def translate(page: Any, title: str, *, language: str = "fr", live: bool = True) -> Any:
    """A true translation in place of the alias."""
    translation = page.get_translations().get(locale__language_code=language).specific
    translation.alias_of = None
    translation.words_in = language
    translation.title = translation.draft_title = title
    translation.save()
    if live:
        translation.save_revision().publish()
    else:
        translation.unpublish()
    return type(page).objects.get(pk=translation.pk)


def make_private(page: Any) -> None:
    """Only who signs in may see the page and what is below it."""
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def make_finding(summary: Summary, **changes: Any) -> Finding:
    """A confirmed finding, checked, on the live page and in its revision, as publication leaves it.

    By itself the main result: a correlation that fits its interval.
    """
    from gleanings.digest.findings.checking import recheck

    fields: dict[str, Any] = {
        "role": "main",
        "measure": "r",
        "estimate": 0.26,
        "decimals": 2,
        "ci_low": 0.19,
        "ci_high": 0.32,
        "level": 95,
        "k": 13,
        "predictor": "therapeutic alliance",
        "outcome": "outcome",
        "favours": "first",
        "group": "adults with depression",
        "time": "at the end of therapy",
        "place": "p. 92, table 2",
    }
    draft = Summary.objects.get(pk=summary.pk).get_latest_revision_as_object()
    others = list(draft.findings.all())
    draft.findings = [*others, Finding(**{**fields, "sort_order": len(others), **changes})]
    recheck(draft)
    draft.save_revision().publish()
    return Finding.objects.filter(summary=summary).latest("pk")
