"""Which summaries most of a profession find relevant, of those that its ratings are told of."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.utils.text import capfirst

from gleanings.community.models import Profession, Rating
from gleanings.community.rating.told import ratings_by_summary
from gleanings.reader.relevant_to import Group


def professions() -> Iterator[Group]:
    """Those that find some summary relevant; one query however many summaries there are."""
    rated = Rating.objects.told().values_list("summary__translation_key", flat=True).distinct()
    keys: dict[Profession, set[str]] = defaultdict(set)
    for key, told in ratings_by_summary(rated).items():
        for profession, number, relevant in told.of_professions:
            if relevant * 2 > number:
                keys[profession].add(UUID(key).hex)
    for profession in Profession:
        if profession in keys:
            name = capfirst(profession.label)
            yield Group(profession.value.replace("_", "-"), name, frozenset(keys[profession]))
