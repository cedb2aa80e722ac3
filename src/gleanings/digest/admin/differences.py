"""A form in words: what is saved, what was sent, and what differs between the two."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from django import forms
from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from modelcluster.models import get_all_child_relations
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.rich_text import expand_db_html

from gleanings.digest.admin.phrases_widget import PhrasesWidget
from gleanings.digest.rich_text import sanitised
from gleanings.literature.dates import date_format
from gleanings.literature.row_keys import row_key


@dataclass(frozen=True)
class Difference:
    field: str
    theirs: list[str]
    mine: list[str]


def differences(form: Any) -> list[Difference]:
    """Field by field, of a form with what was sent, made of what is saved."""
    saved = _rows_saved(form)
    form.is_valid()
    return [*_of_fields(form), *_of_rows(form, saved)]


def fingerprint(form: Any) -> str:
    """Of what is saved, as the form has it before anything is sent."""
    with override(settings.LANGUAGE_CODE):
        fields = {name: _saved(form, name, field) for name, field in form.fields.items()}
        words = json.dumps([fields, _rows_saved(form)], sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


def _of_fields(form: Any) -> Iterator[Difference]:
    for name, field in form.fields.items():
        if name == "comment_notifications":  # each person's own, and no part of the page
            continue
        one, other = _saved(form, name, field), _sent(form, name, field)
        if one != other:
            yield Difference(_label(form, name, field), [one], [other])


def _of_rows(form: Any, saved: dict[str, list[str]]) -> Iterator[Difference]:
    for name, before in saved.items():
        formset = form.formsets[name]
        rows = [row for row in formset.forms if not _is_deleted(row)]
        rows.sort(key=_place_sent)
        if before != (now := _in_order(rows, _sent)):
            label = formset.model._meta.verbose_name_plural
            yield Difference(capfirst(str(label)), before, now)


def _rows_saved(form: Any) -> dict[str, list[str]]:
    return {
        name: _in_order(sorted(formset.initial_forms, key=_place_saved), _saved)
        for name, formset in getattr(form, "formsets", {}).items()
        if name != "comments"
    }


def _label(form: forms.BaseForm, name: str, field: forms.Field) -> str:
    return capfirst(str(field.label or form[name].label))


def _is_deleted(row: forms.BaseForm) -> bool:
    return bool(getattr(row, "cleaned_data", {}).get("DELETE"))


def _place_saved(row: Any) -> float:
    return getattr(row.instance, "sort_order", None) or 0


def _place_sent(row: Any) -> float:
    """By their numbers, as one moves rows; a new one that has none comes last."""
    place = getattr(row, "cleaned_data", {}).get("ORDER")
    return float("inf") if place is None else place


def _in_order(rows: Iterable[forms.BaseForm], value_of: Any) -> list[str]:
    return list(filter(None, (_row_in_words(row, value_of) for row in rows)))


def _row_in_words(row: forms.BaseForm, value_of: Any) -> str:
    fields = [
        (name, field)
        for name, field in row.fields.items()
        if not field.widget.is_hidden and name not in {"ORDER", "DELETE", "id"}
    ]
    words = [(name, field, said) for name, field in fields if (said := value_of(row, name, field))]
    if len(fields) == 1:
        return format_html_join("; ", "{}", ((said,) for _name, _field, said in words))
    # a number by itself could be anything
    labelled = ((_label(row, name, field), said) for name, field, said in words)
    return format_html_join("; ", _("{}: {}"), labelled)


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
    if isinstance(field.widget, PhrasesWidget):
        return "; ".join(field.widget.in_words(value))
    if isinstance(value, dict | list):
        lines = field.prepare_value(value)  # as one writes them
        if isinstance(lines, str):
            return "; ".join(lines.splitlines())
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(field, forms.ChoiceField) and not isinstance(value, models.Model):
        return str(dict(_flat(field.choices)).get(value, value))
    if isinstance(value, dt.datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, dt.date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(field.widget, DraftailRichTextArea):
        return _formatted(str(value))
    return " ".join(str(value).split())


def _formatted(html: str) -> SafeString:
    """Rich text as readers get it, after each link where it leads: that may be all that differs."""
    text = BeautifulSoup(sanitised(expand_db_html(html)), "html.parser")
    for link in text("a"):
        link.insert_after(f" ({link.get('href', '')})")
        link.unwrap()
    return mark_safe(" ".join(str(text).split()))  # noqa: S308


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


# --- rows -----------------------------------------------------------------------------------------


def fitted_to(theirs: models.Model, sent: QueryDict) -> QueryDict:
    """What was sent, with its rows as somebody who had seen what is saved would have sent them.

    A row that was taken out meanwhile has no key any more that it could be saved under; one that
    came meanwhile is not among those sent, so it is taken out.
    """
    sent = sent.copy()
    for relation in get_all_child_relations(type(theirs)):
        name = relation.get_accessor_name()
        if f"{name}-INITIAL_FORMS" not in sent:
            continue
        keys = {str(row.pk) for row in getattr(theirs, name).all()}
        for field in _fields_of_rows(sent, name, "id"):
            if sent[field] not in keys:
                sent[field] = ""
        known = {sent[field] for field in _fields_of_rows(sent, name, "id")}
        _take_out(sent, name, sorted(keys - known))
    return sent


def _fields_of_rows(sent: QueryDict, name: str, field: str) -> list[str]:
    return [key for key in sent if re.fullmatch(rf"{name}-\d+-{field}", key)]


def _take_out(sent: QueryDict, name: str, keys: list[str]) -> None:
    """They are put behind those that the form began with, and the new ones after them."""
    first, more = row_key(sent.get(f"{name}-INITIAL_FORMS", "")), len(keys)
    moved = {}
    for field in _fields_of_rows(sent, name, ".+") if keys else []:
        number, rest = field.removeprefix(f"{name}-").split("-", 1)
        if int(number) >= first:
            moved[f"{name}-{int(number) + more}-{rest}"] = sent.getlist(field)
            del sent[field]
    for field, values in moved.items():
        sent.setlist(field, values)
    for place, key in enumerate(keys, start=first):
        sent[f"{name}-{place}-id"] = key
        sent[f"{name}-{place}-DELETE"] = "on"
    for count in (f"{name}-INITIAL_FORMS", f"{name}-TOTAL_FORMS"):
        sent[count] = str(row_key(sent.get(count, "")) + more)
