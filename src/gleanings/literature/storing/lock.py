"""One at a time makes, fills or merges articles."""

from django.db import connection

LOCK = 0x61727469636C6573  # any number that nobody else takes: “articles” in ASCII


def one_at_a_time() -> None:
    """Until the transaction ends: of what has no identifier, two would each store one of their own.

    SQLite lets one writer in as it is.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
