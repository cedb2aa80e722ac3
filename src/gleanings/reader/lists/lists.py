"""Summaries and issues as they stand in a list, fetched in a number of queries that is fixed."""

from collections.abc import Sequence
from copy import copy
from typing import Any

from gleanings.digest.models import Home, Issue, Summary
from gleanings.reader.cache.catalogue import Bits, Catalogue, catalogue
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.lists.items import with_items

SHOWN_IN_LISTS = (
    *("path", "depth", "title", "url_path", "live", "translation_key", "words_in"),
    *("studied", "month", "first_published_at", "locale__language_code"),
    *("alias_of__url_path", "alias_of__path", "alias_of__locale__language_code"),
)


def home_in(language: str) -> Home | None:
    """The language's home page, a copy of the one that is kept.

    Asked for at each request, SQLite would go through every page of the language.
    """
    return copy(cached_until_change(_home_in, language))


def _home_in(language: str) -> Home | None:
    return Home.objects.in_language(language).live().select_related("locale").first()


def as_listed(*fields: str) -> Any:
    """Summaries with what a list shows of them, and these fields.

    A page has dozens of columns, and twice as many where another language's words stand in.
    """
    return Summary.objects.only(*SHOWN_IN_LISTS, *fields)


def in_order(summaries: Any, keys: Sequence[int]) -> list[Summary]:
    """The queryset's summaries of these primary keys, in the order of the keys."""
    found = summaries.select_related("locale", "alias_of__locale").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def items_in_order(
    language: str, keys: Sequence[int], *, with_texts: bool = False
) -> list[Summary]:
    """The summaries of these primary keys with what an item of a list shows."""
    summaries = as_listed("text", "implications_lead", "contact") if with_texts else as_listed()
    return with_items(in_order(summaries, keys), language)


def latest_summaries(language: str, number: int) -> list[Summary]:
    summaries = catalogue(language)
    return items_in_order(language, summaries.keys_of(summaries.readable(), 0, number))


class ChosenSummaries:
    """Some of a language's summaries, newest first; counted at once, fetched in slices."""

    def __init__(self, language: str, summaries: Catalogue, chosen: Bits) -> None:
        self.language = language
        self.summaries = summaries
        self.chosen = chosen

    def __len__(self) -> int:
        return self.chosen.bit_count()

    def __getitem__(self, part: slice) -> list[Summary]:
        keys = self.summaries.keys_of(self.chosen, part.start or 0, part.stop)
        return items_in_order(self.language, keys)


def summaries_under(language: str, facet: str, term: int) -> ChosenSummaries:
    """The readable summaries under a term."""
    summaries = catalogue(language)
    chosen = summaries.chosen(facet, [term]) & summaries.readable()
    return ChosenSummaries(language, summaries, chosen)


def summaries_of(issue: Issue) -> Any:
    """All summaries of the issue, drafts too, in the editor's order: for a preview."""
    return (
        Summary.objects.child_of(issue)
        .order_by("path")
        .select_related("locale", "alias_of__locale")
    )
