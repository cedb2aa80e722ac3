"""One answer a browser, without knowing whose: a number that a cookie keeps, set with an answer.

Who deletes it, or uses another browser, can answer again. Without accounts that cannot be helped;
what it is good for is that an answer is changed instead of added.
"""

import hashlib
import hmac
import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gleanings.digest.models import Summary

COOKIE = "answers"
DAYS = 400  # the longest that browsers keep one
_NUMBER = re.compile(r"[0-9a-f]{32}")


def number_of(request: HttpRequest) -> str:
    """The browser's, or "" where it has none yet."""
    number = request.COOKIES.get(COOKIE, "")
    return number if _NUMBER.fullmatch(number) else ""


def new_number() -> str:
    return secrets.token_hex(16)


def remember(response: HttpResponse, number: str) -> None:
    response.set_cookie(
        COOKIE,
        number,
        max_age=DAYS * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def key_for(summary: Summary, number: str) -> str:
    """Of this browser's answer to this summary; different for each summary."""
    return hmac.new(
        number.encode(), str(summary.translation_key).encode(), hashlib.sha256
    ).hexdigest()
