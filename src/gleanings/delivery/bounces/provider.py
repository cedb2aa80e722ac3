"""What a mail provider reports by its webhook: django-anymail says it in one voice for all."""

import logging
from collections.abc import Callable
from typing import Any

from anymail.signals import EventType, RejectReason
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

from gleanings.delivery.bounces.account import came_back, suppress
from gleanings.delivery.models import Delivery, Standing, State, Subscriber
from gleanings.delivery.sending.outcomes import says_gone, says_it_is_us

logger = logging.getLogger(__name__)

WEBHOOKS = {
    "BREVO": "anymail.webhooks.brevo.BrevoTrackingWebhookView",
    "MAILGUN": "anymail.webhooks.mailgun.MailgunTrackingWebhookView",
    "MAILJET": "anymail.webhooks.mailjet.MailjetTrackingWebhookView",
    "MAILTRAP": "anymail.webhooks.mailtrap.MailtrapTrackingWebhookView",
    "POSTMARK": "anymail.webhooks.postmark.PostmarkTrackingWebhookView",
    "SPARKPOST": "anymail.webhooks.sparkpost.SparkPostTrackingWebhookView",
}


Said = dict[str, Any]


def _within(said: Said, *names: str) -> Said:
    for name in names:
        found = said.get(name)
        said = found if isinstance(found, dict) else {}
    return said


_SAYS_FOR_GOOD: dict[str, Callable[[Said], bool]] = {
    "BREVO": lambda said: said.get("event") in ("hard_bounce", "invalid_email"),
    "MAILGUN": lambda said: (
        _within(said, "event-data").get("severity") == "permanent"
        and _within(said, "event-data").get("reason") in ("bounce", "suppress-bounce")
    ),
    "MAILJET": lambda said: (
        said.get("hard_bounce") is True
        and said.get("error") not in ("quota exceeded", "relay/access denied")
    ),
    "MAILTRAP": lambda said: (
        said.get("event") == "bounce"
        or (said.get("event") == "reject" and "suppress" in str(said.get("reason", "")).lower())
    ),
    "POSTMARK": lambda said: "HardBounce" in (said.get("Type"), said.get("SuppressionReason")),
    # no such recipient, as its classes of bounces have it
    "SPARKPOST": lambda said: (
        str(_within(said, "msys", "message_event").get("bounce_class")) in ("10", "30")
    ),
}
"""Whether a report says that no mail to the address will ever arrive, in each provider's words."""


@csrf_exempt
def provider_reports(request: HttpRequest) -> HttpResponse:
    """The provider signs in with the secret, which anymail compares."""
    name = WEBHOOKS.get(settings.EMAIL_PROVIDER)
    if name is None or not settings.ANYMAIL["WEBHOOK_SECRET"]:
        raise Http404
    try:
        answer: HttpResponse = import_string(name).as_view()(request)
    except (AttributeError, KeyError, TypeError, ValueError):  # no report of this provider's
        logger.warning(
            "A report that the webhook of %s brought could not be read",
            settings.EMAIL_PROVIDER,
            exc_info=True,
        )
        return HttpResponseBadRequest()
    return answer


def take_in(event: Any) -> None:
    """What was opened or clicked is not looked at; providers are to be told not to record it."""
    subscriber = _subscriber(event.recipient)
    if subscriber is None:
        return
    words = event.mta_response or event.description or event.reject_reason or event.event_type
    words = " ".join(str(words).split())
    if event.event_type in (EventType.BOUNCED, EventType.REJECTED, EventType.FAILED):
        is_gone = _is_gone(event, words)
        delivery = _delivery(subscriber, event.message_id)
        # what the provider holds back may be told of a mail that came back before
        if delivery is None or (is_gone and delivery.state != State.SENT):
            if is_gone:  # it was no issue: a link, say
                suppress(subscriber, Standing.BOUNCED, words)
        else:
            came_back(delivery, words, is_gone=is_gone)
    elif event.event_type in (EventType.COMPLAINED, EventType.UNSUBSCRIBED):
        suppress(subscriber, Standing.LEFT, words)


def _is_gone(event: Any, words: str) -> bool:
    """By the server's words, or because the provider says that it will always be so."""
    if says_gone(words) or event.reject_reason == RejectReason.INVALID:
        return True
    said = event.esp_event if isinstance(event.esp_event, dict) else {}
    return _SAYS_FOR_GOOD[settings.EMAIL_PROVIDER](said) and not says_it_is_us(words)


def _subscriber(address: str | None) -> Subscriber | None:
    try:
        return Subscriber.objects.with_address(address or "").first()
    except ValidationError:
        return None


def _delivery(subscriber: Subscriber, message_id: str | None) -> Delivery | None:
    """By our Message-ID where the provider keeps it; otherwise the last that went out."""
    own = subscriber.deliveries.filter(message_id=(message_id or "").strip("<>"))
    sent = subscriber.deliveries.filter(state=State.SENT).order_by("-pk")
    return own.first() or sent.first()
