"""The pages that were imported, to be looked up: what each line of them became."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from gleanings.digest.models import ImportedPage


class ImportedPageInspectView(InspectView):
    template_name = "digest/admin/imported_page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page: ImportedPage = self.object
        where = dict(page.reading.get("account", []))
        lines = enumerate(page.text.split("\n"), start=1)
        entries = page.entries.select_related("summary")
        return super().get_context_data(
            lines=[(number, text, where.get(number, "")) for number, text in lines],
            summaries=[entry.summary for entry in entries if entry.summary],
            **kwargs,
        )


class ImportedPageViewSet(ModelViewSet):
    """Read only: an import is a fact."""

    model = ImportedPage
    icon = "download"
    menu_label = _("Imported pages")
    menu_name = "imported-pages"
    menu_hook = "register_reports_menu_item"
    list_display = ["filename", "imported_at"]
    form_fields = ["filename"]
    inspect_view_enabled = True
    inspect_view_class = ImportedPageInspectView
    copy_view_enabled = False
