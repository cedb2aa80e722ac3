"""A harvest at once, in a thread of this process, for somebody who pressed a button.

Should the process end meanwhile, the clock goes on with what is unfinished.
"""

import logging
import threading

from django.db import close_old_connections, connection, transaction

from gleanings.literature.harvest.harvesting import harvest, jobs_of
from gleanings.literature.models import SavedSearch

logger = logging.getLogger(__name__)


def harvest_soon() -> None:
    """Once the request is stored. What another process harvests already is left to it."""
    transaction.on_commit(
        lambda: threading.Thread(target=_harvest, name="harvest", daemon=True).start()
    )


def _harvest() -> None:
    try:
        close_old_connections()
        for _done in harvest(jobs_of(SavedSearch.objects.filter(is_on=True))):
            pass
    except Exception:
        logger.exception("The harvest was broken off; the clock goes on with it")
    finally:
        connection.close()
