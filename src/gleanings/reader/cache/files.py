"""Kept pages as files, which a web server answers with, and with which no stale page is answered.

Below the folder stands one folder for each stamp (`content_version`) and a link, ``current``, to
the one that readers get. Two rules keep the link true, whoever is killed at whatever moment:

- Who renews the stamp holds SQLite's lock for writing. Before it is committed, the link is removed;
  where that cannot be, nothing is committed.
- The link is set by who holds that same lock, and has found the stamp that the files were made
  under to be the present one.

So between a change and the first page made after it there is no link, and all is answered by the
application. This needs one machine that has both the database and the files, which SQLite has by
its nature; on PostgreSQL there are no files. Where the folder is follows from the database alone,
so that every process which can change what readers see knows it, whatever its settings are. Files
are made by ``gleanings serve`` alone, which begins without any: another version of the site makes
other pages of the same content.
"""

import gzip
import hashlib
import os
import secrets
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from gleanings.digest.models import Freshness

CURRENT = "current"
PAGE = "index.html"
LONGEST = 200  # bytes of a path, so that no name is too long for a disk
ROOM_LEFT = 500 * 1024 * 1024
"""Bytes that stay free on the disk: the database comes first."""
MOST = 512 * 1024 * 1024
"""Bytes of one stamp's files, of all processes together."""

_on = False
_wrote: tuple[int, int] = (0, 0)
"""The stamp, and how many bytes this process has written under it."""
_setting = threading.Lock()


# --- where ----------------------------------------------------------------------------------------
def folder() -> Path | None:
    """Beside the database; None where it is no file. It may be a link to a place of its own."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or ":memory:" in name or "mode=memory" in name:
        return None
    return _beside(name)


@cache
def _beside(database: str) -> Path:
    return Path(f"{Path(database).resolve()}-pages")


def name_of(path: str) -> str | None:
    """The file of a page's path, below the link; None for paths that have none.

    As browsers send it: what is not ASCII is percent-encoded.
    """
    raw = quote(path, safe="/~")
    if len(raw) > LONGEST or not raw.endswith("/") or "//" in raw or "/." in raw:
        return None
    return f"{raw[1:]}{PAGE}"


# --- making ---------------------------------------------------------------------------------------
def begin() -> None:
    """From here on this process and those that it begins make files; none is left of before."""
    global _on
    clear()
    _on = folder() is not None and bool(settings.PAGE_CACHE_SECONDS)


def are_made() -> bool:
    return _on


def keep(stamp: int, name: str, content: bytes) -> None:
    """Write a page that was made under this stamp; nothing where there is no room for it."""
    global _wrote
    place = folder()
    packed = gzip.compress(content, compresslevel=6, mtime=0)
    before = _wrote[1] if _wrote[0] == stamp else 0
    size = before + len(content) + len(packed)
    if place is None or size > MOST / settings.PROCESSES:
        return
    with suppress(OSError):
        if shutil.disk_usage(place.parent).free < ROOM_LEFT:
            return
        file = place / f"{stamp:x}" / name
        _make(file.parent)
        for suffix, written in ((".gz", packed), ("", content)):
            _write(file.with_name(file.name + suffix), written, _time_of(content))
        _wrote = (stamp, size)


def tag(status: os.stat_result) -> str:
    """The ETag as nginx makes it of a file."""
    return f'"{int(status.st_mtime):x}-{status.st_size:x}"'


def _time_of(content: bytes) -> int:
    """Instead of when it was written: nginx makes its ETag of a file's seconds and length, and two
    versions of a page may have the same of both."""
    return int.from_bytes(hashlib.sha256(content).digest()[:4], "big") >> 1


def _write(file: Path, content: bytes, seconds: int) -> None:
    """Whole or not at all."""
    part = file.with_name(f".{secrets.token_hex(6)}")
    try:
        part.write_bytes(content)
        part.chmod(0o644)  # the web server is another user
        os.utime(part, (seconds, seconds))
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _make(place: Path) -> None:
    if not place.is_dir():
        _make(place.parent)
        place.mkdir(exist_ok=True)
        place.chmod(0o755)


# --- showing and withdrawing ----------------------------------------------------------------------
def is_shown(stamp: int) -> bool:
    place = folder()
    try:
        return place is not None and os.readlink(place / CURRENT) == f"{stamp:x}"
    except OSError:
        return False


def show(stamp: int) -> None:
    """Have readers get the files of this stamp, if it is the present one.

    It waits for nobody: while somebody writes, pages are answered by the application.
    """
    place = folder()
    if place is None or not _setting.acquire(blocking=False):
        return
    part = place / f".{secrets.token_hex(6)}"
    try:
        # BEGIN IMMEDIATE: nobody can renew the stamp between the look and the link
        with _not_waiting(), transaction.atomic():
            if Freshness.objects.filter(pk=1, stamp=stamp).exists():
                part.symlink_to(f"{stamp:x}")
                part.replace(place / CURRENT)
    except (DatabaseError, OSError):
        part.unlink(missing_ok=True)
    finally:
        _setting.release()


def withdraw() -> None:
    """Have nobody get files any more. Raises OSError where it cannot be done.

    Called in the transaction that renews the stamp, after it has written and so holds the lock.
    """
    place = folder()
    if place is not None:
        (place / CURRENT).unlink(missing_ok=True)


def clear() -> None:
    """No files at all."""
    place = folder()
    if place is not None:
        withdraw()
        for one in _below(place):
            _remove(one)


def sweep() -> None:
    """Take away files of older stamps, and those that are so old that the day may have changed."""
    place = folder()
    if place is None:
        return
    shown = ""
    with suppress(OSError):
        shown = os.readlink(place / CURRENT)
        if time.time() - (place / CURRENT).lstat().st_mtime > settings.PAGE_CACHE_SECONDS:
            withdraw()
            (place / shown).rename(place / f".{secrets.token_hex(6)}")
    for one in _below(place):
        # a page may be made under a stamp that nobody has shown yet
        if one.name not in (CURRENT, shown) and time.time() - one.lstat().st_ctime > 60:
            _remove(one)


def _below(place: Path) -> list[Path]:
    with suppress(OSError):
        return list(place.iterdir())
    return []


def _remove(one: Path) -> None:
    if one.is_symlink():
        one.unlink(missing_ok=True)
    else:
        shutil.rmtree(one, ignore_errors=True)


@contextmanager
def _not_waiting() -> Iterator[None]:
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {before}")
