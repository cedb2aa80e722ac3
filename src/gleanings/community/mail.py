"""Mails to those who wanted to hear of one thing; how they go out is the site's to know."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from django.db import models
from django.utils import timezone

from gleanings.community.models.answered_by_mail import AnsweredByMail

logger = logging.getLogger(__name__)

AGAIN = dt.timedelta(minutes=10)
"""What could not be sent, or was taken and left behind, is tried again."""
DAYS_TRIED = 7


class Outcome(Enum):
    SENT = "sent"
    REFUSED = "the address takes no mail, or not this one"
    LATER = "nothing goes out for now"


@dataclass(frozen=True)
class Letter:
    name: str
    """Tells it from every other: what is sent again after a crash is shown once."""
    to: str
    language: str
    subject: str
    text: str


class Post(Protocol):
    def is_there(self) -> bool:
        """Whether mail can leave the site."""
        ...

    def normal_address(self, text: str) -> str:
        """Raises ValidationError for what is no address, with a sentence for whoever typed it."""
        ...

    def send(self, letter: Letter) -> Outcome: ...


_known: list[Post] = []


def send_by(post: Post) -> None:
    """Called once, when the app above is ready."""
    _known[:] = [post]


def is_there() -> bool:
    return bool(_known) and _known[0].is_there()


def normal_address(text: str) -> str:
    return _known[0].normal_address(text)


def _forget(row: AnsweredByMail, outcome: Outcome) -> None:
    row.forget_address()


def send_answers(
    waiting: "models.QuerySet[Any]",
    write: Callable[[Any], Letter],
    then: Callable[[Any, Outcome], None] = _forget,
) -> None:
    """Send those that are due; each address is erased with its mail, or when it was tried for long.

    ``write(row)`` gives the letter; ``then(row, outcome)`` does something else afterwards, where
    the address is still needed.
    """
    for row in list(waiting.order_by("mail_due")[:100]):
        taken = timezone.now() + AGAIN
        # one worker takes it
        if not waiting.filter(pk=row.pk, mail_due=row.mail_due).update(mail_due=taken):
            continue
        outcome = _known[0].send(write(row)) if _known else Outcome.LATER
        if outcome == Outcome.LATER and not _is_tried_for_long(row):
            return
        then(row, outcome)


def _is_tried_for_long(row: AnsweredByMail) -> bool:
    tried = timezone.localdate() - row.answered_on if row.answered_on else dt.timedelta()
    if tried.days < DAYS_TRIED:
        return False
    logger.warning("A mail to a reader could not be sent for %d days; it is given up", DAYS_TRIED)
    return True
