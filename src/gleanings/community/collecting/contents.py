"""What readers of a language have of a collection."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects

from gleanings.community.models import CollectedSummary, SummaryCollection
from gleanings.digest.models import Summary
from gleanings.reader.cache.memory import cached_until_change


def keys_in_order(collection: SummaryCollection) -> list[int]:
    """Primary keys of the summaries that anybody may read, in the editor's order, each once.

    A draft in hand, as in a preview, has its own rows.
    """
    prefetch_related_objects([collection], "collected__summary")
    wanted = [row.summary.translation_key for row in collection.collected.all()]
    return _in_order(wanted, _readable(wanted, collection.locale.language_code))


def held_in(collections: Iterable[int], language: str) -> dict[int, list[int]]:
    """The same of many, by their primary keys; two queries."""
    wanted: dict[int, list[UUID]] = defaultdict(list)
    rows = CollectedSummary.objects.filter(collection__in=collections).order_by("sort_order", "pk")
    for collection, key in rows.values_list("collection", "summary__translation_key"):
        wanted[collection].append(key)
    here = _readable({key for keys in wanted.values() for key in keys}, language)
    held = {collection: _in_order(keys, here) for collection, keys in wanted.items()}
    return defaultdict(list, held)


def _readable(wanted: Iterable[UUID], language: str) -> dict[UUID, int]:
    pages = Summary.objects.in_language(language).readable().filter(translation_key__in=wanted)
    return dict(pages.values_list("translation_key", "pk"))


def _in_order(wanted: Iterable[UUID], here: dict[UUID, int]) -> list[int]:
    return [here[key] for key in dict.fromkeys(wanted) if key in here]


def online(language: str) -> list[SummaryCollection]:
    """Those in which there is something to read, the newest first, each with ``number``."""
    return cached_until_change(_online, language)


def _online(language: str) -> list[SummaryCollection]:
    pages = SummaryCollection.objects.in_language(language).readable().select_related("locale")
    found: list[Any] = list(pages.order_by("-first_published_at", "-pk"))
    held = held_in([page.pk for page in found], language)
    for page in found:
        page.number = len(held[page.pk])
    return [page for page in found if page.number]


def with_key(key: UUID, language: str) -> SummaryCollection | None:
    pages = SummaryCollection.objects.in_language(language).readable().select_related("locale")
    return pages.filter(translation_key=key).first()


def holding(summaries: Any) -> list[SummaryCollection]:
    """Originals that anybody may read and that hold one of these summaries."""
    keys = summaries.values("translation_key")
    rows = CollectedSummary.objects.filter(summary__translation_key__in=keys)
    pages = SummaryCollection.objects.readable().in_its_language()
    return list(pages.filter(pk__in=rows.values("collection")).order_by("path"))
