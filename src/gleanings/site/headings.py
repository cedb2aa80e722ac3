"""The heading of a page of the desk, as each language sets a colon."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


def _header_title(view: Any) -> str:
    title, subtitle = view.get_page_title(), view.get_page_subtitle()
    if not subtitle:
        return str(title)
    return _("%(title)s: %(subtitle)s") % {"title": title, "subtitle": subtitle}


def translate_headings() -> None:
    """Wagtail puts an English colon between title and subtitle, in one place for all views."""
    WagtailAdminTemplateMixin.get_header_title = _header_title
