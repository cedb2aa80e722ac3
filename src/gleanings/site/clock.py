"""The clock of ``gleanings serve`` and ``gleanings tick``; rooms register what it does."""

import logging
import threading
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections

from gleanings.digest import clock
from gleanings.digest.models import ClockFailure

logger = logging.getLogger(__name__)

INTERVAL = 20  # seconds


def start(stop: threading.Event) -> None:
    """Keep the clock until stopped: each work in a thread of its own, for some take a while."""
    beat()
    for work in clock.works():
        threading.Thread(target=_keep, args=(work, stop), name=work.name, daemon=True).start()


def tick() -> list[ClockFailure]:
    """Do everything once; what could not be done."""
    beat()
    return clock.tick()


def beat_file() -> Path:
    return Path(settings.DATA_DIR) / "clock"


def beat() -> None:
    """Leave word that a clock is kept, for whoever asks after its health."""
    with suppress(OSError):
        beat_file().touch()


def _keep(work: clock.Work, stop: threading.Event) -> None:
    while not stop.wait(INTERVAL):
        beat()
        # a thread that ends does nothing ever again
        try:
            close_old_connections()
            clock.run(work)
        except Exception:
            logger.exception("“%s” failed; it is tried again", work.name)
