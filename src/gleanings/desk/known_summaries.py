"""The summaries about the articles at the desk, published or not."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from gleanings.desk.models import Candidate
from gleanings.digest.models import Summary, SummaryArticle


def summaries_about(articles: Iterable[int]) -> defaultdict[int, list[Summary]]:
    """By article, the first written first; a summary and its translations are one."""
    rows = SummaryArticle.objects.filter(article__in=articles, summary__alias_of=None)
    found: defaultdict[int, dict[object, Summary]] = defaultdict(dict)
    for row in rows.select_related("summary").order_by("summary_id"):
        found[row.article_id].setdefault(row.summary.translation_key, row.summary)
    by_article: defaultdict[int, list[Summary]] = defaultdict(list)
    by_article.update({article: list(summaries.values()) for article, summaries in found.items()})
    return by_article


def summary_of(candidate: Candidate) -> Summary | None:
    """The first about its article, or about another record of it that was decided along with it."""
    together = Q(decisions__along_with__candidate=candidate)
    together |= Q(decisions__along__candidate=candidate)
    along = Candidate.objects.filter(together, decisions__undone_at=None)
    articles = [candidate.article_id, *along.values_list("article", flat=True)]
    about = Summary.objects.filter(summary_articles__article__in=articles, alias_of=None)
    first: Summary | None = about.order_by("pk").first()
    return first
