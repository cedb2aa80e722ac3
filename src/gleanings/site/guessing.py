"""Guessing passwords is limited by where it comes from, whatever names are tried.

django-axes counts by name and address together, so that nobody locks a colleague out by knowing
his name. That leaves one password tried on many names, and the passwords of private pages and
documents, which have no name: those are counted here.
"""

import datetime as dt
import ipaddress
import math
import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth.signals import user_login_failed
from django.core.cache import cache
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import time_format

from gleanings.open_data.rate import address_of

LIMIT = 30
"""A clinic behind one address has a few people who mistype in the same quarter of an hour."""
SECONDS = 15 * 60

SIGN_IN = frozenset({"wagtailadmin_login", "wagtailcore_login"})
PASSWORDS = frozenset(
    {"wagtailcore_authenticate_with_password", "wagtaildocs_authenticate_with_password"}
)
MAILS = frozenset({"wagtailadmin_password_reset"})
"""Each asks for a mail to somebody."""


def whence(request: HttpRequest) -> str:
    """The address; of IPv6 the network, of which one person has all."""
    address = address_of(request)
    try:
        parsed = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)


def _key(request: HttpRequest) -> str:
    return f"guesses:{whence(request)}"


def count_guess(request: HttpRequest) -> None:
    """Within a span that begins with the first; what comes later does not make it longer."""
    key = _key(request)
    guesses, until = cache.get(key) or (0, time.time() + SECONDS)
    left = max(1, math.ceil(until - time.time()))
    cache.set(key, (guesses + 1, until), left)


def seconds_to_wait(request: HttpRequest) -> int:
    """0 for who may try."""
    guesses, until = cache.get(_key(request)) or (0, 0.0)
    return max(1, math.ceil(until - time.time())) if guesses >= LIMIT else 0


@receiver(user_login_failed)
def _count_failed_sign_in(request: HttpRequest | None = None, **kwargs: Any) -> None:
    if request is not None:
        count_guess(request)


class GuessingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        name = _asks_for(request)
        # a right password redirects, a wrong one shows the form again
        if name in MAILS or (name in PASSWORDS and response.status_code == 200):
            count_guess(request)
        return response

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        if _asks_for(request) and (seconds := seconds_to_wait(request)):
            return locked_out(request, seconds)
        return None


def _asks_for(request: HttpRequest) -> str:
    match = getattr(request, "resolver_match", None)
    name = str(match.view_name) if match and request.method == "POST" else ""
    return name if name in SIGN_IN | PASSWORDS | MAILS else ""


def locked_out(request: HttpRequest, seconds: int = SECONDS) -> HttpResponse:
    """When to come back, in words, and for machines."""
    at = timezone.localtime(timezone.now() + dt.timedelta(seconds=seconds))
    context = {"minutes": math.ceil(seconds / 60), "at": time_format(at, "TIME_FORMAT")}
    response = render(request, "site/locked_out.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response


def locked_out_by_name(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """For django-axes, which counts by name and address."""
    return locked_out(request)
