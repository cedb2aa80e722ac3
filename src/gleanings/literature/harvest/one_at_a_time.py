"""One harvest of a source at a time, however many processes and machines there are.

So no article is stored by two, and a source is never asked faster than it allows. Who holds a
source holds no transaction: others write while he waits for an answer. When he dies, his connection
or his file is closed with him and the next takes over.
"""

import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.files import locks
from django.db import DatabaseError, connection

LOCKS = 0x68617276  # “harv” in ASCII: any number that nobody else takes
LOOK_AGAIN = 1.0  # seconds


@contextmanager
def holding(
    source: str, *, wait: bool = False, sleep: Callable[[float], None] = time.sleep
) -> Iterator[bool]:
    """Whether the source is ours; with ``wait`` it will be, sooner or later."""
    lock = _in_postgresql if connection.vendor == "postgresql" else _in_a_file
    while True:
        with lock(source) as is_ours:
            if is_ours or not wait:
                yield is_ours
                return
        sleep(LOOK_AGAIN)


@contextmanager
def _in_postgresql(source: str) -> Iterator[bool]:
    key = zlib.crc32(source.encode()) & 0x7FFFFFFF
    is_ours = bool(_ask("SELECT pg_try_advisory_lock(%s, %s)", key))
    try:
        yield is_ours
    finally:
        if is_ours:
            # a connection that is gone took the lock along
            with suppress(DatabaseError):
                _ask("SELECT pg_advisory_unlock(%s, %s)", key)


def _ask(sql: str, key: int) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, [LOCKS, key])
        return cursor.fetchone()[0]


@contextmanager
def _in_a_file(source: str) -> Iterator[bool]:
    folder = Path(settings.DATA_DIR) / "harvest"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = "".join(filter(str.isalnum, source.lower()))
    with (folder / f"{name}.lock").open("w") as file:
        yield bool(locks.lock(file, locks.LOCK_EX | locks.LOCK_NB))
