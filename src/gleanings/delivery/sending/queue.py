"""The deliveries as a queue: workers take a few, and write down what became of each.

A row that a worker took is his for a lease. What he has not sent by then, because he was killed or
cut off, another takes. Every write names the worker, so that one who comes back late from
wherever he was changes nothing.
"""

import datetime as dt
from collections.abc import Collection

from django.db import connection, models, transaction
from django.utils import timezone

from gleanings.delivery.models import Delivery, Mailing, State
from gleanings.delivery.sending.retry import ATTEMPTS, pause_after

BATCH = 20


def claim(worker: str, *, lease: dt.timedelta, number: int = BATCH) -> list[Delivery]:
    """The next that are due, with their mailings and subscribers; empty if nothing is due now."""
    now = timezone.now()
    due = Delivery.objects.filter(
        next_try__lte=now, mailing__in=Mailing.objects.filter(paused_at=None).values("pk")
    ).order_by("next_try", "pk")
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        keys = list(due.values_list("pk", flat=True)[:number])
        Delivery.objects.filter(pk__in=keys).update(
            state=State.SENDING, worker=worker, next_try=now + lease
        )
    taken = Delivery.objects.filter(pk__in=keys).select_related("mailing", "subscriber")
    return list(taken.order_by("pk"))


def close(delivery: Delivery, worker: str, state: State, answer: str = "") -> bool:
    """What became of it. False where it is no longer this worker's to say."""
    return bool(
        _own(delivery, worker).update(
            state=state,
            next_try=None,
            edition_id=delivery.edition_id,
            attempts=delivery.attempts + 1,
            answer=answer[:500],
            worker="",
            changed_at=timezone.now(),
        )
    )


def put_off(delivery: Delivery, worker: str, answer: str) -> bool:
    """Until later; after many times it has failed."""
    attempts = delivery.attempts + 1
    if attempts >= ATTEMPTS:
        return close(delivery, worker, State.FAILED, answer)
    now = timezone.now()
    return bool(
        _own(delivery, worker).update(
            state=State.QUEUED,
            attempts=attempts,
            answer=answer[:500],
            next_try=now + pause_after(attempts),
            worker="",
            changed_at=now,
        )
    )


def give_back(keys: Collection[int], worker: str) -> None:
    """Those that were taken and not tried."""
    rows = Delivery.objects.filter(pk__in=keys, worker=worker, state=State.SENDING)
    rows.update(state=State.QUEUED, worker="", next_try=timezone.now())


def finish_mailings() -> None:
    """A mailing is finished when no row is left: not when a batch came back empty."""
    left = Delivery.objects.exclude(next_try=None).values("mailing")
    unfinished = Mailing.objects.filter(finished_at=None).exclude(prepared_at=None)
    unfinished.exclude(pk__in=left).update(finished_at=timezone.now())


def try_again(mailing: Mailing) -> int:
    """Those that were refused wait once more; how many."""
    with transaction.atomic():
        rows = mailing.deliveries.filter(state=State.FAILED).exclude(subscriber=None)
        number = rows.update(state=State.QUEUED, attempts=0, next_try=timezone.now())
        if number:
            Mailing.objects.filter(pk=mailing.pk).update(finished_at=None)
    return number


def _own(delivery: Delivery, worker: str) -> models.QuerySet[Delivery]:
    return Delivery.objects.filter(pk=delivery.pk, worker=worker, state=State.SENDING)
