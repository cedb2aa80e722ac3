"""Mails with a link, which somebody waits for: to confirm a subscription, or to change one."""

import datetime as dt
from collections import Counter

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, override

from gleanings.delivery import sender
from gleanings.delivery.mail import links
from gleanings.delivery.mail.inlining import inlined
from gleanings.delivery.mail.issue_mail import tidy
from gleanings.delivery.mail.letter import Copy, Letter
from gleanings.delivery.models import LinkRequest, Purpose, Subscriber
from gleanings.delivery.sending.channel import Channel
from gleanings.delivery.sending.outcomes import NOT_AGAIN, Meaning, refusal_of
from gleanings.delivery.sending.retry import pause_after

HELD = dt.timedelta(minutes=5)
"""A request that a worker took, and did not send, is another's after so long."""


def send_link_mails(channel: Channel, counts: "Counter[str]") -> str:
    """Send those that are due. Why the server takes nothing; empty where it does."""
    due = LinkRequest.objects.filter(sent_at=None, next_try__lte=timezone.now())
    for key in list(due.order_by("next_try").values_list("pk", flat=True)[:100]):
        taken = due.filter(pk=key).update(next_try=timezone.now() + HELD)
        if taken and (trouble := _send(LinkRequest.objects.get(pk=key), channel, counts)):
            return trouble
    return ""


def _send(request: LinkRequest, channel: Channel, counts: "Counter[str]") -> str:
    copy = copy_of(request)
    if copy is None:
        request.delete()
        return ""
    try:
        channel.send(copy)
    except Exception as error:
        refusal = refusal_of(error)
        if refusal.meaning in NOT_AGAIN:
            request.delete()
            return ""
        request.attempts += 1
        request.next_try = timezone.now() + pause_after(request.attempts) / 4
        request.save(update_fields=["attempts", "next_try"])
        return refusal.answer if refusal.meaning == Meaning.WAIT else ""
    request.sent_at = timezone.now()
    request.save(update_fields=["sent_at"])
    counts["links"] += 1
    return ""


def copy_of(request: LinkRequest) -> Copy | None:
    """None where there is nobody to send it to: of whom nothing is kept has no link to it."""
    language = request.language
    is_confirming = request.purpose == Purpose.CONFIRM
    address = links.confirming(request) if is_confirming else _own_link(request)
    if not address:
        return None
    who_sends = sender.sender_in(language)
    with override(language):
        named = {"network": sender.name_in(language)}
        subject = (
            gettext("Please confirm: mails of %(network)s") % named
            if is_confirming
            else gettext("Your link: mails of %(network)s") % named
        )
        context = {
            "language": language,
            "network_name": named["network"],
            "look": sender.network(),
            "is_confirming": is_confirming,
            "address": address,
            "days": links.DAYS_A_LINK_HOLDS,
        }
        text = tidy(render_to_string("delivery/mail/link.txt", context))
        html = inlined(render_to_string("delivery/mail/link.html", context))
    letter = Letter(who_sends, subject, text, html, sender.usual_headers(language))
    return Copy(letter, request.address, request.message_id)


def _own_link(request: LinkRequest) -> str:
    """Of who has left, too: what is kept of him is his to see, and to have deleted."""
    subscriber = Subscriber.objects.filter(same_address=request.same_address).first()
    return links.preferences(request.language, subscriber.key) if subscriber else ""
