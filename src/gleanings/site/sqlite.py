"""Which SQLite library the site runs on, and how its file is kept whole.

Before 3.51.3, two connections that write and checkpoint a write-ahead log at the same moment can
lose committed pages (sqlite.org/wal.html, “the WAL-reset bug”). Threads, clock and cron are such
connections. So an affected library, as Debian 12 has, is replaced by the newer one that pysqlite3
brings; where that is not installed, the site keeps a rollback journal, which the fault does not
touch.
Memory-mapping is left off: it makes such a loss permanent.
"""

import sys
from typing import Any

from django.core.checks import CheckMessage, Info

SAFE = (3, 51, 3)
WRITE_AHEAD_LOG = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
ROLLBACK_JOURNAL = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; "
# Debian's library wipes what is deleted; the bundled one does so when it is told
ALWAYS = "PRAGMA secure_delete=ON; PRAGMA cache_size=-20000;"


def library() -> Any:
    """The library that the database is opened with; one file must not be opened with two."""
    import sqlite3

    return sqlite3


def use_a_safe_library() -> None:
    """Put pysqlite3 in the place of an affected library, before Django loads either."""
    if library().sqlite_version_info >= SAFE or "django.db.backends.sqlite3.base" in sys.modules:
        return
    try:
        import pysqlite3
    except ImportError:
        return
    if pysqlite3.sqlite_version_info >= SAFE:
        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def is_safe() -> bool:
    return bool(library().sqlite_version_info >= SAFE)


def options() -> dict[str, Any]:
    """For Django's ``DATABASES``."""
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (WRITE_AHEAD_LOG if is_safe() else ROLLBACK_JOURNAL) + ALWAYS,
    }


def name_the_library(**kwargs: Any) -> list[CheckMessage]:
    """A system check: an affected library is safe here, and slower than it need be."""
    from django.db import connection

    if connection.vendor != "sqlite" or is_safe():
        return []
    return [
        Info(
            f"SQLite {library().sqlite_version} is linked, whose write-ahead log can lose what was "
            "written. The site keeps a rollback journal instead: safe, but saving is slower and "
            "readers wait for it.",
            hint="Install pysqlite3, which brings a newer one: pip install 'pysqlite3>=0.6.1'",
            id="gleanings.I001",
        )
    ]
