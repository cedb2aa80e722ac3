"""On the desk's first page: mailings that stopped and wait for a person."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from gleanings.delivery.admin.mailings import pause_words
from gleanings.delivery.mailings import NOT_ONLINE
from gleanings.delivery.models import OPEN, Mailing
from gleanings.delivery.permissions import may_change_mailings


class PausedMailingsPanel(Component):
    """For who may let them go on; also where a mailing paused by itself."""

    name = "paused_mailings"
    order = 46
    template_name = "delivery/admin/paused_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = parent_context["request"] if parent_context else None
        if request is None or not may_change_mailings(request.user):
            return {"paused": []}
        told = []
        for one in Mailing.objects.filter(finished_at=None).exclude(paused_at=None):
            waiting = one.deliveries.filter(state__in=OPEN).count()
            # what goes on by itself, and nobody waits for until then, is nothing to be alarmed by
            if waiting or one.pause_reason != NOT_ONLINE:
                told.append({"mailing": one, "why": pause_words(one), "waiting": waiting})
        return {"paused": told}
