"""Whether the mail server takes the site in, and whether nobody can listen."""

import smtplib
from typing import Any

from django.conf import settings
from django.core.mail import get_connection

from gleanings.delivery.deliverability.checks import Level, Verdict
from gleanings.delivery.providers import PROVIDERS
from gleanings.delivery.sending.outcomes import words_of


def check_connection() -> Verdict:
    """Opens a connection as for sending, and sends nothing."""
    if settings.EMAIL_API_KEY:
        return Verdict(
            Level.GOOD,
            "TLS",
            f"Mail goes by the API of {PROVIDERS[settings.EMAIL_PROVIDER].name}, encrypted. "
            "Whether it takes the key shows with a test mail alone.",
        )
    where = f"{settings.EMAIL_HOST}, port {settings.EMAIL_PORT}"
    backend: Any = get_connection()
    try:
        backend.open()
    except (smtplib.SMTPException, OSError) as error:
        return Verdict(
            Level.REFUSED,
            "TLS",
            f"{where} does not let the site in: {words_of(error)}. Look at GLEANINGS_EMAIL_HOST, "
            "_PORT, _TLS, _USER and _PASSWORD.",
        )
    finally:
        backend.close()
    if not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        return Verdict(
            Level.BETTER,
            "TLS",
            f"The way to {where} is not encrypted (GLEANINGS_EMAIL_TLS=0). On one machine that "
            "does no harm; Gmail wants encryption from there on.",
        )
    return Verdict(Level.GOOD, "TLS", f"{where} lets the site in, encrypted.")
