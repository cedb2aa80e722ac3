"""The corrections that readers are shown: the original's, in every language."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import F

from gleanings.digest.models import Correction, Summary


def corrections_of(summary: Summary) -> list[Correction]:
    """Newest first. The summary keeps them, since several parts of its page show them."""
    if not hasattr(summary, "corrections_shown"):
        with_corrections([summary])
    return list(summary.corrections_shown)


def with_corrections(summaries: list[Summary]) -> list[Summary]:
    """The summaries, each with ``corrections_shown``; one query."""
    found = corrections_by_key({summary.translation_key for summary in summaries})
    for summary in summaries:
        summary.corrections_shown = found[summary.translation_key]
    return summaries


def corrections_by_key(keys: Collection[UUID]) -> dict[UUID, list[Correction]]:
    """By translation key, newest first."""
    by_key: dict[UUID, list[Correction]] = defaultdict(list)
    rows = Correction.objects.filter(summary__translation_key__in=keys)
    for correction in rows.annotate(key=F("summary__translation_key")):
        by_key[correction.key].append(correction)
    return by_key


def last_changed(summary: Summary) -> dt.datetime | None:
    """When its words were last published, or its original last corrected."""
    moments = [summary.last_published_at or summary.first_published_at]
    moments += [correction.made_at for correction in corrections_of(summary)[:1]]
    return max((moment for moment in moments if moment), default=None)
