"""The deliveries as a queue: workers take a few, and write down what became of each.

A row that a worker took is his for a lease. What he has not sent by then, because he was killed or
cut off, another takes. Every write names the worker, so that one who comes back late from
wherever he was changes nothing.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Exists, F, Max, Min, OuterRef, QuerySet
from django.utils import timezone

from gleanings.delivery.models import OPEN, URGENT, Delivery, Mailing, Standing, State
from gleanings.delivery.sending.retry import ATTEMPTS, pause_after

BATCH, LARGEST_BATCH = 20, 500
STILL = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Taken:
    """A delivery that a worker has taken, and whom it is for, as it was then."""

    pk: int
    mailing: Mailing
    message_id: str
    attempts: int
    subscriber: int | None
    """None, as all that follows, where the person was erased."""
    address: str
    key: str
    language: str
    standing: Standing | None


FIELDS = ("pk", "mailing", "message_id", "attempts", "subscriber")
OF_THE_SUBSCRIBER = ("address", "key", "language", "standing")


def claim(worker: str, *, lease: dt.timedelta, number: int = BATCH) -> list[Taken]:
    """The next that are due, with their mailings and subscribers; empty if nothing is due now.

    What was learned of a retraction goes before an issue's rest, which may take a day.
    """
    now = timezone.now()
    waiting = Mailing.objects.filter(paused_at=None)
    urgent = waiting.filter(kind__in=URGENT, finished_at=None)
    with transaction.atomic():
        keys = _due(urgent, now, number) if urgent.exists() else []
        keys = keys or _due(waiting, now, number)
        Delivery.objects.filter(pk__in=keys).update(
            state=State.SENDING, worker=worker, next_try=now + lease
        )
    # what was never tried stands before what was refused and is tried again
    taken = Delivery.objects.filter(pk__in=keys).order_by("changed_at", "pk")
    names = [*FIELDS, *(f"subscriber__{name}" for name in OF_THE_SUBSCRIBER)]
    rows = list(taken.values_list(*names))
    mailings = Mailing.objects.in_bulk({row[1] for row in rows})
    return [Taken(row[0], mailings[row[1]], *row[2:]) for row in rows]


def _due(mailings: QuerySet[Mailing], now: dt.datetime, number: int) -> list[int]:
    due = Delivery.objects.filter(next_try__lte=now, mailing__in=mailings.values("pk"))
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    return list(due.order_by("next_try", "pk").values_list("pk", flat=True)[:number])


_CLOSE = f"""
    UPDATE {Delivery._meta.db_table}
    SET state = %s, next_try = NULL, edition_id = %s, attempts = %s, answer = %s, worker = '',
        changed_at = %s
    WHERE id = %s AND worker = %s AND state = '{State.SENDING}'
"""  # noqa: S608
"""In SQL, for it stands between each message and the next: the ORM takes ten times as long."""


def close(
    one: Taken, worker: str, state: State, answer: str = "", edition: int | None = None
) -> bool:
    """What became of it. False where it is no longer this worker's to say."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    values = [state.value, edition, one.attempts + 1, answer[:500], now, one.pk, worker]
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, values)
        return bool(cursor.rowcount)


def put_off(one: Taken, worker: str, answer: str) -> bool:
    """Until later; after many times it has failed."""
    attempts = one.attempts + 1
    if attempts >= ATTEMPTS:
        return close(one, worker, State.FAILED, answer)
    now = timezone.now()
    own = Delivery.objects.filter(pk=one.pk, worker=worker, state=State.SENDING)
    return bool(
        own.update(
            state=State.QUEUED,
            attempts=attempts,
            answer=answer[:500],
            next_try=now + pause_after(attempts),
            worker="",
            changed_at=now,
        )
    )


def give_back(keys: Collection[int], worker: str) -> None:
    """Those that were taken and not tried: to their old place, as they were due."""
    rows = Delivery.objects.filter(pk__in=keys, worker=worker, state=State.SENDING)
    rows.update(state=State.QUEUED, worker="", next_try=F("changed_at"))


def finish_mailings() -> None:
    """A mailing is finished when no row is left: not when a batch came back empty."""
    left = Delivery.objects.filter(mailing=OuterRef("pk"), state__in=OPEN)
    unfinished = Mailing.objects.filter(finished_at=None).exclude(prepared_at=None)
    unfinished.exclude(Exists(left)).update(finished_at=timezone.now())


def taken_over_at(mailing: Mailing) -> dt.datetime | None:
    """When another worker takes what one has that has sent nothing for a minute; None where none
    has any."""
    taken = mailing.deliveries.filter(state=State.SENDING)
    at: dt.datetime | None = taken.aggregate(at=Min("next_try"))["at"]
    if at is None:
        return None
    last = mailing.deliveries.aggregate(at=Max("changed_at"))["at"]
    return at if timezone.now() - last >= STILL else None


def refused_of(mailing: Mailing) -> QuerySet[Delivery]:
    """To people whose addresses are not known to be dead."""
    return mailing.deliveries.filter(state=State.FAILED, subscriber__standing=Standing.ACTIVE)


def try_again(mailing: Mailing) -> int:
    """Those that were refused wait once more; how many."""
    with transaction.atomic():
        number = refused_of(mailing).update(state=State.QUEUED, attempts=0, next_try=timezone.now())
        if number:
            Mailing.objects.filter(pk=mailing.pk).update(finished_at=None)
    return number
