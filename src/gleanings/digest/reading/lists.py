"""Summaries and issues as they stand in a list, fetched in a number of queries that is fixed."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from gleanings.digest.catalogue import Bits, Catalogue, catalogue, positions
from gleanings.digest.models import Home, Issue, Summary


def home_in(language: str) -> Home | None:
    return Home.objects.in_language(language).live().select_related("locale").first()


def readable_issues(language: str) -> Any:
    return (
        Issue.objects.in_language(language)
        .readable()
        .newest_first()
        .select_related("locale", "alias_of__locale")
    )


def for_list(summaries: Any) -> Any:
    """The queryset with everything that an item of a list shows."""
    return summaries.prefetch_related("implications", "research_types__names")


def for_feed(summaries: Any) -> Any:
    return for_list(summaries).prefetch_related("topics__names", "summary_authors__author")


def in_order(summaries: Any, keys: Sequence[int]) -> list[Summary]:
    """The summaries of these primary keys, in the order of the keys."""
    found = summaries.select_related("locale", "alias_of__locale").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def latest_summaries(language: str, number: int) -> list[Summary]:
    summaries = catalogue(language)
    return in_order(for_list(Summary.objects), summaries.keys_of(summaries.readable(), 0, number))


class ChosenSummaries:
    """Some of a language's summaries, newest first; counted at once, fetched in slices."""

    def __init__(self, summaries: Catalogue, chosen: Bits) -> None:
        self.summaries = summaries
        self.chosen = chosen

    def __len__(self) -> int:
        return self.chosen.bit_count()

    def __getitem__(self, part: slice) -> list[Summary]:
        keys = self.summaries.keys_of(self.chosen, part.start or 0, part.stop)
        return in_order(for_list(Summary.objects), keys)


def summaries_under(language: str, facet: str, term: int) -> ChosenSummaries:
    """The readable summaries under a term."""
    summaries = catalogue(language)
    return ChosenSummaries(summaries, summaries.chosen(facet, [term]) & summaries.readable())


def summaries_of(issue: Issue) -> Any:
    """The issue's readable summaries in the editor's order."""
    return (
        Summary.objects.child_of(issue)
        .readable()
        .order_by("path")
        .select_related("locale", "alias_of__locale")
    )


def with_teasers(issues: Iterable[Issue]) -> list[Issue]:
    """The issues, each with ``teaser_titles``: readable titles, where nobody wrote a teaser."""
    issues = list(issues)
    without = [issue for issue in issues if not issue.teaser]
    titles: dict[str, list[str]] = {}
    if without:
        rows = (
            Summary.objects.in_language(without[0].locale.language_code)
            .readable()
            .filter(month__in=[issue.month for issue in without])
            .order_by("path")
            .values_list("path", "title")
        )
        for path, title in rows:
            titles.setdefault(path[: -Summary.steplen], []).append(title)
    for issue in issues:
        issue.teaser_titles = titles.get(issue.path, [])
    return issues


def summaries_by_month(language: str) -> dict[dt.date, int]:
    """How many readable summaries each month has."""
    summaries = catalogue(language)
    return Counter(summaries.months[at] for at in positions(summaries.readable()))
