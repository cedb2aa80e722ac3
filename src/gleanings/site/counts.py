"""Counts that all processes of one machine keep together: guessed passwords, requests to the API.

A file of SQLite beside the database, which nobody misses: it begins anew with the server. Where it
cannot be written, each process counts for itself.
"""

import os
import sqlite3
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

TABLE = """
PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS counts (key TEXT PRIMARY KEY, number NUMERIC, until REAL) WITHOUT ROWID
"""
ADD = """
INSERT INTO counts VALUES (:key, :number, :until) ON CONFLICT (key) DO
UPDATE SET number = :number, until = :until WHERE until <= :now
"""
SWEPT_EVERY = 500
"""Counts begun by one process, after which those whose time is over are taken out."""


class CountsCache(LocMemCache):
    """Of a cache, what counting needs: ``add``, ``get`` and ``incr`` of numbers."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(location + params.get("KEY_PREFIX", ""), params)
        self.path, self.most = location, params["OPTIONS"]["MAX_ENTRIES"]
        self.begun = 0
        self.held = threading.local()

    def add(
        self, key: str, value: float, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        until = self.get_backend_timeout(timeout)
        row = {"number": value, "until": until}
        try:
            added: bool = self._run(ADD, key, version, **row).rowcount == 1
            self.begun += added
            if added and self.begun % SWEPT_EVERY == 0:
                self._sweep()
        except sqlite3.Error:
            return bool(super().add(key, value, timeout, version))
        return added

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        find = "SELECT number FROM counts WHERE key = :key AND until > :now"
        try:
            row = self._run(find, key, version).fetchone()
        except sqlite3.Error:
            return super().get(key, default, version)
        return row[0] if row else default

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> Any:
        more = (
            "UPDATE counts SET number = number + :delta WHERE key = :key AND until > :now "
            "RETURNING number"
        )
        try:
            rows = self._run(more, key, version, delta=delta).fetchall()
        except sqlite3.Error:
            return super().incr(key, delta, version)
        if not rows:
            raise ValueError(f"Nothing is counted under {key!r}")
        return rows[0][0]

    def clear(self) -> None:
        super().clear()
        with suppress(sqlite3.Error):
            self._connection().execute("DELETE FROM counts")

    def _run(self, sql: str, key: str, version: int | None, **values: Any) -> Any:
        full = self.make_and_validate_key(key, version=version)
        return self._connection().execute(sql, {"key": full, "now": time.time(), **values})

    def _connection(self) -> Any:
        """One for each thread, and none that was opened before the process began."""
        if getattr(self.held, "process", None) != os.getpid():
            opened = sqlite3.connect(self.path, timeout=1, isolation_level=None)
            opened.executescript(TABLE)
            self.held.connection, self.held.process = opened, os.getpid()
        return self.held.connection

    def _sweep(self) -> None:
        """What is over goes, and of too many those that are over first."""
        connection = self._connection()
        connection.execute("DELETE FROM counts WHERE until <= ?", [time.time()])
        connection.execute(
            "DELETE FROM counts WHERE key IN "
            "(SELECT key FROM counts ORDER BY until DESC LIMIT -1 OFFSET ?)",
            [self.most],
        )


def begin_anew() -> None:
    """Before the server's processes begin. What machines share goes on."""
    if settings.CACHE_URL:
        return
    configured: Any = settings.CACHES["guesses"]
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            Path(configured["LOCATION"] + ending).unlink()
