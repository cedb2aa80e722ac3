"""Ranking anew in a thread of this process, while the next candidate is looked at already."""

import logging
import threading

from django.db import close_old_connections, connection, transaction

logger = logging.getLogger(__name__)

_at_work = threading.Lock()
_due = threading.Event()


def rerank_soon() -> None:
    """Once what was decided is stored. A decision made meanwhile is ranked after it."""
    transaction.on_commit(_wake)


def _wake() -> None:
    _due.set()
    threading.Thread(target=_rank_while_due, name="rank candidates", daemon=True).start()


def _rank_while_due() -> None:
    # scikit-learn takes a second to load, which no decision waits for
    from gleanings.desk.reranking import rerank

    if not _at_work.acquire(blocking=False):
        return  # whoever is at work looks again when he is done
    try:
        while _due.is_set():
            _due.clear()
            close_old_connections()
            rerank()
    except Exception:
        logger.exception("The candidates could not be ranked; the clock tries again")
    finally:
        _at_work.release()
        connection.close()
