"""By what mail leaves the site: a mail server, a provider's API, or not at all."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from gleanings.delivery.providers import PROVIDERS
from gleanings.site.from_environment import refuse


def mail_backend(provider: str, host: str, api_key: str) -> str:
    """Django's name of it. Raises ImproperlyConfigured where two ways are set, or half of one."""
    if not api_key:
        kind = "smtp" if host else "console"
        return f"django.core.mail.backends.{kind}.EmailBackend"
    if host:
        raise ImproperlyConfigured(
            "GLEANINGS_EMAIL_HOST and GLEANINGS_EMAIL_API_KEY are both set: mail goes by a mail "
            "server or by a provider's API. Leave one of them out."
        )
    if provider not in PROVIDERS:
        raise ImproperlyConfigured(
            "GLEANINGS_EMAIL_API_KEY is set, but not whose it is: set GLEANINGS_EMAIL_PROVIDER to "
            f"one of {', '.join(PROVIDERS)}."
        )
    return PROVIDERS[provider].backend


def provider_settings(provider: str, api_key: str, address: str) -> dict[str, Any]:
    """Django-anymail's. Raises ImproperlyConfigured for a key with a part missing."""
    if not api_key:
        return {}
    try:
        return PROVIDERS[provider].settings(api_key, address)
    except ValueError as error:
        raise refuse(
            "EMAIL_API_KEY", f"{error} of {PROVIDERS[provider].name}", secret=True
        ) from None
