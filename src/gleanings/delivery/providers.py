"""Mail providers, each once: how it signs in, and what it says of an address that is gone.

django-anymail sends by their APIs and reads their webhooks. SendGrid is not among them, which it no
longer supports, nor Amazon SES, whose webhook wants the whole of its own library; both go by SMTP,
with a mailbox for what comes back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Said = dict[str, Any]


@dataclass(frozen=True)
class Provider:
    name: str
    """As anymail writes it."""
    signs_in: tuple[str, ...]
    """Anymail's settings that the key of the API fills, in order."""
    says_for_good: Callable[[Said], bool]
    """Whether a report says, in the provider's words, that no mail to the address will arrive."""

    @property
    def backend(self) -> str:
        return f"anymail.backends.{self.name.lower()}.EmailBackend"

    @property
    def webhook(self) -> str:
        return f"anymail.webhooks.{self.name.lower()}.{self.name}TrackingWebhookView"

    def settings(self, key: str, address: str) -> dict[str, Any]:
        """Anymail's, for an API key (parts with colons between) and another address of the API.

        Raises ValueError where the key has fewer parts than the provider asks for, or more.
        """
        parts = key.split(":", len(self.signs_in) - 1) if key else []
        if len(parts) != len(self.signs_in) or not all(parts):
            raise ValueError(":".join(name.upper() for name in self.signs_in))
        prefix = f"{self.name.upper()}_"
        pairs = zip(self.signs_in, parts, strict=True)
        found = {prefix + name.upper(): part for name, part in pairs}
        return found | ({f"{prefix}API_URL": address} if address else {})


def _within(said: Said, *names: str) -> Said:
    for name in names:
        found = said.get(name)
        said = found if isinstance(found, dict) else {}
    return said


def _by_brevo(said: Said) -> bool:
    return said.get("event") in ("hard_bounce", "invalid_email")


def _by_mailgun(said: Said) -> bool:
    event = _within(said, "event-data")
    is_permanent = event.get("severity") == "permanent"
    return is_permanent and event.get("reason") in ("bounce", "suppress-bounce")


def _by_mailjet(said: Said) -> bool:
    about_us = said.get("error") in ("quota exceeded", "relay/access denied")
    return said.get("hard_bounce") is True and not about_us


def _by_mailtrap(said: Said) -> bool:
    held_back = said.get("event") == "reject" and "suppress" in str(said.get("reason", "")).lower()
    return said.get("event") == "bounce" or held_back


def _by_postmark(said: Said) -> bool:
    return "HardBounce" in (said.get("Type"), said.get("SuppressionReason"))


def _by_resend(said: Said) -> bool:
    bounce = _within(said, "data", "bounce")
    return bounce.get("type") == "Permanent" and bounce.get("subType") != "ContentRejected"


def _by_sparkpost(said: Said) -> bool:
    # no such recipient, as its classes of bounces have it
    return str(_within(said, "msys", "message_event").get("bounce_class")) in ("10", "30")


PROVIDERS = {
    one.name.upper(): one
    for one in (
        Provider("Brevo", ("api_key",), _by_brevo),
        Provider("Mailgun", ("api_key",), _by_mailgun),
        Provider("Mailjet", ("api_key", "secret_key"), _by_mailjet),
        Provider("Mailtrap", ("api_token",), _by_mailtrap),
        Provider("Postmark", ("server_token",), _by_postmark),
        Provider("Resend", ("api_key",), _by_resend),
        Provider("SparkPost", ("api_key",), _by_sparkpost),
    )
}
