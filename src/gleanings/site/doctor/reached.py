"""What the site reaches, and what reaches it: clock, mail server, its own public address."""

import datetime as dt
import http.client
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage

from gleanings.delivery import sender
from gleanings.delivery.deliverability.checks import Level as MailLevel
from gleanings.delivery.deliverability.connection import check_connection
from gleanings.site import health
from gleanings.site.doctor.findings import Finding, better, well, wrong
from gleanings.site.from_environment import host_of

PATIENCE = 10  # seconds
DAYS_LEFT = 14
"""Of a certificate; certbot renews at thirty."""
KEEP_A_CLOCK = (
    "Start the site (gleanings serve), or, where it runs with --no-scheduler, have cron run "
    "gleanings tick every five minutes."
)


def look_at_clock() -> Iterator[Finding]:
    state = health.clock()
    if state == "ok":
        yield well("clock", "It is kept.")
    elif state == "late":
        yield wrong("clock", "Nobody has kept the clock for a quarter of an hour.", KEEP_A_CLOCK)
    else:
        yield wrong(
            "clock",
            "Nobody has ever kept the clock: nothing is published at its time, no mail goes out.",
            KEEP_A_CLOCK,
        )


def look_at_mail() -> Iterator[Finding]:
    if not sender.has_server():
        yield better(
            "mail",
            "No mail server is set: nobody can subscribe on a public site, and no password can be "
            "set anew by mail.",
            "Set GLEANINGS_EMAIL_HOST.",
        )
        return
    verdict = check_connection()
    if verdict.level is MailLevel.REFUSED:
        yield wrong("mail", verdict.sentence, "Then look at the rest with: gleanings check_mail")
    elif verdict.level is MailLevel.BETTER:
        yield better("mail", verdict.sentence, "Set GLEANINGS_EMAIL_TLS to 1 if it can be.")
    else:
        yield well("mail", verdict.sentence)
    if "." not in sender.domain_of_the_sender():
        yield wrong(
            "mail",
            f"Mails come from {sender.address_of_the_sender()!r}, which is no address that can be "
            "answered.",
            "Set GLEANINGS_EMAIL_FROM to an address of your own domain.",
        )


def look_at_cache() -> Iterator[Finding]:
    if not settings.CACHE_URL:
        return
    import redis

    waits = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
    try:
        with redis.from_url(settings.CACHE_URL, **waits) as asked:
            version = asked.info("server")["redis_version"]
    except redis.RedisError as error:
        yield wrong(
            "cache",
            f"Redis does not answer ({type(error).__name__}): each process keeps pages and counts "
            "guesses and requests for itself.",
            "Does it run, and is it where GLEANINGS_CACHE_URL says?",
        )
    else:
        yield well("cache", f"Redis {version} answers.")


def look_at_uploads() -> Iterator[Finding]:
    if not settings.S3_BUCKET:
        return
    try:
        default_storage.exists("doctor")
    except Exception as error:  # whatever the store's library raises
        yield wrong(
            "uploads",
            f"The bucket {settings.S3_BUCKET} does not let the site in: {type(error).__name__}.",
            "Look at GLEANINGS_S3_ENDPOINT, _REGION, _KEY and _SECRET.",
        )
    else:
        yield well("uploads", f"The bucket {settings.S3_BUCKET} answers.")


def look_at_address() -> Iterator[Finding]:
    """Asks the site for its health as the world does, and looks at the certificate."""
    if not settings.IS_PUBLIC:
        return
    address = urlsplit(settings.URL)
    host, port = host_of(settings.URL).strip("[]"), address.port or 443
    try:
        ends = _end_of_certificate(host, port)
        status = _status(host, port)
    except ssl.SSLCertVerificationError as error:
        yield wrong(
            "address",
            f"Browsers do not trust the certificate of {settings.URL}: {error.verify_message}.",
            "Renew it (certbot renew) and have the web server read it (systemctl reload nginx).",
        )
        return
    except (OSError, http.client.HTTPException) as error:
        yield wrong(
            "address",
            f"{settings.URL} cannot be reached from here: {error}.",
            "Does the name lead to this machine, and does the web server run? If this machine "
            "alone cannot reach it: gleanings doctor --here",
        )
        return
    left = (ends - dt.datetime.now(dt.UTC)).days
    if left < DAYS_LEFT:
        yield wrong(
            "address",
            f"The certificate of {settings.URL} ends in {left} days.",
            "Run certbot renew, and see why it has not been done.",
        )
    if status not in (200, 503):
        yield wrong(
            "address",
            f"{settings.URL}{health.ADDRESS} answers {status}: that is not this site.",
            "Look at the web server's file: gleanings deploy_files writes one.",
        )
    elif status == 503:
        yield better(
            "address", "The site answers, and finds itself not well.", "See what stands above."
        )
    elif left >= DAYS_LEFT:
        yield well("address", f"{settings.URL} answers, its certificate good for {left} days.")


def _end_of_certificate(host: str, port: int) -> dt.datetime:
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=PATIENCE) as plain,
        context.wrap_socket(plain, server_hostname=host) as secured,
    ):
        certificate = secured.getpeercert() or {}
    return dt.datetime.fromtimestamp(
        ssl.cert_time_to_seconds(str(certificate["notAfter"])), tz=dt.UTC
    )


def _status(host: str, port: int) -> int:
    connection = http.client.HTTPSConnection(host, port, timeout=PATIENCE)
    try:
        connection.request("GET", health.ADDRESS)
        return connection.getresponse().status
    finally:
        connection.close()
