"""The clock of ``gleanings serve`` and ``gleanings tick``; rooms register what it does.

Where several sites are served from one database, on one machine or on many, one of them keeps the
clock: the one that holds a row of the database, which it has to take anew within a minute.
"""

import datetime as dt
import secrets
import threading
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from gleanings.digest import clock
from gleanings.digest.models import ClockFailure
from gleanings.site import processes
from gleanings.site.models import ClockKeeper

INTERVAL = 20  # seconds
LEASE = dt.timedelta(seconds=60)
"""So long after the keeper was lost another one takes its place."""

WE = secrets.token_hex(8)
"""This site among all that are served from the database; a process begun anew is the same."""


def keep() -> None:
    """Keep the clock until told to end: each work in a thread of its own, for some take a while."""
    told = processes.told_to_end()
    beat()
    for work in clock.works():
        threading.Thread(target=_keep, args=(work, told), name=work.name, daemon=True).start()
    told.wait()
    with suppress(DatabaseError):
        leave_it()


def tick() -> list[ClockFailure]:
    """Do everything once; what could not be done."""
    beat()
    return clock.tick()


def is_ours(keeper: str = WE) -> bool:
    """Whether this site keeps the clock, which it takes where nobody has it; for a minute."""
    free = Q(keeper=keeper) | Q(until__lte=Now())
    if ClockKeeper.objects.filter(free, pk=1).update(keeper=keeper, until=Now() + LEASE):
        return True
    first = {"keeper": keeper, "until": timezone.now() + LEASE}
    return ClockKeeper.objects.get_or_create(pk=1, defaults=first)[1]


def leave_it(keeper: str = WE) -> None:
    """Let another take it at once."""
    ClockKeeper.objects.filter(pk=1, keeper=keeper).update(until=Now())


def beat_file() -> Path:
    return Path(settings.DATA_DIR) / "clock"


def beat() -> None:
    """Leave word that a clock is kept, for whoever asks after its health."""
    with suppress(OSError):
        beat_file().touch()


def _keep(work: clock.Work, told: threading.Event) -> None:
    while not told.wait(INTERVAL):
        beat()
        # a thread that ends does nothing ever again
        try:
            close_old_connections()
            if is_ours():
                clock.run(work)
        except Exception as error:
            clock.log(work, error)
        finally:
            # a dozen works of each machine would hold a dozen connections between two looks
            connection.close()
