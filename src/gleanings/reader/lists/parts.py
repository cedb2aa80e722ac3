"""What a summary consists of, fetched at once."""

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from gleanings.digest.models import Author, Summary, SummaryArticle, SummaryAuthor
from gleanings.digest.rich_text import plain
from gleanings.literature.models import Article

PARTS: list[Any] = [
    "implications",
    "topics__names",
    "research_types__names",
    Prefetch("summary_articles", SummaryArticle.objects.select_related("article")),
    "summary_articles__article__notices",
    "summary_articles__article__lookups",
    Prefetch("summary_authors", SummaryAuthor.objects.select_related("author")),
]


def fetch_parts(summary: Summary) -> None:
    """Fetch what the page shows. What a preview holds in memory stays as it is there."""
    prefetch_related_objects([summary], *PARTS)


def articles_of(summary: Summary) -> list[Article]:
    return [row.article for row in summary.summary_articles.all()]


def authors_of(summary: Summary) -> list[Author]:
    return [row.author for row in summary.summary_authors.all()]


def abstract_of(summary: Summary) -> str:
    """The practice implications in a row: what the summary comes to."""
    return " ".join(plain(row.text) for row in summary.implications.all())
