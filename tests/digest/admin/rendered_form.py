"""A form of the admin as a browser would post it back."""

from __future__ import annotations

from bs4 import BeautifulSoup
from tools.rendered_form import Fields, fields_in

__all__ = ["Fields", "fields_of"]


def fields_of(html: str, form_id: str = "") -> Fields:
    """Of the form of an editor, or of this id."""
    soup = BeautifulSoup(html, "html.parser")
    form = soup.select_one(f"form#{form_id}" if form_id else "form[data-edit-form]")
    assert form is not None
    return fields_in(form)
