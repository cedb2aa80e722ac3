"""When a harvest is due, for the site's own clock.

The clock harvests a little at each look and goes on at the next, so that nothing else that it has
to do waits for a source for long. It is impatient for the same reason: a source that does not
answer at once is asked again half an hour later.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from gleanings.literature.harvest.harvesting import Done, Job, harvest, jobs_of
from gleanings.literature.models import HarvestRun, SavedSearch
from gleanings.literature.sources.polite import Patience

A_LOOK = 15.0
"""Seconds for each source at each look of the clock."""
BY_THE_CLOCK = Patience(tries=2, longest_wait=5.0, timeout=(5.0, 30.0), longest_answer=120.0)
AFTER_A_FAILURE = dt.timedelta(minutes=30)


def harvest_when_due(at: dt.datetime | None = None) -> list[Done]:
    """Asked again and again; what was done."""
    jobs = jobs_due(at or timezone.now())
    return list(harvest(jobs, patience=BY_THE_CLOCK, seconds=A_LOOK)) if jobs else []


def jobs_due(at: dt.datetime) -> list[Job]:
    if not settings.HARVEST_HOURS:
        return []
    searches = list(SavedSearch.objects.filter(is_on=True))
    if not searches and not settings.IS_PUBLIC:
        return []  # a site to try things on asks nobody unasked
    return [job for job in jobs_of(searches) if (due := due_at(job, at)) is not None and due <= at]


def due_at(job: Job, at: dt.datetime) -> dt.datetime | None:
    """When the clock does it next; None where it does not."""
    if not settings.HARVEST_HOURS or (job.search and not job.search.is_on):
        return None
    last: HarvestRun | None = HarvestRun.objects.of(job.search, job.source).first()
    if last is None:
        due = at
    elif last.failed_at is not None:
        due = last.failed_at + AFTER_A_FAILURE
    elif last.finished_at is None or (job.search and last.question != job.search.question):
        due = last.moved_at
    else:
        due = last.started_at + dt.timedelta(hours=settings.HARVEST_HOURS)
    return max(due, HarvestRun.objects.rest_of(job.source, at) or due)
