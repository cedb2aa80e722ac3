"""What is said on the pages on which something is withdrawn."""

from typing import Any

from django import template
from wagtail.models import Page

from gleanings.digest.withdrawing import consequences_of

register = template.Library()


@register.inclusion_tag("digest/admin/consequences.html")
def consequences(about: Any) -> dict[str, Any]:
    """``about`` is a page, or the items of a bulk action; of all else nothing is said."""
    if isinstance(about, Page):
        return {"sentences": consequences_of([about])}
    items = about if isinstance(about, list) else []
    return {"sentences": consequences_of(one["item"] for one in items)}
