"""Queries that took long, in the log: without their values, which may be somebody's."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.signals import connection_created

logger = logging.getLogger("gleanings.slow_query")

LONGEST = 2000  # characters of a query


def watch() -> None:
    """Called once, when the app is ready."""
    if settings.SLOW_QUERIES:
        connection_created.connect(_watch_connection, dispatch_uid="slow queries")


def _watch_connection(connection: Any, **kwargs: Any) -> None:
    if timed not in connection.execute_wrappers:
        connection.execute_wrappers.append(timed)


def timed(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        milliseconds = round((time.perf_counter() - began) * 1000)
        if milliseconds >= settings.SLOW_QUERIES:
            said = " ".join(str(sql).split())[:LONGEST]
            logger.warning(
                "%d ms: %s", milliseconds, said, extra={"milliseconds": milliseconds, "sql": said}
            )
