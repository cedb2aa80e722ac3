"""A CDN is told to forget all pages, after each change that readers see.

Told is whoever `GLEANINGS_CDN_PURGE_URL` names, by the process in which the change was committed,
and otherwise by the clock: it finds that the stamp of the content is another than the one that the
CDN was last told of. So no crash and no failure loses a change. A minute later it is told once
more: an answer that was made before the change may have been on its way to it.
"""

import datetime as dt
import logging
import os
import threading
import time
from contextlib import suppress

import requests
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Q
from django.utils import timezone

from gleanings.reader.cache import content_version
from gleanings.site.models import CdnPurge

logger = logging.getLogger(__name__)

PATIENCE = 10  # seconds
GATHERED = 0.3
"""Seconds: a publication commits more than once, and is one change to the CDN."""
ON_ITS_WAY = dt.timedelta(seconds=60)

_wanted = threading.Event()
_thread: tuple[int, threading.Thread] | None = None


class CdnRefusesError(Exception):
    """The CDN was not reached, or did not take it; in its words."""


def watch() -> None:
    """Called once, when the app is ready."""
    if settings.CDN_PURGE_URL:
        content_version.follow(soon)


def soon() -> None:
    """Have it told, without waiting for it."""
    global _thread
    _wanted.set()
    if _thread is None or _thread[0] != os.getpid() or not _thread[1].is_alive():
        _thread = (os.getpid(), threading.Thread(target=_tell_when_wanted, daemon=True))
        _thread[1].start()


def _tell_when_wanted() -> None:
    while _wanted.wait():
        time.sleep(GATHERED)
        _wanted.clear()
        # the desk says what failed, and the clock tries again
        with suppress(CdnRefusesError, DatabaseError):
            tell_of_changes()
        connection.close()


def tell_of_changes() -> bool:
    """Tell the CDN, if there is anything to tell; whether it was told.

    Raises CdnRefusesError.
    """
    if not settings.CDN_PURGE_URL:
        return False
    stamp, at = content_version.current(), timezone.now()
    state = CdnPurge.objects.get_or_create(pk=1)[0]
    is_new = state.stamp != stamp
    is_old = state.told_at is not None and at >= state.told_at + ON_ITS_WAY
    if not is_new and (state.is_settled or not is_old):
        return False
    free = Q(busy_until=None) | Q(busy_until__lte=at)
    mine = at + dt.timedelta(seconds=2 * PATIENCE)
    if not CdnPurge.objects.filter(free, pk=1).update(busy_until=mine):
        return False  # by another process; if that one tells of an older change, the clock does
    row = CdnPurge.objects.filter(pk=1)
    try:
        answer = _purge()
    except CdnRefusesError as refused:
        row.update(busy_until=None, tried_at=at, refusal=str(refused)[:200])
        raise
    row.update(
        stamp=stamp,
        is_settled=not is_new,
        told_at=at,
        tried_at=at,
        busy_until=None,
        refusal="",
    )
    logger.info("The CDN was told of a change (%s)", answer)
    return True


def _purge() -> int:
    headers = {"Content-Type": "application/json"}
    if settings.CDN_PURGE_TOKEN:
        name = settings.CDN_PURGE_HEADER
        bearer = "Bearer " if name.lower() == "authorization" else ""
        headers[name] = f"{bearer}{settings.CDN_PURGE_TOKEN}"
    try:
        answer = requests.request(
            settings.CDN_PURGE_METHOD,
            settings.CDN_PURGE_URL,
            data=settings.CDN_PURGE_BODY.encode(),
            headers=headers,
            timeout=PATIENCE,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        # its message has the address, in which some have a key
        raise CdnRefusesError(f"not reached: {type(error).__name__}") from error
    if not 200 <= answer.status_code < 300:
        raise CdnRefusesError(f"{answer.status_code} {answer.reason}")
    return answer.status_code
