"""What was published about the articles of summaries, as pages, lists and feeds say it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import override

from gleanings.digest.models import Summary, SummaryArticle
from gleanings.literature.models import Article, Notice
from gleanings.literature.notices.statements import (
    Statement,
    Status,
    statements_of,
    status_of,
)
from gleanings.literature.notices.words import Words, caution_of, in_words, marked
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.lists.parts import abstract_of, articles_of


class Noted(NamedTuple):
    """Of a summary about whose articles something was published."""

    status: Status
    changed_at: dt.datetime | None
    """When the last of it was learned, or found to be a mistake: readers' programs take the summary
    for changed since."""


NOTHING = Noted(Status.NONE, None)


class AboutArticle(NamedTuple):
    """What was published about one of a summary's articles."""

    name: str
    """“Okafor & Lind (2017)” where the summary is about several; else empty."""
    words: tuple[Words, ...]


def noted(summary: Summary) -> Noted:
    return noted_summaries().get(summary.pk, NOTHING)


def noted_summaries() -> Mapping[int, Noted]:
    """By primary key, aliases and translations too; one query or two until something changes."""
    return cached_until_change(_noted_summaries)


def _noted_summaries() -> Mapping[int, Noted]:
    statements = statements_by_article()
    moments: dict[int, list[dt.datetime]] = defaultdict(list)
    judged = Notice.objects.exclude(judged_at=None)
    for article, at in judged.values_list("article", "judged_at"):
        if at is not None:
            moments[article].append(at)
    for article, said in statements.items():
        moments[article] += [one.learned_at for one in said]
    about = SummaryArticle.objects.filter(article__in=moments.keys())
    articles: dict[int, list[int]] = defaultdict(list)
    for summary, article in about.values_list("summary", "article"):
        articles[summary].append(article)
    return {
        summary: Noted(
            status_of(one for key in keys for one in statements.get(key, ())),
            max(moment for key in keys for moment in moments[key]),
        )
        for summary, keys in articles.items()
    }


def statements_by_article() -> Mapping[int, tuple[Statement, ...]]:
    """Of every article of a summary, published or not, that there is something to say of."""
    return cached_until_change(_statements_by_article)


def _statements_by_article() -> Mapping[int, tuple[Statement, ...]]:
    notices: dict[Article, list[Notice]] = defaultdict(list)
    rows = Notice.objects.filter(article__in=SummaryArticle.objects.values("article"))
    for notice in rows.select_related("article"):
        if notice.article:
            notices[notice.article].append(notice)
    said = {article.pk: statements_of(told, article.doi) for article, told in notices.items()}
    return {article: told for article, told in said.items() if told}


def about_articles(summary: Summary) -> list[AboutArticle]:
    """What the summary's page says above everything else; in the reader's language."""
    articles = articles_of(summary)
    said = [(article, article.statements) for article in articles]
    return [
        AboutArticle(
            article.short_name if len(articles) > 1 else "",
            tuple(map(in_words, statements)),
        )
        for article, statements in said
        if statements
    ]


def status_shown(summary: Summary) -> Status:
    """Of the articles that the page in hand has, as a preview may have others than are stored."""
    return status_of(one for article in articles_of(summary) for one in article.statements)


def cautious_abstract(summary: Summary) -> str:
    """The practice implications in a row, with what must be known first; in the page's language."""
    with override(summary.content_language):
        caution = caution_of(noted(summary).status)
    return " ".join(filter(None, [caution, abstract_of(summary)]))


def cautious_description(summary: Any) -> str:
    """What search engines show: an editor's words, or the implications."""
    if not summary.search_description:
        return cautious_abstract(summary)
    return marked(summary.search_description, noted(summary).status)
