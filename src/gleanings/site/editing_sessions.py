"""Who else has a form open is worth a line beside it, and not the form itself.

Wagtail notes in the database that a form is opened. Where that cannot be written, or somebody else
is writing just then, the form opens without the note.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DatabaseError, connection, transaction

logger = logging.getLogger(__name__)

PATIENCE = 1000  # milliseconds


def open_forms_always() -> None:
    """Called once, when the app is ready."""
    from wagtail.admin.views.generic import mixins
    from wagtail.admin.views.pages.edit import EditView

    for view in (EditView, mixins.CreateEditViewOptionalFeaturesMixin):
        view.get_editing_sessions = _or_none(view.get_editing_sessions)


def _or_none(noted: Callable[[Any], Any]) -> Callable[[Any], Any]:
    @wraps(noted)
    def sessions(view: Any) -> Any:
        try:
            with _little_patience(), transaction.atomic():
                return noted(view)
        except DatabaseError:
            logger.warning("That %s is open could not be noted", view.request.path, exc_info=True)
            return None

    return sessions


class _little_patience:  # noqa: N801 - reads as a statement
    """On SQLite, wait a second for another writer instead of twenty."""

    def __enter__(self) -> None:
        self.before = None
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                self.before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
                cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")

    def __exit__(self, *_error: object) -> None:
        if self.before is not None:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout = {self.before}")
