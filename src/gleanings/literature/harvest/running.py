"""One run of one search at one source: page by page, each stored with where it goes on."""

import datetime as dt
import time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from gleanings.literature.harvest.spans import expected
from gleanings.literature.models import Article, HarvestRun
from gleanings.literature.records.record import Outcome
from gleanings.literature.signals import articles_came
from gleanings.literature.sources.polite import DoneForTodayError, SourceError
from gleanings.literature.sources.search import Page, Search, Source
from gleanings.literature.storing import store_records
from gleanings.literature.storing.account import account_of, as_stored

SUSPICIOUS = 10.0
"""So many expected and none found is no chance: one time in twenty thousand it would be."""
UNREADABLE = 10
"""So many records of which none can be read are no chance either: the source speaks otherwise than
it did. Fewer are told of in the account, lest one holds up all that follows."""
KEPT = 50  # runs of each search at each source


class OvertakenError(Exception):
    """Another process went on with this run meanwhile; what this one read is not stored."""


class NothingFoundError(SourceError):
    """The source found nothing, where that is not to be believed."""


def asked(question: dict[str, Any], since: dt.date, until: dt.date) -> Search:
    """What the source is asked by the `SavedSearch.question` that is stored with a run."""
    return Search(
        since=since,
        until=until,
        query=question["query"],
        journals=tuple(question["journals"]),
        languages=tuple(question["languages"]),
        kinds=tuple(question["kinds"]),
        published_from=question["published_from"],
    )


def go_on(run: HarvestRun, source: Source, *, deadline: float | None = None) -> bool:
    """Store what waits, until ``time.monotonic()`` is past the deadline; whether all is done.

    Raises SourceError and OvertakenError; what came before is stored, and the run goes on there.
    """
    for page in source.pages(asked(run.question, run.since, run.until), run.cursor):
        store_page(run, page)
        if run.finished_at is None and deadline is not None and time.monotonic() > deadline:
            return False
    if run.finished_at is None:
        store_page(run, Page([], run.found or 0, ""))
    _forget_old_runs(run)
    return True


def store_page(run: HarvestRun, page: Page) -> None:
    """The records, the account and the cursor behind them, in one transaction."""
    is_last = not page.cursor
    if is_last and not page.found and not run.read:
        _doubt_nothing(run)
    if not page.records and len(page.refused) >= UNREADABLE:
        raise SourceError(
            _(
                "None of the %(number)s records that %(source)s gave could be read (%(why)s) "
                "Nothing of them is stored; the next harvest asks for them again."
            ),
            source=run.source,
            number=len(page.refused),
            why=page.refused[0].why,
        )
    account = account_of(run)
    outcomes: list[Outcome] = [*page.records, *page.refused]
    stored = 0

    def keep(done: int, made: list[Article]) -> None:
        nonlocal stored
        stored += done
        whole = stored >= len(outcomes)
        move(
            run,
            cursor=page.cursor if whole else run.cursor,
            found=page.found,
            finished=is_last and whole,
            **as_stored(account),
        )
        if made and run.search:
            articles_came.send(HarvestRun, articles=made, search=run.search, source=run.source)

    if outcomes:
        store_records(outcomes, account, keep)
    else:
        with transaction.atomic():
            keep(0, [])
    run.refresh_from_db()


def move(run: HarvestRun, *, cursor: str, finished: bool, **fields: Any) -> None:
    """Write how far it is. Raises OvertakenError where somebody else wrote that since."""
    now = timezone.now()
    as_it_was = HarvestRun.objects.filter(
        pk=run.pk, cursor=run.cursor, read=run.read, finished_at=None
    )
    moved = as_it_was.update(
        **fields,
        cursor=cursor,
        moved_at=now,
        finished_at=now if finished else None,
        complaint="",
        complaint_about={},
        failed_at=None,
        rests_until=None,
    )
    if not moved:
        raise OvertakenError(str(run))


def note_failure(run: HarvestRun, error: SourceError) -> None:
    """Why it stands still, for whoever looks, and until when the source is left alone."""
    run.complaint, run.complaint_about = error.words, error.about
    run.failed_at = timezone.now()
    run.rests_until = error.until if isinstance(error, DoneForTodayError) else None
    run.save(update_fields=["complaint", "complaint_about", "failed_at", "rests_until"])


def _doubt_nothing(run: HarvestRun) -> None:
    number = expected(run)
    if number >= SUSPICIOUS:
        raise NothingFoundError(
            _(
                "%(source)s found nothing from %(since)s to %(until)s, where about %(number)s "
                "articles were to be expected. Try the search at its form; it is repeated at the "
                "next harvest."
            ),
            source=run.source,
            since=str(run.since),
            until=str(run.until),
            number=round(number),
        )


def _forget_old_runs(run: HarvestRun) -> None:
    runs = HarvestRun.objects.of(run.search, run.source)
    kept = runs.values_list("pk", flat=True)[:KEPT]
    runs.exclude(pk__in=list(kept)).delete()
