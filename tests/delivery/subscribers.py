"""People who get mail, and an issue that is mailed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from digest.drafts import approve, draft_issue, whole_summary
from gleanings.delivery.models import Mailing, Source, Subscriber
from gleanings.digest.models import Issue, ResearchType, Summary, Topic


def make_subscriber(
    address: str = "reader@example.org",
    *,
    topics: Sequence[str] = (),
    types: Sequence[str] = (),
    **changes: Any,
) -> Subscriber:
    fields = {"language": "en", "consent_at": timezone.now(), "consent_source": Source.FORM}
    subscriber = Subscriber.objects.create(address=address, **{**fields, **changes})
    subscriber.topics.set(Topic.objects.filter(slug__in=topics))
    subscriber.research_types.set(ResearchType.objects.filter(slug__in=types))
    return subscriber


def this_month() -> str:
    return timezone.localdate().strftime("%Y-%m")


def draft(*titles: str, month: str = "", teaser: str = "", **changes: Any) -> Issue:
    """An issue with approved summaries, of this month if no other is named."""
    issue = draft_issue(month or this_month())
    issue.teaser = teaser
    issue.save_revision()
    for title in titles:
        add_approved(issue, title, **changes)
    return Issue.objects.get(pk=issue.pk)


def add_approved(issue: Issue, title: str, topic: str = "empathy", **changes: Any) -> Summary:
    summary = whole_summary(issue, title, topics=Topic.objects.filter(slug=topic), **changes)
    writer, _ = User.objects.get_or_create(username="who-writes")
    reviewer, _ = User.objects.get_or_create(username="who-reviews", is_superuser=True)
    approve(summary, by=reviewer, asked_by=writer)
    return summary


def publish(issue: Issue) -> Issue:
    """As the editor does it: with all that is approved."""
    issue.get_latest_revision().publish()
    return Issue.objects.get(pk=issue.pk)


def the_mailing() -> Mailing:
    return Mailing.objects.get()
