"""Values made of what was given, and kept for the page."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from gleanings.evidence.course.pooled import PooledRatings, pool_ratings
from gleanings.practice.measures import measures
from gleanings.practice.models import PooledValue
from gleanings.practice.pooling.given import Given

DIGITS = 4


def pool_measures(given: Sequence[Given]) -> tuple[dict[str, PooledRatings], dict[str, str]]:
    """By measure: the values, and why there are none."""
    pooled: dict[str, PooledRatings] = {}
    refused: dict[str, str] = {}
    for code in measures():
        therapists = [one.courses[code] for one in given if one.courses.get(code)]
        if not therapists:
            continue
        try:
            pooled[code] = pool_ratings(therapists)
        except ValueError as error:
            refused[code] = str(error)
    return pooled, refused


def store(pooled: dict[str, PooledRatings]) -> None:
    """In place of what was pooled before of the same measures."""
    for code, values in pooled.items():
        PooledValue.objects.update_or_create(measure=code, defaults=_fields(values))


def forget(code: str) -> bool:
    """Whether there was anything."""
    value = PooledValue.objects.filter(measure=code).first()
    if value:
        value.delete()
    return value is not None


def _fields(values: PooledRatings) -> dict[str, Any]:
    spread = values.spread
    return {
        "therapists": values.therapists,
        "clients": values.clients,
        "ratings": values.ratings,
        "mean": round(spread.mean, DIGITS),
        "between_sd": round(spread.between, DIGITS),
        "sd": round(spread.within, DIGITS),
        "reliability": round(spread.reliability, DIGITS),
        "expected": [[round(mean, DIGITS), round(sd, DIGITS)] for mean, sd in values.expected],
        "pooled_on": timezone.localdate(),
    }
