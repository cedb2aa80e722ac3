"""How many requests an address may make, and telling it."""

import math
import re
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


@dataclass(frozen=True)
class Rate:
    number: int
    """0 for no limit."""
    seconds: int = 60


@dataclass(frozen=True)
class RateStatus:
    """Where an address stands in the present span of time."""

    rate: Rate
    left: int
    """Below 0 when it asked too often."""
    seconds: int
    """Until it starts anew."""


def read_rate(text: str) -> Rate:
    """“600/minute”. Raises ImproperlyConfigured for anything else; “0” means no limit."""
    if text.strip() == "0":
        return Rate(0)
    match = re.fullmatch(r"\s*([0-9]{1,9})\s*/\s*(second|minute|hour|day)\s*", text)
    if match is None:
        raise ImproperlyConfigured(
            f"GLEANINGS_API_RATE is {text!r}. Write a number of requests and a span of time, such "
            "as 600/minute (second, minute, hour or day), or 0 for no limit."
        )
    return Rate(int(match[1]), SECONDS[match[2]])


def count(request: HttpRequest) -> RateStatus | None:
    """Count the request; None where there is no limit.

    Spans follow the clock, so that one number for each address is all that is kept.
    """
    rate = read_rate(settings.API_RATE)
    if not rate.number:
        return None
    now = time.time()
    span = int(now // rate.seconds)
    until = math.ceil((span + 1) * rate.seconds - now)
    key = f"{address_of(request)}:{span}"
    cache = caches["api_rate"]
    cache.add(key, 0, rate.seconds + 1)
    try:
        asked = cache.incr(key)
    except ValueError:  # it went between the two lines
        asked = 1
    return RateStatus(rate, rate.number - asked, max(until, 1))


def address_of(request: HttpRequest) -> str:
    """Who asks: as the nearest trusted proxy says, or else whoever is connected."""
    forwarded = [
        part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part
    ]
    if settings.PROXIES and forwarded:
        return forwarded[-min(settings.PROXIES, len(forwarded))]
    return request.META.get("REMOTE_ADDR", "")


def tell(response: HttpResponseBase, status: RateStatus) -> None:
    """The header fields of draft-ietf-httpapi-ratelimit-headers."""
    rate = status.rate
    response["RateLimit-Policy"] = f'"address";q={rate.number};w={rate.seconds}'
    response["RateLimit"] = f'"address";r={max(status.left, 0)};t={status.seconds}'
