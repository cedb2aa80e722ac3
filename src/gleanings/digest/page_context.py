"""What a page's template gets beside the page itself: said by the room that shows it."""

from functools import singledispatch
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page


@singledispatch
def page_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Nothing, until a room above registers what pages of a model need."""
    return {}
