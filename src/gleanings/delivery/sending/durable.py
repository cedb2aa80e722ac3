"""What was sent is written down so that neither a crash nor a cut of power takes it back."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection

logger = logging.getLogger(__name__)

PATIENCE = 60
"""Seconds for which a database that is away is waited for."""


def write_to_disk_at_once() -> None:
    """On SQLite the site trusts the operating system with its last changes; a worker does not.

    PostgreSQL writes to the disk at once by itself.
    """
    _on_sqlite("PRAGMA synchronous = FULL")


@contextmanager
def written_to_disk_together() -> Iterator[None]:
    """What is written within goes to the disk at the end: a cut of power may take it back until
    then, which the end of this process cannot."""
    _on_sqlite("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        # a checkpoint waits for the disk
        _on_sqlite("PRAGMA synchronous = FULL", "PRAGMA wal_checkpoint(PASSIVE)")


def _on_sqlite(*statements: str) -> None:
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def durably(write: Callable[[], object]) -> None:
    """Write; where the database has gone, come back to it until it is there.

    After `PATIENCE` it raises, and the row is left to whoever comes when its lease is over.
    """
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            write()
            return
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or time.monotonic() > ends:
                raise
            logger.warning("The database is away; what was sent is written down when it is back")
            connection.close()
            time.sleep(0.5)
            _reconnect()


def _reconnect() -> None:
    try:
        write_to_disk_at_once()
    except (OperationalError, InterfaceError):
        connection.close()
