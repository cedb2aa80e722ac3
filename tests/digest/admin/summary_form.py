"""The form of a summary as a browser would send it."""

from __future__ import annotations

import json
from typing import Any

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from gleanings.digest.models import Summary
from gleanings.digest.rich_text import TEXT_FEATURES


def contentstate(html: str) -> str:
    """Rich text in the notation of the editor."""
    return ContentstateConverter(TEXT_FEATURES).from_database_format(html)


def form_fields(summary: Summary, **changes: Any) -> dict[str, Any]:
    """Every field of the form as it stands on the page, with these changes."""
    draft = summary.get_latest_revision_as_object()
    form_class = Summary.get_edit_handler().get_form_class()
    form = form_class(instance=draft, parent_page=summary.get_parent(), for_user=None)
    fields: dict[str, Any] = {}
    _add(fields, form)
    for formset in form.formsets.values():
        _add(fields, formset.management_form)
        for place, row in enumerate(formset.initial_forms, start=1):
            _add(fields, row)
            fields[f"{row.prefix}-ORDER"] = str(place)
            fields.pop(f"{row.prefix}-DELETE", None)
    for name in ("go_live_at", "expire_at", "comments-TOTAL_FORMS"):
        fields.setdefault(name, "")
    return fields | {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"} | changes


def with_row(fields: dict[str, Any], **values: str) -> dict[str, Any]:
    """The fields with one more finding, as “Add” and typing would have made it."""
    number = int(fields["findings-TOTAL_FORMS"])
    blank = {"state": "confirmed", "role": "secondary", "id": "", "ORDER": str(number + 1)}
    row = {f"findings-{number}-{name}": value for name, value in (blank | values).items()}
    return fields | row | {"findings-TOTAL_FORMS": str(number + 1)}


def _add(fields: dict[str, Any], form: Any) -> None:
    for bound in form:
        value = bound.value()
        widget = bound.field.widget
        written = widget.format_value(value) if hasattr(widget, "format_value") else value
        if isinstance(value, bool):
            written = "on" if value else None
        if isinstance(written, list):
            written = [str(one) for one in written]
            if not getattr(widget, "allow_multiple_selected", False):
                written = written[0] if written else ""
        if written is not None:
            fields[bound.html_name] = json.dumps(written) if isinstance(written, dict) else written
