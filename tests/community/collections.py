"""Collections, made through the code that publishes them."""

from __future__ import annotations

from typing import Any

from gleanings.community.models import CollectedSummary, SummaryCollection
from gleanings.digest.models import Home, Summary


def make_collection(
    *summaries: Summary, title: str = "Ruptures", live: bool = True, **changes: Any
) -> SummaryCollection:
    """An English one, which stands in French as an alias once it is live."""
    home = Home.objects.get(locale__language_code="en")
    fields = {"introduction": "<p>For a seminar on <i>ruptures</i>.</p>"}
    page = SummaryCollection(title=title, locale=home.locale, live=False, **(fields | changes))
    page.collected = [
        CollectedSummary(summary=summary, sort_order=place)
        for place, summary in enumerate(summaries)
    ]
    home.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return SummaryCollection.objects.get(pk=page.pk)
