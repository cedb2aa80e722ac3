"""The web server: as many processes as there are cores, and one that keeps the clock.

All of them are begun from one process that has loaded the site, whose memory they share, and which
begins another where one ends.
"""

import gc
import os
import socket
from collections.abc import Callable
from functools import partial
from typing import Any

import waitress
from django.conf import settings
from django.core.management import CommandError
from django.db import connections as databases

from gleanings.reader.cache import files
from gleanings.site import clock, connections, counts, processes
from gleanings.site.watching import metrics

THREADS = 16
"""Of each process; most wait for the database or for another that writes."""
BACKLOG = 1024


def serve(sockets: list[socket.socket], *, scheduler: bool = True) -> None:
    """Serve from what `listen` gave, until interrupted."""
    from gleanings.site.wsgi import application

    web = partial(_answer, application, sockets)
    tasks: dict[str, Callable[[], None]]
    tasks = {f"web {number + 1}": web for number in range(settings.PROCESSES)}
    if scheduler:
        tasks["clock"] = clock.keep
    counts.begin_anew()
    metrics.begin_anew()
    files.begin()
    # neither a connection nor the collector's notes are to be shared
    databases.close_all()
    gc.freeze()
    try:
        processes.keep(tasks)
    finally:
        for one in sockets:
            one.close()
        files.clear()


def listen(host: str, port: int) -> list[socket.socket]:
    """A socket for each address of the host: ``localhost`` has two.

    Raises CommandError if the port cannot be used.
    """
    sockets: list[socket.socket] = []
    try:
        for family, _kind, _protocol, _name, address in dict.fromkeys(
            socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        ):
            sockets.append(socket.create_server(address, family=family, backlog=BACKLOG))
    except OSError as error:
        for one in sockets:
            one.close()
        # Python adds the address to the system's words
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise CommandError(
            f"Port {port} cannot be used ({why}). Take another with --port."
        ) from error
    return sockets


def _answer(application: Any, sockets: list[socket.socket]) -> None:
    """Answer requests until told to end; what was begun by then is finished."""
    server = waitress.create_server(
        application,
        sockets=sockets,
        threads=THREADS,
        ident=None,
        **connections.SETTINGS,
        **_trust_in_proxies(),
    )
    connections.limit(server)
    connections.answer_until(processes.told_to_end(), server)


def _trust_in_proxies() -> dict[str, Any]:
    """Waitress drops what a proxy says of the request unless it is told how many there are."""
    if not settings.PROXIES:
        return {}
    return {
        "trusted_proxy": "*",
        "trusted_proxy_count": settings.PROXIES,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }
