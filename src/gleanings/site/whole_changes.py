"""Every change that an editor makes happens whole or not at all, and what changes nothing waits for
nobody.

On SQLite one writer at a time holds the whole database, so a transaction around every request
would have a sign-in that is hashing a password, or a text whose numbers are being read, keep all
others from saving. Ours begins late: with the first statement that writes, or the first block that
the code itself marks ``atomic``. What must be looked at and changed together stands in such a
block.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gleanings.site.patience import LITTLE, patience, patience_with
from gleanings.site.unsaved import is_ours_to_tell, not_saved, not_saved_for_now, not_shown


class WholeChangesMiddleware:
    """A transaction around each change in the admin, undone where the answer is an error.

    Not ``ATOMIC_REQUESTS``, which would lock SQLite for every page that a reader opens. Where the
    database or the disk cannot take the change, that is said in words and nothing typed is lost.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _may_change(request):
            return self.get_response(request)
        try:
            with _patience(request), whole_change():
                response = self.get_response(request)
                if response.status_code >= 500:
                    transaction.set_rollback(True)
        except DatabaseError as error:  # at the end, when all is stored for good
            if not is_ours_to_tell(error):
                raise
            return _told(request, error)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not is_ours_to_tell(error):
            return None
        if _may_change(request):
            return _told(request, error)
        is_page = request.method in ("GET", "HEAD") and isinstance(error, DatabaseError)
        return not_shown(request, error) if is_page else None


def _may_change(request: HttpRequest) -> bool:
    return request.method == "POST" and request.path.startswith(reverse("wagtailadmin_home"))


def _told(request: HttpRequest, error: Exception) -> HttpResponse:
    return (not_saved_for_now if _is_sent_again(request) else not_saved)(request, error)


def _patience(request: HttpRequest) -> AbstractContextManager[None]:
    return patience(LITTLE) if _is_sent_again(request) else patience_with(request)


def _is_sent_again(request: HttpRequest) -> bool:
    """What a browser sends by itself, of each open form, and sends anew after some seconds."""
    pings = reverse("wagtailadmin_home") + "editing-sessions/"
    return request.path.startswith(pings) or request.path.endswith("/preview/")


@contextmanager
def whole_change() -> Iterator[None]:
    """A transaction that takes no lock before it is needed."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    late: Any = connection
    # Django calls it to begin, and for nothing else; the statement is left to the first that writes
    late._start_transaction_under_autocommit = lambda: None
    try:
        with transaction.atomic():
            del late._start_transaction_under_autocommit
            with connection.execute_wrapper(_LateBeginning(late)):
                yield
    finally:
        vars(connection).pop("_start_transaction_under_autocommit", None)


class _LateBeginning:
    """Begins the transaction before the first statement that is no mere reading."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        is_reading = sql.startswith(("SELECT", "BEGIN"))
        if not is_reading and not self.connection.connection.in_transaction:
            self.connection._start_transaction_under_autocommit()
        return execute(sql, params, many, context)
