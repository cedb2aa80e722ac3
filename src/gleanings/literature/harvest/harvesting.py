"""A harvest: every search at each of its sources, then the watched articles at those that tell.

A source that fails stops no other. What is left stays where it is, with the reason, and the next
harvest goes on there.
"""

import datetime as dt
import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from gleanings.literature.harvest.looking_up import look_up, lookup_to_do
from gleanings.literature.harvest.one_at_a_time import holding
from gleanings.literature.harvest.running import OvertakenError, go_on, note_failure
from gleanings.literature.harvest.spans import run_to_do
from gleanings.literature.models import HarvestRun, SavedSearch
from gleanings.literature.sources.polite import (
    UNHURRIED,
    DoneForTodayError,
    NotAnsweringError,
    Patience,
    SourceError,
)
from gleanings.literature.sources.registry import SOURCES, MissingKeyError, open_source
from gleanings.literature.sources.search import Source

logger = logging.getLogger(__name__)

_OF_THE_WHOLE_SOURCE = (DoneForTodayError, NotAnsweringError, MissingKeyError)


@dataclass(frozen=True)
class Job:
    """A saved search at one of its sources; without a search, the watched articles there."""

    source: str
    search: SavedSearch | None = None


@dataclass(frozen=True)
class Done:
    """What became of a job. ``left`` says why something of it is left, and is empty else."""

    job: Job
    run: HarvestRun | None = None
    left: str = ""
    by_another: bool = False
    """Another process did it meanwhile."""


def jobs_of(searches: Iterable[SavedSearch], *, with_lookups: bool = True) -> list[Job]:
    """Source by source, in the order of the table of sources."""
    searches = list(searches)
    jobs = []
    for source, known in SOURCES.items():
        jobs += [Job(source, search) for search in searches if source in search.sources]
        if with_lookups and known.client.looked_up_at_once:
            jobs.append(Job(source))
    return jobs


def harvest(
    jobs: Iterable[Job],
    *,
    since: dt.date | None = None,
    wait: bool = False,
    patience: Patience = UNHURRIED,
    seconds: float | None = None,
) -> Iterator[Done]:
    """Do the jobs; what became of each as soon as it is known.

    ``wait`` for other processes that harvest the same source; ``seconds`` are for each source.
    """
    begun = timezone.now()
    by_source: dict[str, list[Job]] = {}
    for job in jobs:
        by_source.setdefault(job.source, []).append(job)
    for source, its_jobs in by_source.items():
        with holding(source, wait=wait) as is_ours:
            if not is_ours:
                words = _("%(source)s is being harvested by another process.") % {"source": source}
                yield from (Done(job, left=words) for job in its_jobs)
                continue
            deadline = None if seconds is None else time.monotonic() + seconds
            at_work = _AtASource(source, patience, begun, since, deadline)
            yield from map(at_work.do, its_jobs)


class _AtASource:
    """The jobs at one source, which is opened once, so that its pace holds for all of them."""

    def __init__(
        self,
        name: str,
        patience: Patience,
        begun: dt.datetime,
        since: dt.date | None,
        deadline: float | None,
    ) -> None:
        self.name, self.patience, self.begun = name, patience, begun
        self.since, self.deadline = since, deadline
        self.client: Source | None = None
        self.closed: SourceError | None = None
        """Why nothing more is asked of it in this harvest."""

    def do(self, job: Job) -> Done:
        if meanwhile := self._done_meanwhile(job):
            return Done(job, meanwhile, by_another=True)
        run = self._run(job, self.since)
        if left := self.closed or self._rest():
            if not run.complaint:
                note_failure(run, left)
            return Done(job, run, str(left))
        # something is done at each look, however slow all is
        if self.client and self.deadline is not None and time.monotonic() > self.deadline:
            return Done(job, run, _("It goes on at the next look of the clock."))
        try:
            return self._go_on(job, run)
        except OvertakenError:
            return Done(job, run, _("Another process went on with it meanwhile."))
        except SourceError as error:
            if isinstance(error, _OF_THE_WHOLE_SOURCE):
                self.closed = error
            note_failure(run, error)
            return Done(job, run, str(error))

    def _go_on(self, job: Job, run: HarvestRun) -> Done:
        if self.client is None:
            self.client = open_source(self.name, self.patience)
        done = True
        while done:
            work = look_up if job.search is None else go_on
            done = work(run, self.client, deadline=self.deadline)
            if job.search is None or run.until >= timezone.localdate():
                break
            # it was cut off days ago: what came since follows
            run = self._run(job, since=None)
        return Done(job, run, "" if done else _("It goes on at the next look of the clock."))

    def _run(self, job: Job, since: dt.date | None) -> HarvestRun:
        if job.search is None:
            return lookup_to_do(self.name)
        lasts = SOURCES[self.name].client.cursor_lasts
        return run_to_do(job.search, self.name, since=since, cursor_lasts=lasts)

    def _done_meanwhile(self, job: Job) -> HarvestRun | None:
        runs = HarvestRun.objects.of(job.search, self.name)
        meanwhile = runs.filter(finished_at__gt=self.begun, until__gte=timezone.localdate())
        return meanwhile.filter(since__lte=self.since).first() if self.since else meanwhile.first()

    def _rest(self) -> SourceError | None:
        until = HarvestRun.objects.rest_of(self.name, timezone.now())
        return DoneForTodayError(self.name, until) if until else None
