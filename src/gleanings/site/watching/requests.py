"""Each request, after it was answered: written to the access log, and counted.

Around everything else, since most pages come from files and never reach Django. What it measures
ends where the answer begins to be sent: how fast a reader takes it is the reader's matter.
"""

import logging
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings

from gleanings.reader.cache.pages import ANSWERED_BY
from gleanings.site import health
from gleanings.site.keys_in_logs import without_keys
from gleanings.site.watching import metrics

logger = logging.getLogger("gleanings.access")

OF_THE_SITE = {
    "static": "static",
    "media": "media",
    "documents": "media",
    "admin": "admin",
    "api": "api",
}
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
UNCOUNTED = {metrics.ADDRESS, health.ADDRESS}


@dataclass(frozen=True)
class Answered:
    method: str
    path: str
    """Without its query: what somebody searched for is nobody's business."""
    status: int
    size: int | None
    milliseconds: float
    kind: str


class WatchRequests:
    """A WSGI application that passes each request on, and tells of it."""

    def __init__(self, application: Any) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        began = time.perf_counter()
        said: dict[str, Any] = {"status": 500, "size": None}

        def start(status: str, headers: list[tuple[str, str]], *failure: Any) -> Any:
            length = next((value for name, value in headers if name == "Content-Length"), None)
            said.update(status=int(status[:3]), size=int(length) if length else None)
            return start_response(status, headers, *failure)

        try:
            answer: Iterable[bytes] = self.application(environ, start)
        finally:
            path = environ.get("PATH_INFO", "")
            if path not in UNCOUNTED:
                passed = (time.perf_counter() - began) * 1000
                method = environ["REQUEST_METHOD"]
                _tell(
                    Answered(
                        method=method if method in METHODS else "other",
                        path=without_keys(_as_text(path)),
                        milliseconds=round(passed, 1),
                        kind=_kind(environ, path),
                        **said,
                    ),
                    environ,
                )
        return answer


def watched(application: Any) -> Any:
    """The application, watched where a setting asks for it."""
    if settings.ACCESS_LOG or settings.METRICS:
        return WatchRequests(application)
    return application


def _tell(one: Answered, environ: dict[str, Any]) -> None:
    if settings.METRICS:
        metrics.count(one.kind, one.method, one.status, one.milliseconds / 1000)
    if settings.ACCESS_LOG:
        told = {
            **asdict(one),
            **({"visitor": environ.get("REMOTE_ADDR")} if settings.ACCESS_LOG_VISITORS else {}),
        }
        text = " ".join(
            f"{name}={value}" for name, value in told.items() if name not in ("method", "path")
        )
        logger.info("%s %s %s", one.method, one.path, text, extra=told)


def _kind(environ: dict[str, Any], path: str) -> str:
    """Of few, so that who asks for addresses that there are not makes no new ones."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return environ.get(ANSWERED_BY) or OF_THE_SITE.get(first) or "page"


def _as_text(path: str) -> str:
    """WSGI has the bytes of a path as Latin-1. No line is made of two."""
    text = path.encode("latin-1", "replace").decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "�" for character in text)
