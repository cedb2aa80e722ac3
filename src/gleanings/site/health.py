"""``/healthz``: whether database, clock and disk are well, for a monitor. It says nothing else."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from gleanings.reader.cache import content_version
from gleanings.site.clock import beat_file

ADDRESS = "/healthz"
CLOCK_IS_LATE = 15 * 60  # seconds; cron comes every few minutes
ROOM_NEEDED = 200 * 1024 * 1024  # bytes: a night's files and a backup of a small site


class HealthMiddleware:
    """Above all else, so that a monitor may ask by any host name, and without HTTPS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != ADDRESS or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        found = {"database": database(), "clock": clock(), "disk": disk()}
        is_well = set(found.values()) == {"ok"}
        return JsonResponse(
            {"status": "ok" if is_well else "failing", **found},
            status=200 if is_well else 503,
            headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
        )


def database() -> str:
    # whatever the reason, a monitor hears that it is so, and the log of the next page why
    try:
        content_version.current()
    except Exception:
        return "failing"
    return "ok"


def clock() -> str:
    try:
        late = time.time() - beat_file().stat().st_mtime > CLOCK_IS_LATE
    except OSError:
        return "never kept"
    return "late" if late else "ok"


def disk() -> str:
    folder = Path(settings.DATA_DIR)
    try:
        if not os.access(folder, os.W_OK):
            return "read-only"
        return "ok" if shutil.disk_usage(folder).free > ROOM_NEEDED else "nearly full"
    except OSError:
        return "failing"
