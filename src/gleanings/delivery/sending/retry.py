"""When a message that was put off is tried again, and when no more."""

import datetime as dt
import random

FIRST = dt.timedelta(minutes=2)
LONGEST = dt.timedelta(hours=6)
ATTEMPTS = 16
"""Over about three days, longer than a server is away for a weekend."""


def pause_after(attempts: int, draw: float | None = None) -> dt.timedelta:
    """Twice as long each time, by a quarter more or less, lest all come back at one moment."""
    draw = random.random() if draw is None else draw  # noqa: S311
    return min(LONGEST, FIRST * 2 ** min(attempts - 1, 20)) * (0.75 + draw / 2)
