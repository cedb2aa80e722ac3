"""What an editor did not touch counts as unchanged, whatever way its widget writes it."""

import re
from typing import Any

from django.db import models
from django.forms import CharField
from wagtail.admin.forms.models import register_form_field_override
from wagtail.fields import RichTextField

_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


class RichTextFormField(CharField):
    """Compares rich text as the editor would write it, without the keys that it gives its blocks.

    Text that an import or another program made gets new keys, and the editor's own way of writing
    HTML, each time it is opened.
    """

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self._as_written(initial) != self._as_written(data)

    def _as_written(self, html: str | None) -> str:
        converter = self.widget.converter
        written = converter.to_database_format(converter.from_database_format(html or ""))
        return _BLOCK_KEY.sub("", written)


def register() -> None:
    register_form_field_override(RichTextField, override={"form_class": RichTextFormField})
    # Django compares a field whose default is made by a function with a hidden twin of it, which
    # Wagtail's panels do not render
    register_form_field_override(models.JSONField, override={"show_hidden_initial": False})
