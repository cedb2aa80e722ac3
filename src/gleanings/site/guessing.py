"""Guessing passwords is limited by where it comes from, whatever names are tried, and by the name.

django-axes counts by name and address together. That leaves one password tried on many names, one
name tried from many addresses, and the passwords of private pages and documents, which have no
name: those are counted here. None of it keeps anybody out of a browser in which he signed in
before, which is counted by itself; one becomes known also by setting a new password by mail.
"""

import datetime as dt
import hashlib
import ipaddress
import math
import time
from collections import ChainMap
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.core.cache import caches
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import time_format
from wagtail.admin.views.account import PasswordResetConfirmView

from gleanings.open_data.rate import address_of
from gleanings.site import known_browsers

LIMIT = 30
"""A clinic behind one address has a few people who mistype in the same quarter of an hour."""
LINKS = 100
"""A workshop subscribes on one Wi-Fi; no address gets more than a few of these mails a day."""
SECONDS = 15 * 60

SIGN_IN = frozenset({"wagtailadmin_login", "wagtailcore_login"})
PASSWORDS = frozenset(
    {"wagtailcore_authenticate_with_password", "wagtaildocs_authenticate_with_password"}
)
MAILS = {"wagtailadmin_password_reset": LIMIT, "subscribe": LINKS, "ask_for_link": LINKS}
"""Each asks for a mail to somebody, and may so often."""
ANSWERS = {"rate": LINKS, "report_error": LIMIT, "ask": LIMIT, "write_commentary": LIMIT}
"""A seminar rates on one Wi-Fi."""
DAY = 24 * 60 * 60
SENT = ChainMap(MAILS, ANSWERS)
NEW_PASSWORD = "wagtailadmin_password_reset_confirm"  # noqa: S105


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


# --- counting -------------------------------------------------------------------------------------
def _counts(request: HttpRequest) -> Iterator[tuple[str, int]]:
    """What an attempt is counted under, and how often it may be."""
    if most := SENT.get(view := _view_of(request)):
        yield f"{view}:{whence(request)}", most
        return
    name = known_browsers.name_typed(request) if _view_of(request) in SIGN_IN else ""
    if number := known_browsers.number_of(request, name):
        yield f"browser:{number}", settings.AXES_FAILURE_LIMIT
        return
    yield f"address:{whence(request)}", LIMIT
    # what axes refused unread is no attempt at the name, or one address alone could close it
    if name and not getattr(request, "axes_locked_out", False):
        yield f"name:{hashlib.sha256(name.encode()).hexdigest()}", LIMIT


def count_guess(request: HttpRequest) -> None:
    """Within a span that begins with the first; what comes later does not make it longer."""
    cache = caches["guesses"]
    for key, _limit in _counts(request):
        cache.add(f"until:{key}", time.time() + SECONDS, SECONDS)
        cache.add(key, 0, SECONDS)
        with suppress(ValueError):  # the span ended between two lines
            cache.incr(key)


def _of_today(request: HttpRequest) -> str:
    """Under what a day's answers from one place are counted: not its address, but a digest."""
    told = f"{_view_of(request)}:{timezone.localdate().isoformat()}:{whence(request)}"
    return f"day:{salted_hmac('gleanings.site.guessing.day', told).hexdigest()}"


def count_of_today(request: HttpRequest) -> None:
    cache, key = caches["guesses"], _of_today(request)
    cache.add(key, 0, DAY)
    with suppress(ValueError):
        cache.incr(key)


def seconds_to_wait(request: HttpRequest) -> int:
    """0 for who may try."""
    longest, cache = 0, caches["guesses"]
    for key, limit in _counts(request):
        if cache.get(key, 0) >= limit:
            until = cache.get(f"until:{key}", 0.0)
            longest = max(longest, 1, math.ceil(until - time.time()))
    return longest


def is_counted_by_browser(request: HttpRequest, credentials: Any = None) -> bool:
    """For django-axes, which then leaves the counting to us."""
    return bool(known_browsers.number_of(request, known_browsers.name_typed(request)))


@receiver(user_login_failed)
def _count_failed_sign_in(request: HttpRequest | None = None, **kwargs: Any) -> None:
    if request is not None:
        count_guess(request)


@receiver(user_logged_in)
def _note_who_signed_in(request: HttpRequest | None, user: Any, **kwargs: Any) -> None:
    if request is not None:
        request.signed_in_now = user  # type: ignore[attr-defined]


class GuessingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        view = _view_of(request)
        # a right password redirects, a wrong one shows the form again; so does a mistyped address
        is_taken = view in SENT and response.status_code == 302
        if is_taken or (view in PASSWORDS and response.status_code == 200):
            count_guess(request)
        if is_taken and view in ANSWERS:
            count_of_today(request)
        if user := getattr(request, "signed_in_now", None) or _has_new_password(request, response):
            known_browsers.remember(response, user)
        return response

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        limited = _view_of(request) in SIGN_IN | PASSWORDS | SENT.keys()
        if limited and (seconds := seconds_to_wait(request)):
            return locked_out(request, seconds)
        if _view_of(request) in ANSWERS:
            # for `gleanings.community.flood`
            vars(request)["sent_today"] = caches["guesses"].get(_of_today(request), 0)
        return None


def _view_of(request: HttpRequest) -> str:
    """The name of the view that something is sent to."""
    match = getattr(request, "resolver_match", None)
    return str(match.view_name) if match and request.method == "POST" else ""


def _has_new_password(request: HttpRequest, response: HttpResponse) -> Any:
    """Who set one by the link in his mail, which leads on only if the link is good."""
    if _view_of(request) != NEW_PASSWORD or response.status_code != 302:
        return None
    return PasswordResetConfirmView().get_user(request.resolver_match.kwargs["uidb64"])  # type: ignore[union-attr]


# --- telling --------------------------------------------------------------------------------------
def locked_out(request: HttpRequest, seconds: int = SECONDS) -> HttpResponse:
    """When to come back, in words, and for machines."""
    at = timezone.localtime(timezone.now() + dt.timedelta(seconds=seconds))
    context = {
        "minutes": math.ceil(seconds / 60),
        "at": time_format(at, "TIME_FORMAT"),
        "mails": _view_of(request) in MAILS,
        "answers": _view_of(request) in ANSWERS,
        "has_account": _view_of(request) in SIGN_IN,
    }
    response = render(request, "site/locked_out.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response


def locked_out_by_name(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """For django-axes, which counts by name and address."""
    return locked_out(request)
