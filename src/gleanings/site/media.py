"""Uploaded pictures, served so that nothing in them runs.

Only what browsers show as a picture and Wagtail makes itself is shown in place; everything else is
a download. Documents are not here: they go through Wagtail, which knows who may read them.
"""

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils._os import safe_join
from django.utils.http import http_date, parse_http_date_safe, quote_etag
from django.views.decorators.http import require_safe

FOLDERS = {"images", "original_images", "avatar_images"}
"""Of Wagtail's pictures. A folder that is not named here, as that of documents, is not served."""
PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/x-icon"}
POLICY = "default-src 'none'; sandbox"
A_DAY = 86400


@dataclass(frozen=True)
class Stored:
    """A file, wherever uploads are kept."""

    name: str
    size: int
    modified: float
    tag: str
    open: Callable[[], IO[Any]]


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    file = _file(path)
    etag = quote_etag(file.tag)
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    shown = kind in PICTURES
    response: HttpResponseBase
    if _has_it(request, etag, file.modified):
        response = HttpResponse(status=304)
    else:
        response = _part_or_whole(request, file, etag, shown=shown)
        response["Content-Type"] = kind if shown else "application/octet-stream"
        response["Last-Modified"] = http_date(file.modified)
        response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _file(path: str) -> Stored:
    """Raises Http404 for whatever is not one of Wagtail's pictures."""
    parts = path.split("/")
    if parts[0] not in FOLDERS or any(part.startswith(".") for part in parts) or "\0" in path:
        raise Http404
    return _in_the_bucket(path) if settings.S3_BUCKET else _in_the_folder(parts)


def _in_the_bucket(path: str) -> Stored:
    try:
        size, modified = default_storage.size(path), default_storage.get_modified_time(path)
    except (OSError, SuspiciousFileOperation) as error:
        raise Http404 from error
    seconds = modified.timestamp()
    name = path.rpartition("/")[2]
    return Stored(
        name, size, seconds, f"{seconds:.0f}-{size:x}", lambda: default_storage.open(path)
    )


def _in_the_folder(parts: list[str]) -> Stored:
    root = Path(settings.MEDIA_ROOT).resolve()
    try:
        file = Path(safe_join(root, *parts)).resolve()
        # a link that leads out of the folder leads nowhere
        if file.is_relative_to(root / parts[0]) and file.is_file():
            stat = file.stat()
            tag = f"{stat.st_mtime_ns:x}-{stat.st_size:x}"
            return Stored(file.name, stat.st_size, stat.st_mtime, tag, lambda: file.open("rb"))
    except (SuspiciousFileOperation, OSError) as error:
        raise Http404 from error
    raise Http404


def _has_it(request: HttpRequest, etag: str, modified: float) -> bool:
    """Whether the browser's copy is the newest."""
    known = request.headers.get("If-None-Match")
    if known is not None:
        tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
        return etag in tags or "*" in tags
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and int(modified) <= since


def _part_or_whole(
    request: HttpRequest, file: Stored, etag: str, *, shown: bool
) -> HttpResponseBase:
    wanted = request.headers.get("Range", "")
    if request.headers.get("If-Range", etag) != etag or not wanted.startswith("bytes="):
        return FileResponse(file.open(), as_attachment=not shown, filename=file.name)
    size = file.size
    part = _range(wanted.removeprefix("bytes="), size)
    if part is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = part
    with file.open() as opened:
        opened.seek(first)
        response = HttpResponse(opened.read(last - first + 1), status=206)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    if not shown:
        response["Content-Disposition"] = "attachment"
    return response


def _range(text: str, size: int) -> tuple[int, int] | None:
    """First and last byte of “0-99”, “100-” or “-50”; None for what cannot be had."""
    first, dash, last = text.partition("-")
    if not dash or not all(part == "" or part.isdecimal() for part in (first, last)):
        return None
    if first:
        begin, end = int(first), min(int(last or size), size - 1)
    elif last:
        begin, end = max(size - int(last), 0), size - 1
    else:
        return None
    return (begin, end) if begin <= end else None
