"""Which other summaries are about the same."""

import heapq
import math
from collections import Counter

from gleanings.digest.models import Summary
from gleanings.reader.cache.catalogue import TOPIC, catalogue, positions
from gleanings.reader.lists.items import with_types
from gleanings.reader.lists.lists import as_listed, in_order


def related_summaries(summary: Summary, *, number: int = 4) -> list[Summary]:
    """Readable summaries that share topics with this one, the closest first; with ``types``.

    A shared topic weighs ``log(1 + N / n)`` where n of N summaries have it: what two summaries
    alone share says more than what half the digest is about (inverse document frequency, Spärck
    Jones, 1972, J. Doc., 28, 11-21). Ties go to the newer.
    """
    language = summary.locale.language_code
    summaries = catalogue(language)
    readable = summaries.readable()
    closeness: Counter[int] = Counter()
    for topic in summary.topics.all():
        sharing = summaries.facets[TOPIC].get(topic.pk, 0) & readable
        if sharing:
            weight = math.log1p(readable.bit_count() / sharing.bit_count())
            for position in positions(sharing):
                closeness[position] += weight  # type: ignore[assignment]
    # positions go from the newest on, so the smaller of two is the newer
    closest = heapq.nsmallest(number + 1, closeness, key=lambda at: (-closeness[at], at))
    keys = [key for key in (summaries.keys[at] for at in closest) if key != summary.pk]
    return with_types(in_order(as_listed(), keys[:number]), language)
