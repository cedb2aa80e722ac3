"""Which rows rest on articles that were retracted, or that there are open doubts about.

What was retracted is left out of the answer at its next version, as Cochrane's policy on
problematic studies has it; a concern leaves the study where it is, and is told. See
docs/retractions.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q

from gleanings.digest.models.summary import SummaryArticle
from gleanings.literature.identifiers import normalise_doi
from gleanings.literature.models import Article, Notice
from gleanings.literature.notices.kinds import NoticeKind
from gleanings.literature.notices.statements import Statement, statements_of
from gleanings.reader.cache.memory import cached_until_change
from gleanings.synthesis.models import IncludedFinding, StudyEffect
from gleanings.synthesis.stored_result import Row, WhyBeside

_TOLD = (NoticeKind.RETRACTION, NoticeKind.CONCERN)


@dataclass(frozen=True)
class Retractions:
    """What is said at this moment of the articles that questions rest on."""

    by_finding: Mapping[int, Statement]
    by_doi: Mapping[str, Statement]

    def of(self, row: Row) -> Statement | None:
        """The retraction of the row's article, or the concern about it."""
        if row.finding is not None:
            return self.by_finding.get(row.finding)
        return self.by_doi.get(normalise_doi(row.doi) or "")

    def retracted(self, row: Row) -> bool:
        statement = self.of(row)
        return statement is not None and statement.kind == NoticeKind.RETRACTION

    def set_aside(self, rows: Iterable[Row]) -> list[Row]:
        """The rows, those of retracted articles not to be pooled, whatever else is true of them."""
        return [
            replace(row, beside=WhyBeside.RETRACTED) if self.retracted(row) else row for row in rows
        ]


def retractions() -> Retractions:
    """As they are now; a handful of queries, until something changes."""
    return cached_until_change(_retractions)


def retracted_on(row: Row) -> str:
    """When the row's article was retracted: ISO as far as it is known, or “yes”; else empty."""
    now = retractions()
    statement = now.of(row)
    return (statement.date or "yes") if statement and now.retracted(row) else ""


def _retractions() -> Retractions:
    told = _by_article()
    dois = {doi: told[key] for key, doi in _dois_of(told) if doi}
    return Retractions(_by_finding(told), _waiting() | dois)


def _by_article() -> dict[int, Statement]:
    notices: dict[int, list[Notice]] = defaultdict(list)
    articles: dict[int, str] = {}
    watched = Q(article__in=SummaryArticle.objects.values("article"))
    watched |= Q(article__doi__in=dois_of_uploads())
    for notice in Notice.objects.filter(watched).select_related("article").distinct():
        if notice.article:
            notices[notice.article.pk].append(notice)
            articles[notice.article.pk] = notice.article.doi or ""
    said = {key: _gravest(told, articles[key]) for key, told in notices.items()}
    return {key: statement for key, statement in said.items() if statement}


def _gravest(notices: list[Notice], doi: str) -> Statement | None:
    said = statements_of(notices, doi or None)
    return next((one for one in said if one.kind in _TOLD), None)


def _dois_of(articles: Iterable[int]) -> Iterable[tuple[int, str | None]]:
    return Article.objects.filter(pk__in=list(articles)).values_list("pk", "doi")


def _by_finding(told: Mapping[int, Statement]) -> dict[int, Statement]:
    """Of each finding its own article, or else the first that its summary is about."""
    included = IncludedFinding.objects.included()
    rows = list(included.values_list("finding", "finding__article", "finding__summary"))
    first = first_articles({summary for _finding, _article, summary in rows})
    found = (
        (finding, told.get(article or first.get(summary, 0))) for finding, article, summary in rows
    )
    return {finding: statement for finding, statement in found if statement}


def first_articles(summaries: Iterable[int]) -> dict[int, int]:
    """By summary, the article that it is about, or the first of them."""
    about = SummaryArticle.objects.filter(summary__in=list(summaries))
    # of several the last that is put in stays
    return dict(about.order_by("-sort_order", "-pk").values_list("summary", "article"))


def _waiting() -> dict[str, Statement]:
    """Of papers in uploaded tables that are no articles here."""
    notices: dict[str, list[Notice]] = defaultdict(list)
    for notice in Notice.objects.filter(article=None, article_doi__in=dois_of_uploads()):
        notices[notice.article_doi].append(notice)
    said = {doi: _gravest(told, doi) for doi, told in notices.items()}
    return {doi: statement for doi, statement in said.items() if statement}


def dois_of_uploads() -> set[str]:
    """Of every study in an uploaded table, as `watched.WATCHED` asks for them."""
    rows = StudyEffect.objects.exclude(doi="").values_list("doi", flat=True).distinct()
    return {doi for row in rows if (doi := normalise_doi(row))}
