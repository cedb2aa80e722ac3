"""What was pooled, where editors write what stands on the page."""

from typing import Any

from django.apps import apps
from wagtail.admin.panels import Panel

from gleanings.practice.measures import measures


class PooledPanel(Panel):
    """It is shown and not changed: ``gleanings pool_ratings`` makes it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practice/admin/pooled_values.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            names = {code: one.name for code, one in measures().items()}
            values = apps.get_model("practice", "PooledValue").objects.all()
            return context | {"pooled": [(names[one.measure], one) for one in values]}
