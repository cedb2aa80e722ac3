"""What became of the last change at the CDN, on the first page of the desk."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from wagtail.admin.ui.components import Component

from gleanings.site.models import CdnPurge


class CdnPanel(Component):
    """For who may change the network's settings."""

    name = "cdn"
    order = 310
    template_name = "site/admin/cdn_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = parent_context["request"].user if parent_context else None
        may_see = user is not None and user.has_perm("network.change_networksettings")
        if not (settings.CDN_PURGE_URL and may_see):
            return {"is_shown": False}
        return {
            "is_shown": True,
            "purge": CdnPurge.objects.filter(pk=1).first(),
            "minutes": settings.PAGE_CACHE_SECONDS // 60,
        }
