"""The summaries of one page of results, with the words that were looked for marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from gleanings.digest.findings.results import MainResult
from gleanings.literature.models import Article
from gleanings.reader.lists.items import with_types
from gleanings.reader.lists.lists import as_listed, in_order
from gleanings.reader.search.plain import plain_text
from gleanings.reader.search.query import Query
from gleanings.reader.search.snippets import Marked, Marker

USUAL_IMPLICATION = 320


@dataclass(frozen=True)
class Listed:
    """A summary as a list of results shows it; texts are escaped, with ``<mark>`` in them."""

    summary: Any
    title: SafeString
    practice: SafeString
    result: MainResult | None = None
    excerpt: SafeString | None = None
    """The stretch of the text with the words, where it has them."""
    citation: SafeString | None = None
    """Authors, year and journal, where the words are in them."""


def listed(keys: list[int], query: Query | None, results: Mapping[int, MainResult]) -> list[Listed]:
    """The summaries of these primary keys, in their order; what is not readable is not there."""
    rows = as_listed(*(["text"] if query else [])).readable().prefetch_related("implications")
    if query:
        rows = rows.prefetch_related("summary_articles__article")
    found = with_types(in_order(rows, keys), get_language() or "")
    if query is None:
        return [_plain(summary, results.get(summary.pk)) for summary in found]
    return [_marked(summary, results.get(summary.pk), query) for summary in found]


def _plain(summary: Any, result: MainResult | None) -> Listed:
    implications = summary.implications.all()
    practice = plain_text(implications[0].text) if implications else ""
    return Listed(summary, conditional_escape(summary.title), conditional_escape(practice), result)


def _marked(summary: Any, result: MainResult | None, query: Query) -> Listed:
    marker = Marker.of(query, summary.content_language)
    practices = [Marked(marker, plain_text(row.text)) for row in summary.implications.all()]
    # the first that has the words, or else the first
    practice = next((one for one in practices if one.spans), practices[0] if practices else None)
    text = Marked(marker, plain_text(summary.text))
    citations = [Marked(marker, _citation(row.article)) for row in summary.summary_articles.all()]
    citation = next((one for one in citations if one.spans), None)
    return Listed(
        summary,
        title=Marked(marker, summary.title).whole(),
        practice=practice.excerpt(USUAL_IMPLICATION) if practice else SafeString(""),
        result=result,
        excerpt=text.excerpt() if text.spans else None,
        citation=citation.whole() if citation else None,
    )


def _citation(article: Article) -> str:
    names = ", ".join(
        name.get("literal") or " ".join(filter(None, (name.get("given"), name.get("family"))))
        for name in article.authors
    )
    return f"{names} ({article.year or 'n.d.'}). {article.title}. {article.container}"
