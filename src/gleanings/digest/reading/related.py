"""Which other summaries are about the same."""

import math

from django.db.models import Case, F, FloatField, Sum, Value, When

from gleanings.digest.models import Summary, Topic
from gleanings.digest.reading.lists import for_list, readable_summaries
from gleanings.digest.reading.terms import summaries_by_term


def related_summaries(summary: Summary, *, number: int = 4) -> list[Summary]:
    """Readable summaries that share topics with this one, the closest first.

    A shared topic weighs ``log(1 + N / n)`` where n of N summaries have it: what two summaries
    alone share says more than what half the digest is about (inverse document frequency, Spärck
    Jones, 1972, J. Doc., 28, 11-21). Ties go to the newer.
    """
    language = summary.locale.language_code
    topics = [topic.pk for topic in summary.topics.all()]
    if not topics:
        return []
    counts = summaries_by_term(Topic, language)
    total = sum(counts.values()) or 1
    weights = [
        When(topic=topic, then=Value(math.log1p(total / counts.get(topic, 1)))) for topic in topics
    ]
    readable = readable_summaries(language)
    closest = (
        Summary.topics.through.objects.filter(topic__in=topics, summary__in=readable.order_by())
        .exclude(summary=summary.pk)
        .values("summary")
        .annotate(closeness=Sum(Case(*weights, output_field=FloatField())))
        .order_by(F("closeness").desc(), "-summary__month", "summary__path")
        .values_list("summary", flat=True)[:number]
    )
    order = list(closest)
    found = {other.pk: other for other in for_list(readable.filter(pk__in=order))}
    return [found[pk] for pk in order if pk in found]
