"""A browser in which somebody signed in before is known again by a signed cookie.

So that whoever guesses passwords cannot keep out the one whose name or address he uses: a known
browser is counted by itself (OWASP, “Slow Down Online Guessing Attacks with Device Cookies”). The
cookie opens nothing, and names nobody: it is signed for one name, and tells only who has that name.
"""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

COOKIE = "known_browser"
SECONDS = 365 * 24 * 60 * 60


def _signer(username: str) -> TimestampSigner:
    return TimestampSigner(salt=f"gleanings.known_browser:{username}")


def number_of(request: HttpRequest, username: str) -> str:
    """Of the browser, if it is one in which this person signed in; "" otherwise."""
    try:
        return _signer(username).unsign(request.COOKIES.get(COOKIE, ""), max_age=SECONDS)
    except BadSignature:
        return ""


def remember(response: HttpResponse, user: Any) -> None:
    """Under a new number each time, so that what was counted before is over."""
    response.set_cookie(
        COOKIE,
        _signer(user.get_username()).sign(secrets.token_urlsafe(16)),
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def name_typed(request: HttpRequest) -> str:
    """As the form of sign-in reads it."""
    return User.normalize_username(request.POST.get("username", "").strip())
