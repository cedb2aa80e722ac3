"""The imports of records, to be looked up: what became of each file."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from gleanings.literature.admin.upload import may_import
from gleanings.literature.models import ImportRun


class ImportRunInspectView(InspectView):
    template_name = "literature/import_run.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run: ImportRun = self.object
        waits = run.finished_at is None and bool(run.stored_as) and may_import(self.request.user)
        return super().get_context_data(
            waits=waits,
            faults=[
                (_("Refused"), run.refused, run.refused_count),
                (_("Doubtful, and left out"), run.doubts, run.doubtful),
            ],
            **kwargs,
        )


class ImportRunIndexView(IndexView):
    """The imports, with the buttons that begin one for those who may."""

    @property
    def header_buttons(self) -> list[Any]:
        buttons = list(super().header_buttons)
        if may_import(self.request.user):
            for label, name, icon in (
                (_("Import records"), "import_records", "upload"),
                (_("Import retractions"), "import_retractions", "warning"),
            ):
                buttons.append(HeaderButton(label, url=reverse(name), icon_name=icon))
        return buttons


class ImportRunViewSet(ModelViewSet):
    """Read only: an import is a fact."""

    model = ImportRun
    icon = "download"
    menu_label = _("Imports of records")
    menu_name = "import-runs"
    menu_hook = "register_reports_menu_item"
    list_display = [
        *("filename", "started_at", "finished_at", "read", "new", "merged", "doubtful"),
        "refused_count",
    ]
    form_fields = ["filename"]
    inspect_view_enabled = True
    inspect_view_fields = [
        *("filename", "format", "user", "started_at", "finished_at"),
        *("read", "new", "merged", "doubtful", "refused_count"),
    ]
    index_view_class = ImportRunIndexView
    inspect_view_class = ImportRunInspectView
    copy_view_enabled = False
