"""Pages that nobody signed in sees are kept, and are fresh at once after a change.

A kept page is found under the `content_version`, so that any publication makes all of them old
in its own transaction; one query tells. Nothing is kept for requests with a session, nor answers
that set a cookie, as forms do. Who asks again under the ETag of what is kept is told that nothing
has changed.
"""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import parse_http_date_safe

from gleanings.reader.cache import content_version

LONGEST_QUERY = 300
# the part of a page that htmx asks for is another answer at the same address
HEADERS_THAT_TELL = ("HX-Request", "HX-History-Restore-Request")

ANSWERED_BY = "gleanings.answered_by"
"""In a request's environment, for whoever counts: ``file`` or ``kept``, if a page was not made."""


class PageCacheMiddleware:
    """Below what sets headers for every answer, above sessions. Off while the seconds are 0."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET":
            return self.get_response(request)
        with content_version.one_look():
            return self._kept_or_made(request)

    def _kept_or_made(self, request: HttpRequest) -> HttpResponse:
        seconds = getattr(settings, "PAGE_CACHE_SECONDS", 0)
        if not seconds or not _may_be_kept(request):
            return self.get_response(request)
        stamp = content_version.current()
        key = _key(request, stamp)
        kept = cache.get(key)
        if kept is not None:
            response = HttpResponse(kept[0], headers=kept[1])
            response.kept_under = stamp  # type: ignore[attr-defined]
            request.META[ANSWERED_BY] = "kept"
            return _unless_known(request, response)
        response = self.get_response(request)
        if not _is_for_all(response):
            return response
        if not response.has_header("ETag"):
            set_response_etag(response)
        cache.set(key, (response.content, dict(response.items())), seconds)
        # for whoever writes it to a file, with the headers that are still to come
        response.kept_under, response.is_new = stamp, True  # type: ignore[attr-defined]
        return _unless_known(request, response)


def _may_be_kept(request: HttpRequest) -> bool:
    return (
        settings.SESSION_COOKIE_NAME not in request.COOKIES
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and request.path.startswith(tuple(f"/{code}/" for code, _name in settings.LANGUAGES))
        and not request.path.startswith(reverse("wagtailadmin_home"))
    )


def _is_for_all(response: HttpResponse) -> bool:
    control = response.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "private" not in control
        and "no-store" not in control
    )


def _key(request: HttpRequest, stamp: int) -> str:
    parts = [
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        *(request.headers.get(name, "") for name in HEADERS_THAT_TELL),
    ]
    return f"page:{stamp}:{hashlib.sha256(chr(0).join(map(str, parts)).encode()).hexdigest()}"


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """304 to whoever has this answer already."""
    changed = response.get("Last-Modified")
    last_modified = parse_http_date_safe(changed) if changed else None
    known = get_conditional_response(request, response.get("ETag"), last_modified, response)
    if known is not None and known is not response:
        known.kept_under = response.kept_under  # type: ignore[attr-defined]
    return known or response
