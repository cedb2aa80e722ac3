"""What a mail provider reports by its webhook: django-anymail says it in one voice for all."""

import logging
from typing import Any

from anymail.signals import EventType, RejectReason
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

from gleanings.delivery.bounces.account import came_back, suppress
from gleanings.delivery.mail.letter import MESSAGE_ID
from gleanings.delivery.models import Delivery, Standing, State, Subscriber
from gleanings.delivery.providers import PROVIDERS
from gleanings.delivery.sending.outcomes import says_gone, says_it_is_us

logger = logging.getLogger(__name__)


@csrf_exempt
def provider_reports(request: HttpRequest) -> HttpResponse:
    """The provider signs in with the secret, which anymail compares."""
    provider = PROVIDERS.get(settings.EMAIL_PROVIDER)
    if provider is None or not settings.ANYMAIL["WEBHOOK_SECRET"]:
        raise Http404
    try:
        answer: HttpResponse = import_string(provider.webhook).as_view()(request)
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
        message_id = (event.metadata or {}).get(MESSAGE_ID) or event.message_id
        delivery = _delivery(subscriber, message_id)
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
    return PROVIDERS[settings.EMAIL_PROVIDER].says_for_good(said) and not says_it_is_us(words)


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
