"""Two people save the same thing: who is late sees what differs, and chooses.

A page's form says which revision it was made of. All else at the desk has none; its form carries a
fingerprint of what was saved when it was opened.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import connection, models
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.editing_sessions import EditingSessionsList
from wagtail.admin.views.generic import EditView
from wagtail.log_actions import registry
from wagtail.models import Page, Revision

from gleanings.digest.admin.differences import Difference, differences, fingerprint, fitted_to
from gleanings.digest.models.reader_page import ReaderPage

LOADED_REVISION = ("loaded_revision_id", "loaded_revision_created_at", "overwrite_revision_id")
"""What Wagtail's form says about the version that it was made of."""
LOADED_STATE = "loaded_state"


@dataclass(frozen=True)
class Saved:
    """Who saved what is there now, and when; nobody where it was not saved at the desk."""

    user: Any = None
    at: dt.datetime | None = None


# --- pages ----------------------------------------------------------------------------------------


@hooks.register("before_edit_page")
def ask_who_is_late(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail compares versions only where a form saves by itself."""
    if request.method != "POST" or not isinstance(page, ReaderPage) or page.alias_of_id:
        return None
    latest = _latest_revision(page)
    if latest is None or not _is_late(request, latest):
        return None
    if not request.accepts("text/html"):
        message = _("Someone else has saved this page in the meantime.")
        answer = {"success": False, "error_code": "invalid_revision", "error_message": message}
        return JsonResponse(answer, status=400)
    theirs = latest.as_object()
    sent = fitted_to(theirs, request.POST)
    form = theirs.get_edit_handler().get_form_class()(
        sent, instance=theirs, parent_page=theirs.get_parent().specific, for_user=request.user
    )
    form.defer_required_fields()
    found = differences(form)
    if not found:
        return None
    seen = dict(zip(LOADED_REVISION, (latest.pk, latest.created_at.isoformat()), strict=False))
    return _ask(
        request,
        found,
        saved=Saved(latest.user, latest.created_at),
        is_in_history=True,
        fields=[*hidden_fields(sent, but=LOADED_REVISION), *seen.items()],
        edit=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        title=page.get_admin_display_title(),
    )


def _latest_revision(page: Page) -> Revision | None:
    """Nobody else can save between this look and the end of the request."""
    pages = Page.objects.filter(pk=page.pk)
    if connection.in_atomic_block:
        pages = pages.select_for_update()
    latest = pages.values_list("latest_revision", flat=True).first()
    return Revision.objects.filter(pk=latest).first()


def _is_late(request: HttpRequest, latest: Revision) -> bool:
    loaded, loaded_at, own = (request.POST.get(name, "") for name in LOADED_REVISION)
    if own:
        return own != str(latest.pk)
    if not loaded:
        return False
    return (loaded, loaded_at) != (str(latest.pk), latest.created_at.isoformat())


# --- all else -------------------------------------------------------------------------------------


def state_of(form: Any, request: HttpRequest) -> str:
    """What a form is to say it was made of; nothing of forms that cannot be sent a second time."""
    if not isinstance(form, forms.ModelForm) or not form.instance.pk or form.is_multipart():
        return ""
    if any(isinstance(field.widget, forms.PasswordInput) for field in form.fields.values()):
        return ""
    return request.POST.get(LOADED_STATE, "") if form.is_bound else fingerprint(form)


def is_out_of_date(request: HttpRequest, as_saved: Any) -> bool:
    """Whether something else is saved by now than the form that was sent had been made of."""
    loaded = request.POST.get(LOADED_STATE)
    return bool(loaded) and loaded != fingerprint(as_saved)


def ask_who_is_late_everywhere() -> None:
    """Wagtail has a hook before some of its forms are saved; before all of them there is this."""
    save = EditView.post

    def post(view: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _conflict(view, request) or save(view, request, *args, **kwargs)

    EditView.post = post
    EditingSessionsList.template_name = "digest/admin/who_else_edits.html"


def _conflict(view: Any, request: HttpRequest) -> HttpResponse | None:
    if LOADED_STATE not in request.POST:
        return None
    theirs, again = _as_saved(view), _as_saved(view)
    if theirs is None:
        return None  # the view says so
    form_class = view.get_form_class()
    kwargs = {"for_user": request.user} if issubclass(form_class, WagtailAdminModelForm) else {}
    as_saved = form_class(instance=theirs, **kwargs)
    if not is_out_of_date(request, as_saved):
        return None
    state = fingerprint(as_saved)
    sent = fitted_to(theirs, request.POST)
    found = differences(form_class(sent, instance=again, **kwargs))
    if not found:
        return None
    entry = registry.get_logs_for_instance(theirs).select_related("user").first()
    return _ask(
        request,
        found,
        saved=Saved(entry.user, entry.timestamp) if entry else Saved(),
        is_in_history=False,
        fields=[*hidden_fields(sent, but=[LOADED_STATE]), (LOADED_STATE, state)],
        edit=request.get_full_path(),
        title=str(theirs),
    )


def _as_saved(view: Any) -> models.Model | None:
    """Nobody else can save between this look and the end of the request."""
    rows = view.model._base_manager.filter(pk=view.object_pk)
    if connection.in_atomic_block:
        rows = rows.select_for_update()
    return rows.first()


# --- the question ---------------------------------------------------------------------------------


def hidden_fields(sent: QueryDict, *, but: Iterable[str]) -> list[tuple[str, str]]:
    """A form as it was sent, to be sent again once a question about it is answered."""
    left = {*but, "csrfmiddlewaretoken"}
    return [(name, value) for name, values in sent.lists() for value in values if name not in left]


def _ask(
    request: HttpRequest, found: list[Difference], *, title: str, **context: Any
) -> HttpResponse:
    titles = {"page_title": title, "header_title": title}
    return render(
        request, "digest/admin/conflict.html", {"differences": found, **context, **titles}
    )
