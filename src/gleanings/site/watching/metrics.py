"""Figures for Prometheus at ``/metrics``; off unless ``GLEANINGS_METRICS`` asks for them.

Several processes answer, and whichever is asked tells of all: prometheus_client keeps the counts
in files that they share, which begin anew with the server. It is loaded where it is wanted alone,
since it makes its files as soon as it is.
"""

import hmac
import os
import shutil
import time
from collections.abc import Callable, Iterator
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.request import split_domain_port

from gleanings.delivery.models import Delivery, State
from gleanings.digest.models import ClockFailure
from gleanings.site import health
from gleanings.site.clock import beat_file

ADDRESS = "/metrics"
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)  # seconds
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def folder() -> Path:
    return Path(settings.DATA_DIR) / "metrics"


def begin_anew() -> None:
    """Before the server's processes begin: counts of those that ended are not theirs."""
    shutil.rmtree(folder(), ignore_errors=True)


def count(kind: str, method: str, status: int, seconds: float) -> None:
    of = _counted()
    of.requests.labels(kind, method, str(status)).inc()
    of.seconds.labels(kind).observe(seconds)


@cache
def _counted() -> SimpleNamespace:
    folder().mkdir(exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder())
    from prometheus_client import Counter, Histogram

    return SimpleNamespace(
        requests=Counter(
            "gleanings_requests", "Requests that were answered", ["kind", "method", "status"]
        ),
        seconds=Histogram(
            "gleanings_request_seconds",
            "Time until an answer began",
            ["kind"],
            buckets=BUCKETS,
        ),
    )


class MetricsMiddleware:
    """Above all that goes by host name or HTTPS, as `HealthMiddleware` is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != ADDRESS or not settings.METRICS:
            return self.get_response(request)
        headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        if request.method not in ("GET", "HEAD") or not may_ask(request):
            return HttpResponseNotFound(headers=headers)
        return HttpResponse(exposition(), content_type=_type(), headers=headers)


def may_ask(request: HttpRequest) -> bool:
    """Who has the token, or asks on this machine itself, past every web server."""
    given = request.headers.get("Authorization", "")
    if settings.METRICS_TOKEN and hmac.compare_digest(
        given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()
    ):
        return True
    return (
        # one that nobody counts makes everybody local
        bool(settings.PROXIES or not settings.IS_PUBLIC)
        and _is_here(request.META.get("REMOTE_ADDR", ""))
        and not any(name in request.META for name in FORWARDED)
        and _is_here(split_domain_port(request.META.get("HTTP_HOST", ""))[0])
    )


def _is_here(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def exposition() -> bytes:
    _counted()
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(_State())
    return generate_latest(registry)


def _type() -> str:
    from prometheus_client import CONTENT_TYPE_LATEST

    return CONTENT_TYPE_LATEST


class _State:
    """What is so at the moment it is asked for."""

    def collect(self) -> Iterator[Any]:
        from prometheus_client.core import GaugeMetricFamily

        well = GaugeMetricFamily(
            "gleanings_well", "1 while the part is well, as /healthz has it", labels=["part"]
        )
        for part in (health.database, health.clock, health.disk):
            well.add_metric([part.__name__], part() == "ok")
        yield well
        for name, help_text, look in GAUGES:
            try:
                yield GaugeMetricFamily(name, help_text, value=look())
            except (DatabaseError, OSError):  # `gleanings_well` tells of it
                continue


GAUGES: list[tuple[str, str, Callable[[], float]]] = [
    (
        "gleanings_clock_beat_age_seconds",
        "Time since a clock was seen on this machine",
        lambda: time.time() - beat_file().stat().st_mtime,
    ),
    (
        "gleanings_clock_failures",
        "Works of the clock that fail",
        lambda: ClockFailure.objects.count(),
    ),
    (
        "gleanings_disk_free_bytes",
        "Room for the data",
        lambda: shutil.disk_usage(settings.DATA_DIR).free,
    ),
    (
        "gleanings_mails_waiting",
        "Messages of issues that are still to be sent",
        lambda: Delivery.objects.filter(state=State.QUEUED).count(),
    ),
]
