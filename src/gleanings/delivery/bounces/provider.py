"""What a mail provider reports by its webhook: django-anymail says it in one voice for all."""

import logging
from typing import Any

from anymail.signals import EventType
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

from gleanings.delivery.bounces.account import came_back, suppress
from gleanings.delivery.models import Delivery, Standing, State, Subscriber
from gleanings.delivery.sending.outcomes import says_gone

logger = logging.getLogger(__name__)

WEBHOOKS = {
    "BREVO": "anymail.webhooks.brevo.BrevoTrackingWebhookView",
    "MAILGUN": "anymail.webhooks.mailgun.MailgunTrackingWebhookView",
    "MAILJET": "anymail.webhooks.mailjet.MailjetTrackingWebhookView",
    "MAILTRAP": "anymail.webhooks.mailtrap.MailtrapTrackingWebhookView",
    "POSTMARK": "anymail.webhooks.postmark.PostmarkTrackingWebhookView",
    "SPARKPOST": "anymail.webhooks.sparkpost.SparkPostTrackingWebhookView",
}


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
        delivery = _delivery(subscriber, event.message_id)
        if delivery is not None:
            came_back(delivery, words)
        elif says_gone(words):  # it was no issue: a link, say
            suppress(subscriber, Standing.BOUNCED, words)
    elif event.event_type in (EventType.COMPLAINED, EventType.UNSUBSCRIBED):
        suppress(subscriber, Standing.LEFT, words)


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
