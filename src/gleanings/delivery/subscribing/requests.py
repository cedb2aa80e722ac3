"""Asking for a link, and what happens when it is used."""

import datetime as dt
import logging
import threading
from collections import Counter
from typing import Any

from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from gleanings.delivery.mail_address import same_address
from gleanings.delivery.models import (
    LinkRequest,
    Purpose,
    Source,
    Standing,
    Subscriber,
    new_message_id,
)
from gleanings.delivery.sender import domain_of_the_sender
from gleanings.delivery.subscribing.forms import add_to_choice, set_choice

logger = logging.getLogger(__name__)

ONE_IN = dt.timedelta(minutes=10)
MOST_A_DAY = 5
"""Mails with links that one address gets, whoever asks for them."""


def ask(
    purpose: Purpose, address: str, language: str, choice: dict[str, Any] | None = None
) -> None:
    """Have a mail sent, unless the same is on its way or the address had enough of them today.

    Who chooses something else gets a mail with a link of its own: whoever else knows the address
    must not change what the owner's link confirms.
    Nothing tells whoever asks which of these it was, nor whether the address is subscribed.
    """
    now = timezone.now()
    same = LinkRequest.objects.filter(same_address=same_address(address), purpose=purpose)
    with transaction.atomic():
        fresh = same.filter(created_at__gt=now - ONE_IN).values_list("choice", flat=True)
        if (choice or {}) in fresh:
            return
        if same.filter(created_at__gt=now - dt.timedelta(days=1)).count() < MOST_A_DAY:
            LinkRequest.objects.create(
                purpose=purpose,
                address=address,
                same_address=same_address(address),
                language=language,
                choice=choice or {},
                message_id=new_message_id(domain_of_the_sender()),
            )
            transaction.on_commit(_send_soon)


def only_adds(request: LinkRequest) -> bool:
    """Whether it leaves alone what was chosen before, as the box on other pages does."""
    same = Subscriber.objects.active().filter(same_address=request.same_address)
    return bool(request.choice.get("adds")) and same.exists()


def confirm(request: LinkRequest) -> Subscriber:
    """Subscribe who asked, or give his subscription what he chose now; the request is used up."""
    with transaction.atomic():
        is_added = only_adds(request)
        subscriber = Subscriber.objects.filter(same_address=request.same_address).first()
        if subscriber is None:
            subscriber = Subscriber(address=request.address)
        subscriber.consent_at, subscriber.consent_source = request.created_at, Source.FORM
        subscriber.consent_note = ""
        if is_added:
            subscriber.save()
            add_to_choice(subscriber, request.choice)
        else:
            set_choice(subscriber, request.choice)
        subscriber.stand(Standing.ACTIVE)
        request.delete()
    return subscriber


# --- without the clock's pause: somebody waits ----------------------------------------------------

_at_work = threading.Lock()


def _send_soon() -> None:
    threading.Thread(target=_send, name="mail links", daemon=True).start()


def _send() -> None:
    from gleanings.delivery.sending.channel import open_channel
    from gleanings.delivery.sending.link_mails import send_link_mails

    if not _at_work.acquire(blocking=False):
        return  # what comes meanwhile is sent by the clock
    channel = open_channel()
    try:
        close_old_connections()
        if trouble := send_link_mails(channel, Counter()):
            logger.warning("Mail waits: %s", trouble)
    except Exception:
        logger.exception("A link could not be sent; the clock tries again")
    finally:
        channel.close()
        _at_work.release()
        connection.close()
