"""The web server, and the clock: it publishes what is scheduled, and has the dumps made."""

import logging
import threading
from typing import Any

import waitress
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import close_old_connections

from gleanings.digest.publishing import publish_due
from gleanings.open_data.dumps.nightly import Nightly
from gleanings.synthesis import clock as synthesis_clock

logger = logging.getLogger(__name__)

SCHEDULER_INTERVAL = 20  # seconds
THREADS = 8


def serve(host: str, port: int, *, scheduler: bool = True) -> None:
    """Serve until interrupted.

    Raises CommandError if the port is taken.
    """
    from gleanings.site.wsgi import application

    try:
        server = waitress.create_server(
            application, host=host, port=port, threads=THREADS, ident=None, **_trust_in_proxies()
        )
    except OSError as error:
        raise CommandError(
            f"Port {port} cannot be used ({error.strerror}). Take another with --port."
        ) from error
    stop = threading.Event()
    if scheduler:
        # each in a thread of its own: dumps take a while, and what is due is published meanwhile
        for clock in (_publish_when_due, _write_dumps_when_due):
            threading.Thread(target=clock, args=(stop,), daemon=True).start()
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        server.close()


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


def _publish_when_due(stop: threading.Event) -> None:
    while not stop.wait(SCHEDULER_INTERVAL):
        close_old_connections()
        try:
            if not publish_due():
                call_command("publish_scheduled", verbosity=0)  # takes what expires offline
            synthesis_clock.tick()
        except Exception:
            # it comes again at the next tick; a clock that stops would publish nothing ever
            logger.exception("Scheduled publishing failed")


def _write_dumps_when_due(stop: threading.Event) -> None:
    nightly = Nightly()
    while not stop.wait(SCHEDULER_INTERVAL):
        close_old_connections()
        try:
            nightly.tick()
        except Exception:
            logger.exception("Whether dumps are due cannot be told")
