"""Retractions that a version told of and that an editor found to be a source's mistake since.

A version is kept as it was; what its history says of an article must be true today.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils import timezone

from gleanings.digest.models import Finding
from gleanings.literature.identifiers import normalise_doi
from gleanings.literature.models import Article, Notice
from gleanings.literature.notices.kinds import NoticeKind
from gleanings.reader.cache.memory import cached_until_change
from gleanings.synthesis.retractions import first_articles
from gleanings.synthesis.stored_result import Mention, Row


@dataclass(frozen=True)
class Judged:
    """What there is of retractions of one article, with one that is a mistake among it."""

    on: str
    """The day on which an editor last withdrew a notice: ISO."""
    mistaken: frozenset[str]
    """The dates of the notices that are mistakes."""
    others: frozenset[str]
    """The dates of those that are none."""
    is_reinstated: bool
    """Whether its publisher took a retraction back."""

    def was_mistaken(self, date: str) -> bool:
        """Whether a retraction of this date, which may be unknown, was a mistake."""
        return not self.others or (date in self.mistaken and date not in self.others)


@dataclass(frozen=True)
class MistakenRetractions:
    by_finding: Mapping[int, Judged]
    by_doi: Mapping[str, Judged]

    def of(self, one: Row | Mention) -> Judged | None:
        if one.finding is not None:
            return self.by_finding.get(one.finding)
        # the cluster of a study from a table is its DOI, where it has one
        return self.by_doi.get(normalise_doi(one.cluster) or "")

    def marked_retracted(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """With the day on which the notice was withdrawn, where one was."""
        return tuple(
            replace(one, withdrawn_on=judged.on)
            if (judged := self.of(one)) and judged.was_mistaken(one.on)
            else one
            for one in mentions
        )

    def marked_reinstated(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        return tuple(
            replace(one, withdrawn_on=judged.on)
            if (judged := self.of(one)) and not judged.is_reinstated
            else one
            for one in mentions
        )


def mistaken_retractions() -> MistakenRetractions:
    """As they are now; a few queries, until something changes."""
    return cached_until_change(_mistaken_retractions)


def _mistaken_retractions() -> MistakenRetractions:
    mistaken = Notice.objects.filter(kind=NoticeKind.RETRACTION, is_mistaken=True)
    same = Q(article__in=mistaken.exclude(article=None).values("article"))
    same |= Q(article=None, article_doi__in=mistaken.filter(article=None).values("article_doi"))
    of_articles: dict[int, list[Notice]] = defaultdict(list)
    by_doi: dict[str, list[Notice]] = defaultdict(list)
    for notice in Notice.objects.filter(same):
        if notice.article_id is not None:
            of_articles[notice.article_id].append(notice)
        elif notice.article_doi:
            by_doi[notice.article_doi].append(notice)
    judged = {key: _judged(notices) for key, notices in of_articles.items()}
    dois = Article.objects.filter(pk__in=judged).exclude(doi=None).values_list("doi", "pk")
    return MistakenRetractions(
        _by_finding(judged),
        {doi: _judged(notices) for doi, notices in by_doi.items()}
        | {doi: judged[key] for doi, key in dois if doi},
    )


def _judged(notices: Iterable[Notice]) -> Judged:
    said = [one for one in notices if one.kind == NoticeKind.RETRACTION]
    mistaken = [one for one in said if one.is_mistaken]
    days = [timezone.localdate(one.judged_at).isoformat() for one in mistaken if one.judged_at]
    return Judged(
        on=max(days, default=""),
        mistaken=frozenset(one.date for one in mistaken),
        others=frozenset(one.date for one in said if not one.is_mistaken),
        is_reinstated=any(
            one.kind == NoticeKind.REINSTATEMENT and not one.is_mistaken for one in notices
        ),
    )


def _by_finding(judged: Mapping[int, Judged]) -> dict[int, Judged]:
    about = Q(article__in=judged) | Q(article=None, summary__summary_articles__article__in=judged)
    rows = list(Finding.objects.filter(about).distinct().values_list("pk", "article", "summary"))
    first = first_articles({summary for _finding, _article, summary in rows})
    found = (
        (finding, judged.get(article or first.get(summary, 0)))
        for finding, article, summary in rows
    )
    return {finding: one for finding, one in found if one}
