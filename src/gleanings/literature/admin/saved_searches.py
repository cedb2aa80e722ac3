"""Saved searches at the desk: made, tried, changed, removed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from gleanings.literature.admin.saved_search_form import SavedSearchForm
from gleanings.literature.harvest.trying_out import SHOWN, try_out
from gleanings.literature.models import SavedSearch


class _TriedFirst:
    """“Try it” shows what would be found, and saves nothing."""

    template_name = "literature/saved_search_form.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "try" not in request.POST:
            return super().post(request, *args, **kwargs)  # type: ignore[misc]
        self.object = self.being_changed()
        form = self.get_form()  # type: ignore[attr-defined]
        if not self.is_valid(form):  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined]
        # form.instance has what was typed, and is not stored
        context = {"form": form, "tried": try_out(form.instance), "shown": SHOWN}
        return self.render_to_response(self.get_context_data(**context))  # type: ignore[attr-defined]

    def being_changed(self) -> SavedSearch | None:
        return None

    def get_success_url(self) -> str:
        return reverse("literature_sources")

    @property
    def has_unsaved_changes(self) -> bool:
        return self.request.method == "POST"  # type: ignore[attr-defined]


class SavedSearchCreateView(_TriedFirst, CreateView):
    def get_initial(self) -> dict[str, Any]:
        """Name and words may come with the address, from wherever somebody wants to search."""
        given = self.request.GET
        fields = {name: SavedSearch._meta.get_field(name) for name in ("name", "query")}
        longest = {name: getattr(field, "max_length", 0) for name, field in fields.items()}
        began = {name: given[name][: longest[name]] for name in longest if given.get(name)}
        return {**super().get_initial(), **began}


class SavedSearchEditView(_TriedFirst, EditView):
    def being_changed(self) -> SavedSearch | None:
        found: SavedSearch = self.get_object()
        return found


class SavedSearchViewSet(ModelViewSet):
    model = SavedSearch
    icon = "search"
    menu_label = _("Saved searches")
    add_to_admin_menu = False
    list_display = ["name", "is_on", "begin"]
    add_view_class = SavedSearchCreateView
    edit_view_class = SavedSearchEditView
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> Any:
        return SavedSearchForm
