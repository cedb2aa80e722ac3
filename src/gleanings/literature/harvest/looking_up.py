"""Watched articles are looked up for what was published about them since."""

import time
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from gleanings.literature.harvest.running import move
from gleanings.literature.models import Article, HarvestRun, Lookup, Notice
from gleanings.literature.notices.signals import notices_stored
from gleanings.literature.records import Record
from gleanings.literature.sources.search import Source
from gleanings.literature.storing.notices import store_notices

WATCHED: list[Callable[[], QuerySet[Article]]] = []
"""Each gives articles that a retraction must not be missed of. A room that shows articles appends
to it when the app is ready."""

TELLS_BY_A_FLAG = "OpenAlex"
"""It says of each article whether it is retracted now, and nothing of when or where."""


def watched() -> QuerySet[Article]:
    """Those that a source can be asked about."""
    keys = [give().values("pk") for give in WATCHED]
    named = Article.objects.exclude(doi=None, pmid=None)
    by = Q(pk__in=[])
    for one in keys:
        by |= Q(pk__in=one)
    return named.filter(by).order_by("pk")


def lookup_to_do(source: str) -> HarvestRun:
    """The unfinished run, or a new one."""
    last = HarvestRun.objects.of(None, source).first()
    if last and last.finished_at is None:
        return last
    today = timezone.localdate()
    return HarvestRun.objects.create(
        source=source, since=today, until=today, moved_at=timezone.now()
    )


def look_up(run: HarvestRun, source: Source, *, deadline: float | None = None) -> bool:
    """Go on with the run, a few articles at a time; whether all are done.

    Raises SourceError and OvertakenError.
    """
    while articles := list(
        watched().filter(pk__gt=int(run.cursor or 0))[: source.looked_up_at_once]
    ):
        records = source.look_up(*_names(articles, by_pmid=source.looks_up_pmids))
        _store(run, told_of(articles, records), cursor=str(articles[-1].pk))
        if deadline is not None and time.monotonic() > deadline:
            return False
    with transaction.atomic():
        move(run, cursor=run.cursor, finished=True)
    run.refresh_from_db()
    return True


def _names(articles: Iterable[Article], *, by_pmid: bool) -> tuple[list[str], list[str]]:
    """DOIs and PMIDs: one of each article, where it has both that which the source goes by."""
    dois, pmids = [], []
    for one in articles:
        if one.pmid and (by_pmid or not one.doi):
            pmids.append(one.pmid)
        elif one.doi:
            dois.append(one.doi)
    return dois, pmids


def told_of(articles: Iterable[Article], records: Iterable[Record]) -> list[tuple[Record, Article]]:
    """Each record with the article that it is of, by their identifiers alone: the title of a
    retracted article may have become another."""
    articles = list(articles)
    by_pmid = {one.pmid: one for one in articles if one.pmid}
    by_doi = {one.doi: one for one in articles if one.doi}
    pairs = []
    for record in records:
        article = by_pmid.get(record.pmid or "") or by_doi.get(record.doi or "")
        if article is not None:
            pairs.append((record, article))
    return pairs


def _store(run: HarvestRun, told: list[tuple[Record, Article]], *, cursor: str) -> None:
    keys = {article.pk for _record, article in told}
    with transaction.atomic():
        before = Notice.objects.filter(article__in=keys).count()
        _withdraw(run.source, told)
        store_notices(told, [])
        _note_free_places(told)
        Lookup.objects.note(run.source, keys)
        after = Notice.objects.filter(article__in=keys).count()
        move(
            run,
            cursor=cursor,
            finished=False,
            read=run.read + len(keys),
            new=run.new + max(0, after - before),
        )
    run.refresh_from_db()


def _note_free_places(told: list[tuple[Record, Article]]) -> None:
    """Where an article can be read for free, once a source knows it: often a year after."""
    for record, article in told:
        if not article.free_at and (place := record.free_to_read_at):
            article.free_at = place
            article.save(update_fields=["free_at"])


def _withdraw(source: str, told: list[tuple[Record, Article]]) -> None:
    """What a source said by a flag and no longer says. Notices with a date of their own stay."""
    if source != TELLS_BY_A_FLAG:
        return
    clear = {article.pk for record, article in told if not record.notices}
    withdrawn = Notice.objects.filter(article__in=clear, source=source)
    if articles := set(withdrawn.values_list("article", flat=True)):
        withdrawn.delete()
        notices_stored.send(sender=Notice, articles=articles, dois=set())
