"""Drafts to publish: a whole summary, one that lacks everything, and their review."""

from __future__ import annotations

import datetime as dt
from itertools import count

from digest.factories import in_letters
from gleanings.digest.models import Home, Issue, ResearchType, Summary, Topic
from gleanings.digest.writing import SummaryRecord, add_summary, get_or_add_issue
from gleanings.literature.models import Article

_numbers = count(1)


def draft_issue(month: str = "2026-03") -> Issue:
    home = Home.objects.get(locale__language_code="en")
    return get_or_add_issue(home, dt.date.fromisoformat(f"{month}-01"))[0]


def whole_summary(issue: Issue, title: str = "", **changes: object) -> Summary:
    """A draft that lacks nothing readers need."""
    number = next(_numbers)
    fields: dict = {
        "title": title or f"Finding {in_letters(number)}",
        "text": "<p>What was asked and found.</p>",
        "implications": ["<p>Ask how therapy is going.</p>"],
        "articles": [Article.objects.create(title=f"Article {number}", year=2025)],
        "topics": Topic.objects.filter(slug="empathy"),
        "research_types": ResearchType.objects.filter(slug="meta-analysis"),
    }
    return add_summary(issue, SummaryRecord(**(fields | changes)))


def bare_summary(issue: Issue, title: str = "Only a title") -> Summary:
    return add_summary(issue, SummaryRecord(title=title))


def approve(summary: Summary, *, by, asked_by) -> None:
    """The whole of the review, as the admin does it."""
    state = summary.get_workflow().start(summary, asked_by)
    state.current_task_state.approve(user=by)
    summary.refresh_from_db()
