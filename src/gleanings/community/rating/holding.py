"""Answers that come faster than readers do are held back until an editor decides.

Ten thousand answers by a program change no published number then, and the desk says that they
came. A program that gives a few each day for months is not found so; the editor sees the number of
each month.
"""

import datetime as dt

from gleanings.community.models import Rating

MOST_A_DAY = 100
"""Of one summary. A mailing to a few thousand brings some dozens."""


def hold_if_too_many(rating: Rating) -> None:
    """All of its day, with those that came before it, once there are too many."""
    of_the_day = Rating.objects.filter(summary=rating.summary_id, day=rating.day)
    if of_the_day.filter(held=True).exists() or of_the_day.count() > MOST_A_DAY:
        of_the_day.update(held=True)


def let_count(summary: int, day: dt.date) -> int:
    """How many were held that count from now on."""
    held = Rating.objects.filter(summary=summary, day=day, held=True)
    return held.update(held=False, shown=False)


def throw_away(summary: int, day: dt.date) -> int:
    """How many were deleted."""
    return Rating.objects.filter(summary=summary, day=day, held=True).delete()[0]
