"""What is done when its time comes. Each work goes on, whatever fails beside it.

A room registers its work by Wagtail's hook ``gleanings_clock``, a function that gives a `Work`.
``gleanings serve`` does each of them every few seconds, ``gleanings tick`` once.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, OperationalError
from django.utils import timezone
from django.utils.functional import Promise
from wagtail import hooks
from wagtail.models import Page

from gleanings.digest.models import ClockFailure

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Work:
    """Something to be done again and again; it finds out itself whether it is due."""

    name: str
    do: Callable[[], Any]
    complaint: str | Promise
    """For editors, where it failed as a whole; translated when it is read."""
    pause: dt.timedelta = dt.timedelta()
    """How long it rests after it failed."""


def works() -> list[Work]:
    """In the order of their hooks."""
    return [give() for give in hooks.get_hooks("gleanings_clock")]


def tick() -> list[ClockFailure]:
    """Do everything once; what could not be done."""
    for work in works():
        run(work)
    return list(ClockFailure.objects.order_by("since"))


def run(work: Work, at: dt.datetime | None = None) -> None:
    """Do it, unless it rests. A failure is logged and noted for the desk; nothing is raised."""
    at = at or timezone.now()
    try:
        noted = ClockFailure.objects.filter(work=work.name, subject="")
        if noted.filter(last__gt=at - work.pause).exists():
            return
        work.do()
        if noted.exists():
            noted.delete()
    except Exception as error:
        log(work, error)
        note(work.name, at=at)


def log(work: Work, error: Exception) -> None:
    """In one line where the database is locked or away; of any other fault, where it came from."""
    if isinstance(error, OperationalError):
        words = " ".join(str(error).split())
        logger.error("“%s” failed (%s); it is tried again", work.name, words)
    else:
        logger.error("“%s” failed; it is tried again", work.name, exc_info=error)


def note(
    work: str,
    subject: str = "",
    *,
    page: Page | None = None,
    why: dict[str, list[str]] | None = None,
    at: dt.datetime | None = None,
) -> None:
    """Keep for the desk what failed."""
    at = at or timezone.now()
    # a database that is away cannot be told that it is
    with suppress(DatabaseError):
        ClockFailure.objects.update_or_create(
            work=work,
            subject=subject,
            defaults={"page": page, "why": why or {}, "last": at},
            create_defaults={"page": page, "why": why or {}, "last": at, "since": at},
        )


def forget(work: str, *, but: Iterable[str] = ()) -> None:
    """The parts of a work that failed once and do no longer; named are those that still do."""
    gone = ClockFailure.objects.filter(work=work).exclude(subject="").exclude(subject__in=but)
    if gone.exists():
        gone.delete()


def words_of(refusal: ValidationError | PermissionDenied) -> list[str]:
    return refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
