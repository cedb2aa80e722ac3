"""The summaries about the articles at the desk, published or not."""

from collections import defaultdict
from collections.abc import Iterable

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
