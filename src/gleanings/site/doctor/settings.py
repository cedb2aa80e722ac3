"""Settings with which the site starts, and which are not what was meant."""

import difflib
import os
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

from gleanings.site.doctor.findings import Finding, better, well, wrong
from gleanings.site.from_environment import ASKED_FOR

PREFIX = "GLEANINGS_"
A_WEAK_KEY = "security.W009"
"""Only a warning to Django; yet whoever guesses the key is anybody."""


def look_at_settings() -> Iterator[Finding]:
    yield _for_whom()
    yield from _misspelt()
    yield from _mixed()
    yield from _django_says()


def _for_whom() -> Finding:
    if settings.IS_PUBLIC:
        return well("settings", f"The site runs for the world at {settings.URL}.")
    return better(
        "settings",
        f"The site runs for your own machine alone, at {settings.URL}: no HTTPS, and a secret key "
        "that it made itself.",
        "For a public site read the settings file first (set -a; . /srv/gleanings/settings.env; "
        "set +a), and set GLEANINGS_URL to an address with https:// in it.",
    )


def _misspelt() -> Iterator[Finding]:
    for name in sorted(os.environ):
        own = name.removeprefix(PREFIX)
        if own == name or own in ASKED_FOR:
            continue
        like = difflib.get_close_matches(own, ASKED_FOR, n=1)
        yield better(
            "settings",
            f"{name} is set, and no setting has this name.",
            f"Is {PREFIX}{like[0]} meant?"
            if like
            else "Take it out, or look for its name in docs/operator.md.",
        )


def _mixed() -> Iterator[Finding]:
    """What is right by itself, and not together."""
    if settings.IS_PUBLIC and not settings.PROXIES:
        yield better(
            "settings",
            "GLEANINGS_PROXIES is not set: the site takes itself to be reached directly, yet has "
            "no certificate of its own. All visitors would count as one, and HTTPS is not seen.",
            "Set it to the number of web servers before the site, usually 1.",
        )
    if settings.EMAIL_HOST_PASSWORD and not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        yield wrong(
            "settings",
            "GLEANINGS_EMAIL_TLS is 0, so the password of the mail server goes over the network "
            "in the clear.",
            "Set it to 1, or to implicit where the port is 465.",
        )
    host = urlsplit(settings.URL).hostname or ""
    if settings.IS_PUBLIC and (host == "localhost" or host.endswith((".local", ".localhost"))):
        yield better(
            "settings",
            f"GLEANINGS_URL names {host}, which nobody else can reach.",
            "Set it to the site's public address.",
        )


def _django_says() -> Iterator[Finding]:
    """What `gleanings check --deploy` says."""
    for message in checks.run_checks(include_deployment_checks=settings.IS_PUBLIC):
        if not message.is_silenced():
            serious = message.level >= checks.ERROR or message.id == A_WEAK_KEY
            say = wrong if serious else better
            sentence = f"{message.obj}: {message.msg}" if message.obj else str(message.msg)
            yield say("checks", sentence, message.hint or f"Django's documentation, {message.id}.")
