"""On the desk's first page: ratings that came faster than readers do."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from wagtail.admin.ui.components import Component

from gleanings.community.models import Rating
from gleanings.community.permissions import may_decide_on_ratings


class HeldRatingsPanel(Component):
    """For who may decide whether they count."""

    name = "held_ratings"
    order = 47
    template_name = "community/admin/held_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = parent_context["request"] if parent_context else None
        if request is None or not may_decide_on_ratings(request.user):
            return {"held": []}
        held = Rating.objects.filter(held=True).values("summary_id", "summary__title")
        return {"held": held.annotate(number=Count("pk")).order_by("-number")}
