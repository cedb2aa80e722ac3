"""Retractions and corrections stored with their articles, whichever of the two comes first."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from gleanings.literature import records
from gleanings.literature.models import Article, Notice
from gleanings.literature.records import Record


def store_notices(stored: Iterable[tuple[Record, Article]], known_now: Iterable[Article]) -> None:
    """Of each record what was published about it, and what it, being a notice, says of others.

    ``known_now`` are the articles that have an identifier which was not here before.
    """
    pairs = list(stored)
    about = [
        _row(notice, article=article) for record, article in pairs for notice in record.notices
    ]
    speaking = [
        (notice, record, article) for record, article in pairs for notice in record.notice_of
    ]
    targets = _articles_by_identifier(
        [notice.doi for notice, _record, _article in speaking],
        [notice.pmid for notice, _record, _article in speaking],
    )
    for notice, record, article in speaking:
        about.append(_of_other(notice, record, article, targets))
    Notice.objects.bulk_create(about, ignore_conflicts=True)
    attach_waiting(known_now)


def _row(notice: records.Notice, article: Article) -> Notice:
    return Notice(
        article=article,
        kind=notice.kind,
        doi=notice.doi or "",
        pmid=notice.pmid or "",
        date=notice.date[:10],
        citation=notice.citation[:500],
        source=notice.source[:50],
    )


def _of_other(
    notice: records.Notice, record: Record, article: Article, targets: dict[str, Article]
) -> Notice:
    """The record is the notice; its identifiers and its date are the notice's."""
    target = targets.get(notice.doi or "") or targets.get(notice.pmid or "")
    return Notice(
        article=target,
        article_doi="" if target else notice.doi or "",
        article_pmid="" if target else notice.pmid or "",
        kind=notice.kind,
        doi=record.doi or "",
        pmid=record.pmid or "",
        date=notice.date[:10] or record.date or str(record.year or ""),
        citation=str(article)[:500],
        source=notice.source[:50],
    )


def _articles_by_identifier(
    dois: Iterable[str | None], pmids: Iterable[str | None]
) -> dict[str, Article]:
    by = Q(doi__in={doi for doi in dois if doi}) | Q(pmid__in={pmid for pmid in pmids if pmid})
    found: dict[str, Article] = {}
    for article in Article.objects.filter(by).only("pk", "doi", "pmid"):
        found |= {name: article for name in (article.doi, article.pmid) if name}
    return found


def attach_waiting(articles: Iterable[Article]) -> None:
    """What was known of articles before they came."""
    articles = list(articles)
    by = Q(article_doi__in={one.doi for one in articles if one.doi})
    by |= Q(article_pmid__in={one.pmid for one in articles if one.pmid})
    waiting = list(Notice.objects.filter(by, article=None))
    if not waiting:
        return
    here = {name: one for one in articles for name in (one.doi, one.pmid) if name}
    for notice in waiting:
        notice.pk = None
        notice.article = here.get(notice.article_doi) or here.get(notice.article_pmid)
        notice.article_doi = notice.article_pmid = ""
    Notice.objects.filter(by, article=None).delete()
    Notice.objects.bulk_create(waiting, ignore_conflicts=True)


def attach_waiting_of(sender: type[Article], instance: Article, raw: bool, **kwargs: Any) -> None:
    """For `post_save`."""
    if not raw and (instance.doi or instance.pmid):
        attach_waiting([instance])
