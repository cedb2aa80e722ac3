"""How long a request waits on SQLite for somebody else who writes, and to sign in.

One of the sixteen threads of a process that waits shows no page to any reader. So only a few wait
at a time, and long only those who are signed in, since they have typed something. Of those who sign
in a few are let in at once, for hashing a password takes long, and a few more stand in a queue.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from gleanings.site.unsaved import ManySignInError, is_ours_to_tell, not_saved

LITTLE = 300
"""Milliseconds, for what can be done without, is sent again by itself, or finds no place."""
ANYBODYS = 2_000
"""A password is soon typed again."""
EDITORS = 20_000
"""By then what another stores is stored, or something is wrong."""

IN_A_QUEUE = 8.0
"""Seconds; by then ten who sign in at once have all been let in."""

_PLACES = {ANYBODYS: threading.BoundedSemaphore(3), EDITORS: threading.BoundedSemaphore(4)}
_QUEUE = threading.BoundedSemaphore(5)


@contextmanager
def patience(milliseconds: int) -> Iterator[None]:
    """On SQLite, wait so long; within a transaction, whose lock is held already, as before."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {before}")


@contextmanager
def patience_with(request: HttpRequest) -> Iterator[None]:
    """As long as whoever asks may wait, while there is a place for waiting.

    Raises ManySignInError where somebody unknown has none.
    """
    user = getattr(request, "user", None)
    is_known = user is not None and user.is_authenticated
    milliseconds = EDITORS if is_known else ANYBODYS
    has_place = _PLACES[milliseconds].acquire(blocking=False) or (not is_known and _stand_in_line())
    if not has_place and not is_known:
        raise ManySignInError
    try:
        with patience(milliseconds if has_place else LITTLE):
            yield
    finally:
        if has_place:
            _PLACES[milliseconds].release()


def _stand_in_line() -> bool:
    if not _QUEUE.acquire(blocking=False):
        return False
    try:
        return _PLACES[ANYBODYS].acquire(timeout=IN_A_QUEUE)
    finally:
        _QUEUE.release()


class PatientSessionMiddleware(SessionMiddleware):
    """Django's, which stores the session last of all; if that cannot be, it is said in words."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not request.session.modified:
            return super().process_response(request, response)
        try:
            with patience_with(request):
                return super().process_response(request, response)
        except DatabaseError as error:
            if not is_ours_to_tell(error):
                raise
            return not_saved(request, error)
