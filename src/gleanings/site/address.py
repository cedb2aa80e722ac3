"""Wagtail's record of the site says where the site is: as ``GLEANINGS_URL`` does.

There is one, made with the database; without it every address of the site is unknown.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site
from wagtail.permission_policies import ModelPermissionPolicy

from gleanings.site.from_environment import host_of


def follow_address(**kwargs: Any) -> None:
    """Run after each migration. Links in mails and to the live page are made of the record."""
    address = urlsplit(settings.URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    for site in Site.objects.filter(is_default_site=True):
        if (site.hostname, site.port) != (host_of(settings.URL), port):
            site.hostname, site.port = host_of(settings.URL), port
            site.save()


class OneSitePolicy(ModelPermissionPolicy):
    """Whoever may everything neither takes the one record away nor makes another."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "change" and super().user_has_permission(user, action)
