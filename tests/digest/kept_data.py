"""Data that a module's tests share: made once, each test's own changes undone after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction


def made_once(django_db_blocker: Any, make: Callable[[], Any]) -> Iterator[Any]:
    """For a fixture of a module's scope: what `make` makes, until the module is through.

    The tests run within its transaction, in savepoints of their own.
    """
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        try:
            made = make()
        except BaseException:
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
            raise
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)
