"""Who may keep an answer: ``Cache-Control`` of everything that does not say so itself.

What the page cache keeps is the same for everybody, and so for a CDN too, which is told of each
change (`purging`). All else may be of one person.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gleanings.reader.cache.pages import HEADERS_THAT_TELL

PRIVATE = "private, no-cache"
ASKED_EACH_TIME = "public, max-age=0, must-revalidate"
STALE_WHILE_ASKING = 30
"""Seconds in which a reader may get the old page while the CDN fetches a new one."""
STALE_IF_AWAY = 86_400
"""Seconds for which a CDN shows what it has while the site does not answer."""


def for_all() -> str:
    """Of a page that is the same for everybody; browsers ask each time, by the ETag they have."""
    if not settings.CDN_PURGE_URL:
        return ASKED_EACH_TIME
    return (
        f"public, max-age=0, s-maxage={settings.PAGE_CACHE_SECONDS}, "
        f"stale-while-revalidate={STALE_WHILE_ASKING}, stale-if-error={STALE_IF_AWAY}"
    )


class CacheControlMiddleware:
    """Above the page cache, which has marked what it keeps."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = _of(response)
        return response


def _of(response: HttpResponse) -> str:
    if getattr(response, "kept_under", None) is None or response.cookies:
        return PRIVATE
    # most CDNs go by the address alone, and would give a part of the page for the whole
    has_parts = HEADERS_THAT_TELL[0] in response.get("Vary", "")
    return ASKED_EACH_TIME if has_parts else for_all()
