"""What was sent is written down so that neither a crash nor a cut of power takes it back."""

import logging
import time
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection

logger = logging.getLogger(__name__)

PATIENCE = 60
"""Seconds for which a database that is away is waited for."""


def write_to_disk_at_once(at_once: bool = True) -> None:
    """On SQLite the site trusts the operating system with its last changes; a worker does not.

    What was left to the system goes to the disk with the next change that does not wait.
    PostgreSQL writes to the disk at once by itself.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous = {'FULL' if at_once else 'NORMAL'}")


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
