"""What a list says of each summary beside the page itself, fetched for the whole list at once.

The page's own relations would do, prefetched, but a related manager of a page costs more than all
else that a list item needs.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import prefetch_related_objects

from gleanings.digest.models import (
    PracticeImplication,
    ResearchTypeName,
    Summary,
    SummaryAuthor,
    TopicName,
)
from gleanings.reader.cache.catalogue import catalogue
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.lists.corrections import with_corrections
from gleanings.reader.lists.notices import NOTHING, noted

Row = TypeVar("Row")


def with_types(summaries: Iterable[Summary], language: str) -> list[Summary]:
    """The summaries, each with ``types`` (names)."""
    summaries = list(summaries)
    keys = [summary.pk for summary in summaries]
    types = _names(ResearchTypeName, "research_types", "researchtype", keys, language)
    for summary in summaries:
        summary.types = types[summary.pk]
    return summaries


def with_items(summaries: Iterable[Summary], language: str) -> list[Summary]:
    """As :func:`with_types`, and each with ``practice`` (its implications) and ``result``."""
    summaries = with_types(summaries, language)
    keys = [summary.pk for summary in summaries]
    practice = _grouped(
        (row.summary_id, row)
        for row in PracticeImplication.objects.filter(summary__in=keys).order_by("sort_order", "pk")
    )
    results = catalogue(language).results
    for summary in summaries:
        summary.practice = practice[summary.pk]
        summary.result = results.get(summary.pk)
    return summaries


def with_feed_items(summaries: Iterable[Summary], language: str) -> list[Summary]:
    """As :func:`with_items`, and each with ``topic_names``, ``author_names`` and corrections."""
    summaries = with_corrections(with_items(summaries, language))
    keys = [summary.pk for summary in summaries]
    prefetch_related_objects(
        [summary for summary in summaries if noted(summary) is not NOTHING],
        "summary_articles__article__notices",
    )
    topics = _names(TopicName, "topics", "topic", keys, language)
    authors = _grouped(
        SummaryAuthor.objects.filter(summary__in=keys)
        .order_by("sort_order", "pk")
        .values_list("summary_id", "author__name")
    )
    for summary in summaries:
        summary.topic_names = topics[summary.pk]
        summary.author_names = authors[summary.pk]
    return summaries


def _names(
    model: Any, field: str, column: str, keys: list[int], language: str
) -> dict[int, list[str]]:
    """The names of each summary's terms, in the editor's order of the terms."""
    names = cached_until_change(_names_of_terms, model, language)
    rows = (
        getattr(Summary, field)
        .through.objects.filter(summary__in=keys)
        .order_by(f"{column}__sort_order", f"{column}__slug")
        .values_list("summary_id", f"{column}_id", f"{column}__slug")
    )
    return _grouped((summary, names.get(term, slug)) for summary, term, slug in rows)


def _names_of_terms(model: Any, language: str) -> dict[int, str]:
    """As :meth:`ControlledTerm.name_in` chooses: the language's, else the first language's."""
    names: dict[int, str] = {}
    rows = model.objects.values_list("term_id", "language", "name")
    rank = {settings.LANGUAGE_CODE: 1, language: 2}
    for term, _language, name in sorted(rows, key=lambda row: rank.get(row[1], 0)):
        names[term] = name
    return names


def _grouped(rows: Iterable[tuple[int, Row]]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = defaultdict(list)
    for key, row in rows:
        grouped[key].append(row)
    return grouped
