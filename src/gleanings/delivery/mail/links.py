"""Addresses in mails: a subscriber's own, which are known by a key, and those that expire."""

from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from gleanings.delivery.models import LinkRequest
from gleanings.digest.addresses import absolute

DAYS_A_LINK_HOLDS = 7

# they stand in what is rendered for many, in the place of each one's own; letters and digits, as
# the keys themselves, so that no template and no address writes them otherwise
SUBSCRIBER = "00000subscriber0000000000000key0"
EDITION = "00000edition0000000000000000key0"

_signer = signing.TimestampSigner(salt="gleanings.delivery.confirm")


def link_to(name: str, language: str, *args: object) -> str:
    with override(language):
        return absolute(reverse(name, args=args))


def preferences(language: str, key: str = SUBSCRIBER) -> str:
    return link_to("subscription", language, key)


def leaving(language: str, key: str = SUBSCRIBER) -> str:
    return link_to("unsubscribe", language, key)


def in_the_browser(language: str, key: str = EDITION) -> str:
    return link_to("mail_in_the_browser", language, key)


def confirming(request: LinkRequest) -> str:
    return link_to("confirm_subscription", request.language, _signer.sign(str(request.pk)))


def request_of(token: str) -> LinkRequest | None:
    """None for a link that was made up, has expired, or whose request is gone."""
    try:
        key = _signer.unsign(token, max_age=DAYS_A_LINK_HOLDS * 86_400)
    except signing.BadSignature:
        return None
    return LinkRequest.objects.filter(pk=key).first()
