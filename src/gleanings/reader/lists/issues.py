"""The issues that anybody may read, newest first."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.text import Truncator
from django.utils.translation import override

from gleanings.digest.models import Issue, Summary
from gleanings.literature.notices.words import marked
from gleanings.reader.cache.catalogue import Bits, Catalogue, catalogue, positions
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.lists.notices import noted_summaries

TEASER_WORDS = 30


class ListedIssue(NamedTuple):
    """An issue as lists show it: hundreds of whole pages would be slow to make."""

    key: int
    month: dt.date
    slug: str
    content_language: str
    teaser: str
    """What its editor wrote, or else the titles of its first summaries; shortened."""


def listed_issues(language: str) -> list[ListedIssue]:
    """Every readable issue; its page is fetched only where it is shown."""
    return cached_until_change(_listed_issues, language)


def _listed_issues(language: str) -> list[ListedIssue]:
    rows = Issue.objects.in_language(language).readable().newest_first()
    issues = [
        ListedIssue(key, month, slug, words_in or language, teaser)
        for key, month, slug, words_in, teaser in rows.values_list(
            "pk", "month", "slug", "words_in", "teaser"
        )
    ]
    titles = _titles([issue.month for issue in issues if not issue.teaser], language)
    return [
        issue._replace(
            teaser=Truncator(issue.teaser or "; ".join(titles[issue.month])).words(TEASER_WORDS)
        )
        for issue in issues
    ]


def issue_pages(issues: Iterable[ListedIssue], language: str) -> list[Issue]:
    """The pages, each with ``teaser_titles``: readable titles, where nobody wrote a teaser."""
    keys = [issue.key for issue in issues]
    found = Issue.objects.select_related("locale", "alias_of__locale").in_bulk(keys)
    pages = [found[key] for key in keys if key in found]
    titles = _titles([page.month for page in pages if not page.teaser], language)
    for page in pages:
        page.teaser_titles = titles.get(page.month, [])
    return pages


def _titles(months: list[dt.date], language: str) -> dict[dt.date, list[str]]:
    """The titles of the months' readable summaries, in the editor's order."""
    if not months:
        return {}
    summaries = catalogue(language)
    readable = summaries.readable()
    keys = {month: _in_month(summaries, readable, month) for month in months}
    every = [key for of_month in keys.values() for key in of_month]
    titles = dict(Summary.objects.filter(pk__in=every).values_list("pk", "title"))
    said = noted_summaries()
    with override(language):
        marks = {
            key: marked(title, said[key].status) for key, title in titles.items() if key in said
        }
    titles |= marks
    return {month: [titles[key] for key in of_month] for month, of_month in keys.items()}


def keys_of_month(language: str, month: dt.date) -> list[int]:
    """The primary keys of the month's readable summaries, in the editor's order."""
    summaries = catalogue(language)
    return _in_month(summaries, summaries.readable(), month)


def _in_month(summaries: Catalogue, readable: Bits, month: dt.date) -> list[int]:
    # months stand newest first, so they are searched by what grows
    start = bisect_left(summaries.months, _backwards(month), key=_backwards)
    stop = bisect_right(summaries.months, _backwards(month), key=_backwards)
    of_month = ((1 << stop) - 1) ^ ((1 << start) - 1)
    return summaries.keys_of(of_month & readable, 0, stop - start)


def _backwards(month: dt.date) -> int:
    return -month.toordinal()


def summaries_by_month(language: str) -> dict[dt.date, int]:
    """How many readable summaries each month has."""
    summaries = catalogue(language)
    return Counter(summaries.months[at] for at in positions(summaries.readable()))
