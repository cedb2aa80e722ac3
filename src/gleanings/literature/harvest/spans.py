"""Which run is next: the one that was cut off, or a new one from where the last good one ended."""

import datetime as dt

from django.utils import timezone

from gleanings.literature.models import HarvestRun, SavedSearch

OVERLAP = dt.timedelta(days=7)
"""Sources list an article some days after the date that they give it."""
LOOK_BACK = dt.timedelta(days=30)
"""How far a search is repeated that was changed; what never was asked for is in no earlier run."""


def run_to_do(
    search: SavedSearch,
    source: str,
    *,
    since: dt.date | None = None,
    cursor_lasts: dt.timedelta | None = None,
    at: dt.datetime | None = None,
) -> HarvestRun:
    """The unfinished run, or a new one. ``since`` reaches further back, never less far."""
    at = at or timezone.now()
    last = HarvestRun.objects.of(search, source).first()
    unfinished = last if last and last.finished_at is None else None
    if unfinished and unfinished.question == search.question:
        reaches = since is None or unfinished.since <= since
        lasts = not unfinished.cursor or cursor_lasts is None
        if reaches and (lasts or at - unfinished.moved_at < cursor_lasts):
            return unfinished
        # it is done anew, and no less of it
        since = min(filter(None, (since, unfinished.since)))
    due = first_day(search, source)
    until = timezone.localdate(at)
    return HarvestRun.objects.create(
        search=search,
        source=source,
        question=search.question,
        since=min(due, since or due, until),
        until=until,
        moved_at=at,
    )


def first_day(search: SavedSearch, source: str) -> dt.date:
    """From which day on nothing is sure to be here."""
    done = HarvestRun.objects.of(search, source).complete()
    last = done.order_by("-until", "-pk").first()
    if last is None:
        return search.begin
    same = done.filter(until=last.until, question=search.question).exists()
    return last.until - (OVERLAP if same else LOOK_BACK)


def expected(run: HarvestRun) -> float:
    """How many articles the last good run of the same question leads one to expect."""
    done = HarvestRun.objects.of(run.search, run.source).complete()
    last = done.filter(question=run.question).order_by("-until", "-pk").first()
    if last is None or not last.found:
        return 0.0
    return float(last.found / _days(last) * _days(run))


def _days(run: HarvestRun) -> int:
    return int((run.until - run.since).days) + 1
