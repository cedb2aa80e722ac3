"""Making issues and summaries from records, as imports and the demo do."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from django.utils import timezone
from wagtail.coreutils import find_available_slug

from gleanings.digest.findings.reading import propose_findings
from gleanings.digest.models import (
    Author,
    Home,
    Issue,
    PracticeImplication,
    ResearchType,
    Summary,
    SummaryArticle,
    SummaryAuthor,
    Topic,
)
from gleanings.digest.slugs import slug_of
from gleanings.literature.models import Article


@dataclass(frozen=True)
class SummaryRecord:
    """What a new summary is made of. ``text`` and ``implications`` are HTML."""

    title: str
    slug: str = ""
    studied: str = ""
    text: str = ""
    implications_lead: str = ""
    implications: Iterable[str] = ()
    bases: Iterable[str] = ()
    """What each implication rests on (`Basis`), as far as that is known."""
    articles: Iterable[Article] = ()
    authors: Iterable[Author] = ()
    topics: Iterable[Topic] = ()
    research_types: Iterable[ResearchType] = ()
    contact: str = ""
    terms_are_proposed: bool = field(default=False)


def get_or_add_issue(home: Home, month: dt.date, teaser: str = "") -> tuple[Issue, bool]:
    """The issue of the month as a draft, and whether it is new."""
    existing = Issue.objects.child_of(home).filter(slug=Issue.slug_of(month)).first()
    if existing:
        return existing, False
    issue = Issue(
        month=month, teaser=teaser, live=False, first_published_at=_date_before_publishing(month)
    )
    home.add_child(instance=issue)
    issue.save_revision()
    return issue, True


def add_summary(issue: Issue, record: SummaryRecord) -> Summary:
    """A new draft below the issue, the statistics of its text proposed as findings."""
    summary = Summary(
        title=record.title,
        slug=find_available_slug(issue, record.slug or slug_of(record.title)[:200] or "summary"),
        studied=record.studied,
        text=record.text,
        implications_lead=record.implications_lead,
        contact=record.contact,
        terms_are_proposed=record.terms_are_proposed,
        live=False,
        first_published_at=_date_before_publishing(issue.month),
        locale=issue.locale,
    )
    summary.summary_articles = [SummaryArticle(article=article) for article in record.articles]
    summary.summary_authors = [SummaryAuthor(author=author) for author in record.authors]
    summary.implications = [
        PracticeImplication(text=text, basis=basis, locale=issue.locale, sort_order=order)
        for order, (text, basis) in enumerate(
            zip_longest(record.implications, record.bases, fillvalue="")
        )
    ]
    summary.topics = record.topics
    summary.research_types = record.research_types
    propose_findings(summary)
    # all that belongs to it is there, so that it is saved once
    issue.add_child(instance=summary)
    # a draft may lack anything
    summary.save_revision(clean=False)
    return summary


def _date_before_publishing(day: dt.date) -> dt.datetime:
    """Noon of the day, or now where that is still to come: nothing was online in the future."""
    return min(timezone.make_aware(dt.datetime.combine(day, dt.time(12))), timezone.now())
