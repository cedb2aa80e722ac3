"""Which summaries readers find relevant, by profession and by all, of what is told of ratings."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from uuid import UUID

from django.utils.text import capfirst

from gleanings.community.models import Profession, Rating
from gleanings.community.rating.told import ratings_by_summary
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.relevant_to import Group

SURE = 1.96
"""Of the normal distribution, for an interval of 95%."""


def professions() -> Iterator[Group]:
    """Those that find some summary relevant; one query however many summaries there are."""
    rated = Rating.objects.told().values_list("summary__translation_key", flat=True).distinct()
    keys: dict[Profession, set[str]] = defaultdict(set)
    shares: dict[Profession, list[tuple[float, str]]] = defaultdict(list)
    for key, told in ratings_by_summary(rated).items():
        for profession, number, relevant in told.of_professions:
            shares[profession].append((at_least(relevant, number), UUID(key).hex))
            if relevant * 2 > number:
                keys[profession].add(UUID(key).hex)
    for profession in Profession:
        if profession in keys:
            name = capfirst(profession.label)
            best = tuple(key for _share, key in sorted(shares[profession], reverse=True))
            slug = profession.value.replace("_", "-")
            yield Group(slug, name, frozenset(keys[profession]), best)


def shares() -> Mapping[str, float]:
    """Of each summary that enough readers rated, what part of them finds it relevant."""
    return cached_until_change(_shares)


def _shares() -> dict[str, float]:
    rated = Rating.objects.told().values_list("summary__translation_key", flat=True).distinct()
    told = ratings_by_summary(rated)
    return {UUID(key).hex: one.relevant / one.number for key, one in told.items()}


def at_least(relevant: int, number: int) -> float:
    """The share that finds it relevant, as far as so few answers show it: the lower end of its
    interval (Wilson 1927, J. Am. Stat. Assoc., 22, 209). Five of five are less than forty of 42.
    """
    share, z2 = relevant / number, SURE**2
    spread = SURE * math.sqrt(share * (1 - share) / number + z2 / (4 * number**2))
    return (share + z2 / (2 * number) - spread) / (1 + z2 / number)
