"""Who may send a large body: whoever is signed in, and can prove it before it is received.

The server decides before a request is read, when no session can be looked up yet. So those who are
signed in carry a signed pass beside their session. It opens nothing but the size of a body: what is
sent is judged by the session, as ever.
"""

from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

COOKIE = "upload_pass"
_SALT = "gleanings.upload"


def may_upload(cookies: str, path: str) -> bool:
    """Whether a request with this Cookie header is one of somebody who is signed in."""
    if COOKIE not in cookies or not path.startswith(reverse("wagtailadmin_home")):
        return False
    try:
        held = SimpleCookie(cookies).get(COOKIE)
        TimestampSigner(salt=_SALT).unsign(
            held.value if held else "", max_age=settings.SESSION_COOKIE_AGE
        )
    except (BadSignature, CookieError):
        return False
    return True


class UploadPassMiddleware:
    """Gives the pass to who is signed in, and takes it back at sign-out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        home = reverse("wagtailadmin_home")
        if not request.path.startswith(home):
            return response
        signed_in = request.user.is_authenticated
        holds = may_upload(request.META.get("HTTP_COOKIE", ""), request.path)
        if signed_in and not holds:
            response.set_cookie(COOKIE, new_pass(request.user), **_options(home))
        elif not signed_in and COOKIE in request.COOKIES:
            response.delete_cookie(COOKIE, path=home, samesite="Lax")
        return response


def new_pass(user: Any) -> str:
    return TimestampSigner(salt=_SALT).sign(str(user.pk))


def _options(path: str) -> dict[str, Any]:
    return {
        "max_age": settings.SESSION_COOKIE_AGE,
        "path": path,
        "secure": settings.SESSION_COOKIE_SECURE,
        "httponly": True,
        "samesite": settings.SESSION_COOKIE_SAMESITE,
    }
