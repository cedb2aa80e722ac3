"""The web server."""

import threading
from typing import Any

import waitress
from django.conf import settings
from django.core.management import CommandError

from gleanings.site import clock, connections

THREADS = 8


def serve(host: str, port: int, *, scheduler: bool = True) -> None:
    """Serve until interrupted.

    Raises CommandError if the port is taken.
    """
    from gleanings.site.wsgi import application

    try:
        server = waitress.create_server(
            application,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            **connections.SETTINGS,
            **_trust_in_proxies(),
        )
    except OSError as error:
        raise CommandError(
            f"Port {port} cannot be used ({error.strerror}). Take another with --port."
        ) from error
    connections.limit(server)
    stop = threading.Event()
    if scheduler:
        clock.start(stop)
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
