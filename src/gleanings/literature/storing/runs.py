"""An import of one file, which goes on where it was when it was stopped."""

import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from django.utils import timezone

from gleanings.literature.models import Article, ImportRun
from gleanings.literature.records import Refused, read_records
from gleanings.literature.records.reading import LIST
from gleanings.literature.records.record import UnreadableFileError
from gleanings.literature.storing.account import Account, account_of, as_stored
from gleanings.literature.storing.batches import AT_ONCE, store_records, to_the_end
from gleanings.literature.storing.bringing import bring


def go_on(
    run: ImportRun,
    path: Path,
    *,
    seconds: float | None = None,
    tell: Callable[[int], None] = lambda done: None,
) -> bool:
    """Store the records that wait, for so long; whether all are done. ``tell`` hears how many are.

    What is stored and how far it is are written in one transaction: an import that is killed has
    nothing twice and leaves nothing out.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    account = account_of(run)

    def keep(done: int, made: list[Article]) -> None:
        run.position += done
        _keep(run, account)

    try:
        with read_records(path) as read:
            run.format = read.format
            waiting = islice(to_the_end(read.outcomes), run.position, None)
            while batch := list(islice(waiting, AT_ONCE)):
                store_records(bring(batch) if read.format == LIST else batch, account, keep)
                tell(run.position)
                if deadline is not None and time.monotonic() > deadline:
                    return False
    except UnreadableFileError as error:
        account.refuse(Refused(1, str(error)))
    run.finished_at = timezone.now()
    _keep(run, account)
    return True


def _keep(run: ImportRun, account: Account) -> None:
    for name, value in as_stored(account).items():
        setattr(run, name, value)
    run.save()
