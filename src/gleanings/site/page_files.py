"""Readers' pages as files: which requests they answer, and what is said in their headers.

The web server that ``gleanings deploy_files`` configures goes by the same rules, see
``templates/site/deploy/gleanings.nginx``. It can set headers, but not learn them from a page; so a
page becomes a file only if it has the headers of all others. They are hashed into the path, lest a
web server configured for an older version gives older headers.
"""

import hashlib
import os
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.test import RequestFactory

from gleanings.reader.cache import files
from gleanings.reader.cache.pages import ANSWERED_BY, HEADERS_THAT_TELL
from gleanings.site.cdn.headers import for_all
from gleanings.site.content_security import ContentSecurityMiddleware

TYPE = "text/html; charset=utf-8"
VARY = ", ".join(["Accept-Encoding", "Cookie", *HEADERS_THAT_TELL])
OF_EACH = {"Content-Type", "Content-Length", "Content-Language", "Vary", "ETag"}
"""What each page says for itself, and the web server knows otherwise."""
TELLING = [f"HTTP_{name.upper().replace('-', '_')}" for name in HEADERS_THAT_TELL]


@cache
def headers() -> dict[str, str]:
    """That every page of readers has, besides those `OF_EACH`."""
    chain: Any = lambda request: HttpResponse()  # noqa: E731
    for middleware in (XFrameOptionsMiddleware, ContentSecurityMiddleware, SecurityMiddleware):
        chain = middleware(chain)
    response = chain(RequestFactory().get("/en/", secure=settings.IS_PUBLIC, SERVER_NAME=host()))
    said = {name: value for name, value in response.items() if name not in OF_EACH}
    return {**said, "Cache-Control": for_all()}


@cache
def layout() -> str:
    """Of a page's headers, in short: the folder between the link and the pages."""
    told = "\n".join(f"{name}: {value}" for name, value in sorted(headers().items()))
    return hashlib.sha256(f"{told}\n{VARY}".encode()).hexdigest()[:10]


@cache
def host() -> str:
    return urlsplit(settings.URL).netloc


@cache
def _languages() -> tuple[str, ...]:
    return tuple(f"/{code}/" for code, _name in settings.LANGUAGES)


def file_for(environ: dict[str, Any]) -> str | None:
    """The file, below a stamp's folder, that may answer the request; None for most.

    Nothing may be asked for but the page itself, under the site's own address, by nobody who may be
    signed in.
    """
    path = environ.get("PATH_INFO", "")
    if (
        environ.get("QUERY_STRING")
        or not path.startswith(_languages())
        or environ.get("HTTP_HOST") != host()
        or environ.get("wsgi.url_scheme") != urlsplit(settings.URL).scheme
        or settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", "")
        or any(name in environ for name in TELLING)
    ):
        return None
    # WSGI has the bytes of a path as Latin-1
    name = files.name_of(path.encode("latin-1", "replace").decode("utf-8", "replace"))
    return name and f"{layout()}/{name}"


class PageFilesMiddleware:
    """Above whatever sets headers: writes what the page cache keeps, as it is sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        stamp = getattr(response, "kept_under", None)
        if stamp is not None and files.are_made() and request.method == "GET":
            name = file_for(request.META)
            if name and response.status_code == 200 and _is_like_all(request, response):
                if getattr(response, "is_new", False):
                    files.keep(stamp, name, response.content)
                if not files.is_shown(stamp):
                    files.show(stamp)
        return response


def _is_like_all(request: HttpRequest, response: HttpResponse) -> bool:
    said = {name: value for name, value in response.items() if name not in OF_EACH}
    language = request.path_info.split("/")[1]
    return (
        said == headers()
        and response["Content-Type"] == TYPE
        and response.get("Content-Language") == language
        and {*_listed(response.get("Vary", ""))} <= {*VARY.split(", ")}
    )


def _listed(text: str) -> list[str]:
    return [one for part in text.split(",") if (one := part.strip())]


class FilesFirst:
    """A WSGI application that answers with the file, where there is one, and asks another
    otherwise. It asks no database: the file is there, or it is not."""

    def __init__(self, application: Any) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if files.are_made() and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            name = file_for(environ)
            answer = name and _read(name, "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""))
            if name and answer:
                environ[ANSWERED_BY] = "file"
                return _answer(environ, start_response, *answer)
        found: Iterable[bytes] = self.application(environ, start_response)
        return found


def _read(name: str, packed: bool) -> tuple[bytes, str, bool] | None:
    """The file's content, its ETag, and whether it is compressed."""
    place = files.folder()
    if place is None:
        return None
    try:
        # without Python's buffers, which take longer than the reading
        opened = os.open(f"{place}/{files.CURRENT}/{name}{'.gz' if packed else ''}", os.O_RDONLY)
        try:
            status = os.fstat(opened)
            return os.read(opened, status.st_size), files.tag(status), packed
        finally:
            os.close(opened)
    except OSError:
        return None


def _answer(
    environ: dict[str, Any], start_response: Any, content: bytes, tag: str, packed: bool
) -> Iterable[bytes]:
    said = {
        **headers(),
        "Content-Type": TYPE,
        "Content-Language": environ["PATH_INFO"].split("/")[1],
        "Vary": VARY,
        "ETag": tag,
    }
    known = _listed(environ.get("HTTP_IF_NONE_MATCH", ""))
    if tag in [one.removeprefix("W/") for one in known]:
        start_response("304 Not Modified", list(said.items()))
        return []
    if packed:
        said["Content-Encoding"] = "gzip"
    said["Content-Length"] = str(len(content))
    start_response("200 OK", list(said.items()))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]
