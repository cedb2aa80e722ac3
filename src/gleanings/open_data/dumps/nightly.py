"""When the dumps are made: once a night, whoever keeps the clock and however often it starts."""

import datetime as dt

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from gleanings.open_data.dumps.kept import folders, made
from gleanings.open_data.dumps.writing import BusyError, write_dumps

WORK = "write dumps"
AFTER_A_FAILURE = dt.timedelta(hours=1)


def read_hour(text: str) -> int | None:
    """“3”; None for “off”. Raises ImproperlyConfigured for anything else."""
    if text.strip() == "off":
        return None
    if text.strip().isdecimal() and int(text) < 24:
        return int(text)
    raise ImproperlyConfigured(
        f"GLEANINGS_DUMPS_HOUR is {text!r}. Write an hour of the day from 0 to 23, or off."
    )


def is_due(at: dt.datetime) -> bool:
    """Whether the hour passed since the newest dump was made; the dumps themselves tell."""
    hour = read_hour(settings.DUMPS_HOUR)
    if hour is None:
        return False
    there = folders()
    if not there:
        return True
    local = timezone.localtime(at)
    passed = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    if passed > local:
        passed -= dt.timedelta(days=1)
    return made(there[0]) < passed


def write_when_due(at: dt.datetime | None = None) -> bool:
    """Asked again and again; whether dumps were written."""
    at = at or timezone.now()
    if not is_due(at):
        return False
    try:
        return write_dumps(at=at, is_wanted=lambda: is_due(at)) is not None
    except BusyError:
        return False
