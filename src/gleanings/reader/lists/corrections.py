"""The corrections that readers are shown: the original's in every language, and a translation's own
where it is read."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from gleanings.digest.models import Correction, Summary
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.lists.notices import noted


def corrections_of(summary: Summary) -> list[Correction]:
    """Newest first. The summary keeps them, since several parts of its page show them."""
    if not hasattr(summary, "corrections_shown"):
        with_corrections([summary])
    return list(summary.corrections_shown)


def with_corrections(summaries: list[Summary]) -> list[Summary]:
    """The summaries, each with ``corrections_shown``; one query at most."""
    found = corrections_by_page(
        (summary.pk, summary.translation_key, summary.content_language) for summary in summaries
    )
    for summary in summaries:
        summary.corrections_shown = found[summary.pk]
    return summaries


def corrections_by_page(pages: Iterable[tuple[int, UUID, str]]) -> dict[int, list[Correction]]:
    """By primary key, newest first; of each page its translation key and its words' language."""
    pages = list(pages)
    by_key: dict[UUID, list[tuple[Correction, bool]]] = defaultdict(list)
    keys = {key for _pk, key, _language in pages} & cached_until_change(_corrected)
    rows = Correction.objects.filter(summary__translation_key__in=keys)
    for correction in rows.annotate(
        key=F("summary__translation_key"), is_a_translations=Exists(_EARLIER_IN_ITS_FAMILY)
    ):
        by_key[correction.key].append((correction, correction.is_a_translations))
    return {
        pk: [
            one
            for one, is_a_translations in by_key[key]
            if not is_a_translations or (one.summary_id, one.language) == (pk, language)
        ]
        for pk, key, language in pages
    }


def _corrected() -> frozenset[UUID]:
    """The translation keys of what was ever corrected: few, so that most pages need not ask."""
    return frozenset(Correction.objects.values_list("summary__translation_key", flat=True))


_EARLIER_IN_ITS_FAMILY = Summary.objects.filter(
    translation_key=OuterRef("summary__translation_key"), alias_of=None, pk__lt=OuterRef("summary")
)
"""The original of a translation that was corrected."""


def last_changed(summary: Summary) -> dt.datetime | None:
    """When its words were last published, its original last corrected, or the last learned of what
    was published about its article."""
    moments = [summary.last_published_at or summary.first_published_at, noted(summary).changed_at]
    moments += [correction.made_at for correction in corrections_of(summary)[:1]]
    return max((moment for moment in moments if moment), default=None)
