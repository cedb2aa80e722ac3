"""What a message that came back means for the delivery and its subscriber; each counts once."""

from django.utils import timezone

from gleanings.delivery.bounces.reports import Report
from gleanings.delivery.models import Delivery, Standing, State, Subscriber
from gleanings.delivery.sender import domain_of_the_sender
from gleanings.delivery.sending.outcomes import says_gone

IN_A_ROW = 3
"""So many mails that came back one after the other, for whatever reason, and no more are sent."""


def take_in(report: Report) -> bool:
    """Whether it was of a mail of ours, and news."""
    message_id = report.message_id
    if report.local_part:
        message_id = f"{report.local_part}@{domain_of_the_sender()}"
    delivery = Delivery.objects.filter(message_id=message_id).first()
    if delivery is None:
        return False
    return (
        complained(delivery, report.words)
        if report.is_complaint
        else came_back(delivery, report.words)
    )


def complained(delivery: Delivery, words: str) -> bool:
    """Who calls a mail spam gets none any more. Whether that is news."""
    subscriber = delivery.subscriber
    if subscriber is None or subscriber.standing != Standing.ACTIVE:
        return False
    suppress(subscriber, Standing.LEFT, words)
    return True


def came_back(delivery: Delivery, words: str, *, is_gone: bool = False) -> bool:
    """Whether that is news. An address that is gone gets no more mail; a full one is given time.

    `is_gone` where it is known apart from the words.
    """
    sent = Delivery.objects.filter(pk=delivery.pk, state=State.SENT)
    if not sent.update(state=State.BOUNCED, answer=words[:500], changed_at=timezone.now()):
        return False
    subscriber = delivery.subscriber
    if subscriber and (is_gone or says_gone(words) or _always_comes_back(subscriber)):
        suppress(subscriber, Standing.BOUNCED, words)
    return True


def suppress(subscriber: Subscriber, standing: Standing, words: str) -> None:
    """Who has left meanwhile stays so."""
    for active in Subscriber.objects.active().filter(pk=subscriber.pk):
        active.stand(standing, words)


def _always_comes_back(subscriber: Subscriber) -> bool:
    gone_out = subscriber.deliveries.filter(state__in=[State.SENT, State.BOUNCED])
    last = list(gone_out.order_by("-pk").values_list("state", flat=True)[:IN_A_ROW])
    return last == [State.BOUNCED] * IN_A_ROW
