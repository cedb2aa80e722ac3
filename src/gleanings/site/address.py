"""Wagtail's record of the site says where the site is: as ``GLEANINGS_URL`` does."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

from gleanings.site.from_environment import host_of


def follow_address(**kwargs: Any) -> None:
    """Run after each migration. Links in mails and to the live page are made of the record."""
    address = urlsplit(settings.URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    for site in Site.objects.filter(is_default_site=True):
        if (site.hostname, site.port) != (host_of(settings.URL), port):
            site.hostname, site.port = host_of(settings.URL), port
            site.save()
