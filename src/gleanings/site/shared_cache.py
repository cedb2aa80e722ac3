"""A cache that all machines share: kept pages, and counts of guesses and requests, in Redis.

Where it does not answer, each process keeps and counts for itself, and asks again after a few
seconds. What readers see hangs on nothing in it: pages are found under the stamp of the content,
which stands in the database.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

PATIENCE = 0.5  # seconds, for a connection and for an answer
PAUSE = 5.0
"""Seconds in which it is left alone after it did not answer."""


def _where_it_answers(name: str) -> Callable[..., Any]:
    shared = getattr(RedisCache, name)

    def method(self: "SharedCache", *given: Any, **named: Any) -> Any:
        if time.monotonic() >= self.left_alone_until:
            try:
                return shared(self, *given, **named)
            except RedisError as error:
                logger.warning("The cache does not answer (%s)", type(error).__name__)
                self.left_alone_until = time.monotonic() + PAUSE
        return getattr(self.own, name)(*given, **named)

    return method


class SharedCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        waits = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
        super().__init__(server, {**params, "OPTIONS": {**params.get("OPTIONS", {}), **waits}})
        self.own = LocMemCache(params.get("KEY_PREFIX", ""), {**params, "OPTIONS": {}})
        self.left_alone_until = 0.0

    add = _where_it_answers("add")
    get = _where_it_answers("get")
    set = _where_it_answers("set")
    touch = _where_it_answers("touch")
    delete = _where_it_answers("delete")
    has_key = _where_it_answers("has_key")
    incr = _where_it_answers("incr")
    get_many = _where_it_answers("get_many")
    set_many = _where_it_answers("set_many")
    delete_many = _where_it_answers("delete_many")
    clear = _where_it_answers("clear")
