"""What is said on the pages on which something is withdrawn."""

from typing import Any

from django import template
from wagtail.models import Page

from gleanings.digest.withdrawing import Withdrawal, consequences_of

register = template.Library()


@register.inclusion_tag("digest/admin/consequences.html")
def consequences(about: Any, how: str) -> dict[str, Any]:
    """``about`` is a page, or the items of a bulk action; of all else nothing is said.

    ``how`` is one of `Withdrawal`.
    """
    if isinstance(about, Page):
        pages = [about]
    else:
        pages = [one["item"] for one in about] if isinstance(about, list) else []
    return {"sentences": consequences_of(pages, Withdrawal(how))}
