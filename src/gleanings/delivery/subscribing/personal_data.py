"""Everything that is kept of one person: given out, and erased."""

from typing import Any

from django.db import transaction

from gleanings.delivery.models import OPEN, Delivery, LinkRequest, State, Subscriber
from gleanings.delivery.subscribing.forms import choice_of


def data_of(subscriber: Subscriber) -> dict[str, Any]:
    """For the person, or whoever answers to him: plain values, times in ISO 8601."""
    deliveries = subscriber.deliveries.select_related("mailing").order_by("pk")
    return {
        "address": subscriber.address,
        **choice_of(subscriber),
        "standing": subscriber.standing,
        "standing_since": subscriber.standing_since.isoformat(),
        "why": subscriber.why,
        "consent_at": subscriber.consent_at.isoformat(),
        "consent_source": subscriber.consent_source,
        "consent_note": subscriber.consent_note,
        "kept_since": subscriber.created_at.isoformat(),
        "mails": [
            {
                "title": delivery.mailing.title,
                "state": delivery.state,
                "since": delivery.changed_at.isoformat(),
                "message_id": delivery.message_id,
                "answer": delivery.answer,
            }
            for delivery in deliveries
        ],
    }


def erase(subscriber: Subscriber) -> None:
    """Nothing of the person is left: of mails that went out, that there was one."""
    with transaction.atomic():
        own = Delivery.objects.filter(subscriber=subscriber)
        own.filter(state__in=OPEN).update(state=State.SUPPRESSED, next_try=None, worker="")
        own.update(answer="")  # mail servers repeat the address
        LinkRequest.objects.filter(same_address=subscriber.same_address).delete()
        subscriber.delete()
