"""Retractions and corrections stored with their articles, whichever of the two comes first."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Q

from gleanings.literature import records
from gleanings.literature.models import Article, Notice
from gleanings.literature.notices.signals import notices_stored
from gleanings.literature.notices.words import TITLE
from gleanings.literature.records import Record
from gleanings.literature.records.notices import title_says_retracted

AT_ONCE = 500


def store_notices(
    stored: Iterable[tuple[Record, Article]],
    known_now: Iterable[Article],
    clashing: Iterable[Record] = (),
) -> None:
    """Of each record what was published about it, and what it, being a notice, says of others.

    ``known_now`` are the articles that have an identifier which was not here before. Of a
    ``clashing`` record, which waits for an editor, what was published about it is that of the
    article with its DOI, whatever title it has there; without one, with its PMID.
    """
    pairs = [*stored, *_by_identifier(clashing)]
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
    add_notices(about)
    attach_waiting(known_now)


def _by_identifier(clashing: Iterable[Record]) -> list[tuple[Record, Article]]:
    told = [record for record in clashing if record.notices]
    here = _articles_by_identifier(
        [record.doi for record in told], [record.pmid for record in told]
    )
    owners = ((record, here.get(record.doi or record.pmid or "")) for record in told)
    return [(replace(record, notice_of=[]), owner) for record, owner in owners if owner]


def add_notices(notices: Iterable[Notice]) -> int:
    """Store those that are not here yet, and tell whoever shows their articles; how many."""
    wanted = {_key(notice): notice for notice in notices}
    here = {_key(one) for one in _stored_like(wanted.values())}
    new = [notice for key, notice in wanted.items() if key not in here]
    Notice.objects.bulk_create(new, ignore_conflicts=True, batch_size=AT_ONCE)
    _tell(new)
    return len(new)


def _key(notice: Notice) -> tuple[Any, ...]:
    """As the constraints of the model have it."""
    of = (notice.article_id,) if notice.article_id else (notice.article_doi, notice.article_pmid)
    return (*of, notice.kind, notice.source, notice.doi, notice.pmid, notice.date)


def _stored_like(notices: Iterable[Notice]) -> Iterable[Notice]:
    """The notices here of the same articles."""
    notices = list(notices)
    for start in range(0, len(notices), AT_ONCE):
        some = notices[start : start + AT_ONCE]
        by = Q(article__in={one.article_id for one in some if one.article_id})
        waiting = [one for one in some if not one.article_id]
        if waiting:
            by |= Q(article=None, article_doi__in={one.article_doi for one in waiting}) & Q(
                article_pmid__in={one.article_pmid for one in waiting}
            )
        yield from Notice.objects.filter(by)


def _tell(notices: list[Notice]) -> None:
    if notices:
        notices_stored.send(
            sender=Notice,
            articles={one.article_id for one in notices if one.article_id},
            dois={one.article_doi for one in notices if not one.article_id and one.article_doi},
        )


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
    add_notices(waiting)


def note_title(article: Article) -> None:
    """Of an article that nobody but its own title says to be retracted, or no longer does."""
    marks = article.notices.filter(source=TITLE)
    if not title_says_retracted(article):
        if marks:
            marks.delete()
            _tell([Notice(article=article)])
    elif not article.notices.filter(kind=Notice.Kind.RETRACTION).exists():
        add_notices([Notice(article=article, kind=Notice.Kind.RETRACTION, source=TITLE)])


def article_saved(sender: type[Article], instance: Article, raw: bool = False, **_: Any) -> None:
    """For `post_save`."""
    if raw:
        return
    if instance.doi or instance.pmid:
        attach_waiting([instance])
    note_title(instance)
