"""The numbers of a summary as they stand in its form, saved or not."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from gleanings.digest.findings.matching import stands_in
from gleanings.digest.findings.publication_check import inconsistencies_of, new_in_the_translation
from gleanings.digest.models import Finding
from gleanings.digest.text import plain

Place = tuple[Any, str, str]
"""A form, its field, and the words in it."""


def check_form(form: WagtailAdminPageForm, *, refuse: bool) -> bool:
    """Give the findings of the form their verdicts by its text; whether it may go on.

    With ``refuse``, what does not fit and is not acknowledged becomes an error where it stands.
    """
    places = list(places_of(form))
    rows = {id(row.instance): row for row in living_rows(form, "findings")}
    prose = "\n".join(words for _form, _field, words in places)
    alarms = inconsistencies_of(prose, [row.instance for row in rows.values()])
    if not refuse:
        return True
    alarms = new_in_the_translation(form.instance, alarms)
    for alarm in alarms:
        if row := rows.get(id(alarm)):
            row.add_error("acknowledgement", _what_to_do_with_the_finding(alarm))
        else:
            _refuse_in_the_text(form, places, alarm)
    return not alarms


def places_of(form: WagtailAdminPageForm) -> Iterator[Place]:
    yield form, "studied", form.cleaned_data.get("studied") or ""
    yield form, "text", plain(form.cleaned_data.get("text") or "")
    for row in living_rows(form, "implications"):
        yield row, "text", plain(row.cleaned_data.get("text") or "")


def living_rows(form: WagtailAdminPageForm, name: str) -> list[Any]:
    """The rows of a formset that hold something and were not deleted, as they are ordered."""
    formset = form.formsets.get(name)
    rows = [
        row
        for row in (formset.forms if formset is not None else [])
        if getattr(row, "cleaned_data", None) and not formset._should_delete_form(row)
    ]
    return sorted(rows, key=lambda row: row.cleaned_data.get("ORDER") or 0)


def _refuse_in_the_text(form: WagtailAdminPageForm, places: list[Place], alarm: Finding) -> None:
    where, field = form, "text"
    for place, name, words in places:
        if stands_in(alarm.words, words):
            where, field = place, name
            break
    message = _(
        "“%(words)s”: %(why)s Correct it, or add it to the findings and say there why it stands."
    )
    where.add_error(field, message % {"words": alarm.words, "why": alarm.why_here})


def _what_to_do_with_the_finding(finding: Finding) -> str:
    return _("%(why)s Correct it, or say here why it stands.") % {"why": finding.why_here}
