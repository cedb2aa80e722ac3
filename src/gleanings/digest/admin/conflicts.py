"""Two people save the same page: who is late sees what differs, and chooses."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django import forms
from django.db import connection, models
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail import hooks
from wagtail.models import Page, Revision

from gleanings.digest.models.reader_page import ReaderPage

LOADED = ("loaded_revision_id", "loaded_revision_created_at", "overwrite_revision_id")
"""What Wagtail's form says about the version that it was made of."""


@dataclass(frozen=True)
class Difference:
    field: str
    theirs: list[str]
    mine: list[str]


@hooks.register("before_edit_page")
def ask_who_is_late(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail compares versions only where a form saves by itself."""
    if request.method != "POST" or not isinstance(page, ReaderPage) or page.alias_of_id:
        return None
    latest = _latest_revision(page)
    if latest is None or not _is_late(request, latest):
        return None
    if not request.accepts("text/html"):
        message = _("Somebody else has saved this page meanwhile.")
        answer = {"success": False, "error_code": "invalid_revision", "error_message": message}
        return JsonResponse(answer, status=400)
    theirs = latest.as_object()
    sent = _with_rows_that_are_gone_as_new(request.POST, theirs)
    differences = list(differences_of(sent, theirs, request.user))
    if not differences:
        return None
    context = _context(sent, page, latest) | {"differences": differences}
    return render(request, "digest/admin/conflict.html", context)


def _latest_revision(page: Page) -> Revision | None:
    """Nobody else can save between this look and the end of the request."""
    pages = Page.objects.filter(pk=page.pk)
    if connection.in_atomic_block:
        pages = pages.select_for_update()
    latest = pages.values_list("latest_revision", flat=True).first()
    return Revision.objects.filter(pk=latest).first()


def _is_late(request: HttpRequest, latest: Revision) -> bool:
    loaded, loaded_at, own = (request.POST.get(name, "") for name in LOADED)
    if own:
        return own != str(latest.pk)
    if not loaded:
        return False
    return (loaded, loaded_at) != (str(latest.pk), latest.created_at.isoformat())


def _with_rows_that_are_gone_as_new(sent: QueryDict, theirs: Page) -> QueryDict:
    """A row that somebody took out meanwhile has no key any more that it could be saved under."""
    sent = sent.copy()
    for relation in get_all_child_relations(type(theirs)):
        name = relation.get_accessor_name()
        keys = {str(row.pk) for row in getattr(theirs, name).all()}
        for field in sent:
            if re.fullmatch(rf"{name}-\d+-id", field) and sent[field] not in keys:
                sent[field] = ""
    return sent


def differences_of(sent: QueryDict, theirs: Page, user: Any) -> Iterator[Difference]:
    """Field by field, what is saved and what was sent."""
    form_class = theirs.get_edit_handler().get_form_class()
    form = form_class(
        sent, instance=theirs, parent_page=theirs.get_parent().specific, for_user=user
    )
    saved = {
        name: [_row_in_words(row, _saved) for row in formset.initial_forms]
        for name, formset in form.formsets.items()
    }
    form.defer_required_fields()
    form.is_valid()
    for name, field in form.fields.items():
        one, other = _saved(form, name, field), _sent(form, name, field)
        if one != other:
            yield Difference(_label(form, name, field), [one], [other])
    for name, formset in form.formsets.items():
        if name == "comments":
            continue
        rows = [_row_in_words(row, _sent) for row in formset.forms if not _is_deleted(row)]
        before, now = (list(filter(None, words)) for words in (saved[name], rows))
        if before != now:
            label = formset.model._meta.verbose_name_plural
            yield Difference(capfirst(str(label)), before, now)


def _label(form: forms.BaseForm, name: str, field: forms.Field) -> str:
    return capfirst(str(field.label or form[name].label))


def _is_deleted(row: forms.BaseForm) -> bool:
    return bool(getattr(row, "cleaned_data", {}).get("DELETE"))


def _row_in_words(row: forms.BaseForm, value_of: Any) -> str:
    words = (
        value_of(row, name, field)
        for name, field in row.fields.items()
        if not field.widget.is_hidden and name not in {"ORDER", "DELETE", "id"}
    )
    return "; ".join(filter(None, words))


def _saved(form: forms.BaseForm, name: str, field: forms.Field) -> str:
    value = form.get_initial_for_field(field, name)
    if isinstance(field, forms.ModelMultipleChoiceField) and field.queryset is not None:
        keys = [one.pk if isinstance(one, models.Model) else one for one in value or []]
        value = field.queryset.filter(pk__in=keys)
    elif isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        key = value.pk if isinstance(value, models.Model) else value
        value = field.queryset.filter(pk=key).first()
    return _in_words(field, value)


def _sent(form: forms.BaseForm, name: str, field: forms.Field) -> str:
    if name not in form.changed_data:
        return _saved(form, name, field)
    cleaned = getattr(form, "cleaned_data", {})
    return _in_words(field, cleaned[name] if name in cleaned else form[name].data)


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(sorted(map(str, value or [])))
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(field, forms.ChoiceField) and not isinstance(value, models.Model):
        return str(dict(_flat(field.choices)).get(value, value))
    return " ".join(unescape(strip_tags(str(value).replace("</", " </"))).split())


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def _context(sent: QueryDict, page: ReaderPage, latest: Revision) -> dict[str, Any]:
    """The form as it was sent, in hidden fields, to be sent again by who chooses it."""
    fields = [
        (name, value)
        for name, values in sent.lists()
        for value in values
        if name not in {*LOADED, "csrfmiddlewaretoken"}
    ]
    seen = [(LOADED[0], str(latest.pk)), (LOADED[1], latest.created_at.isoformat())]
    title = page.get_admin_display_title()
    return {
        "latest": latest,
        "fields": [*fields, *seen],
        "edit": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "page_title": title,
        "header_title": title,
    }
