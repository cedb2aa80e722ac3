"""Answers that come faster than readers do are held back until an editor decides.

What readers were told of stays. Of what came since, which is an hour's answers at most, nothing
counts once it is more than readers send; so ten thousand answers by a program change no published
number, and the desk says that they came. A program that gives a few each day for months is not
found so; the editor sees the number of each month.
"""

import datetime as dt

from django.db import transaction

from gleanings.community.models import Rating
from gleanings.reader.cache import content_version

MOST_AT_ONCE = 50
"""Of one summary within the hour in which nobody is told of them yet."""
MOST_A_DAY = 150
"""Of one summary. A mailing to a few thousand brings some dozens."""


def hold_if_too_many(rating: Rating) -> None:
    """This one, and with it all that wait, once there are too many; also while some are held."""
    of_the_day = Rating.objects.filter(summary=rating.summary_id, day=rating.day, let=False)
    waiting = of_the_day.waiting()
    too_many = (
        of_the_day.filter(held=True).exists()
        or waiting.count() > MOST_AT_ONCE
        or of_the_day.count() > MOST_A_DAY
    )
    if too_many:
        waiting.update(held=True)


def let_count(summary: int, day: dt.date) -> int:
    """How many were held that count from now on."""
    held = Rating.objects.filter(summary=summary, day=day, held=True)
    with transaction.atomic():
        number = held.update(held=False, let=True, shown=True)
        content_version.bump()
    return number


def throw_away(summary: int, day: dt.date) -> int:
    """How many were deleted."""
    return Rating.objects.filter(summary=summary, day=day, held=True).delete()[0]
