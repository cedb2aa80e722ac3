"""The pages that were imported, to be looked up: what each line of them became."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import page_permission_policy

from gleanings.digest.models import ImportedPage
from gleanings.page_import.account_words import in_words, reason_in_words
from gleanings.page_import.post_status import in_words as status_in_words
from gleanings.page_import.steps import progress_of

LINES_A_PAGE = 1_000


class ImportedPageInspectView(InspectView):
    template_name = "page_import/imported_page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page: ImportedPage = self.object
        where = dict(page.reading.get("account", []))
        lines = [
            (number, text, where.get(number, ""))
            for number, text in enumerate(page.text.split("\n"), start=1)
        ]
        shown = Paginator(lines, LINES_A_PAGE).get_page(self.request.GET.get("p"))
        shown.object_list = [(line, text, in_words(said)) for line, text, said in shown.object_list]
        entries = page.entries.select_related("summary")
        hidden = [
            (entry.summary, status_in_words(why))
            for entry in entries
            if entry.summary and (why := entry.reading.get("not_online", ""))
        ]
        may = page_permission_policy.user_has_any_permission(self.request.user, ["publish"])
        now = progress_of(page)
        return super().get_context_data(
            lines=shown,
            unplaced=[
                (row["line"], row["text"], reason_in_words(row["why"]))
                for row in page.reading.get("unplaced", [])
            ],
            summaries=[entry.summary for entry in entries if entry.summary],
            hidden=hidden,
            goes_on=may and not now.finished,
            progress=now,
            may_take_back=may,
            **kwargs,
        )


class ImportedPageIndexView(IndexView):
    """The imports, with the button that begins one for those who may."""

    def get_base_queryset(self) -> QuerySet[ImportedPage]:
        return super().get_base_queryset().defer("text", "reading")

    @property
    def header_buttons(self) -> list[Any]:
        buttons = list(super().header_buttons)
        if page_permission_policy.user_has_any_permission(self.request.user, ["publish"]):
            address = reverse("import_upload")
            buttons.append(HeaderButton(_("Bring a blog in"), url=address, icon_name="upload"))
        return buttons


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
    index_view_class = ImportedPageIndexView
    inspect_view_class = ImportedPageInspectView
    copy_view_enabled = False
