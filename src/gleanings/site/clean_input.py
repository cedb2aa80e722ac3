"""What a browser sends is cleaned before any form reads it."""

from collections.abc import Callable
from itertools import accumulate
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

from gleanings.literature.characters import cleaned_field

DEEPEST = 100
"""Levels of JSON in a field; the rich text editor needs five. Deeper ones, a stack cannot hold."""


class CleanInputMiddleware:
    """Takes out of every field what nobody means to write, so that all that is checked is clean."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.META.get("QUERY_STRING"):
            request.GET = _clean(request.GET)  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> None:
        # not before: a body that is not let in is not read
        if request.method == "POST":
            if any(
                _is_too_deep(value) for _name, values in request.POST.lists() for value in values
            ):
                raise BadRequest("A field is nested deeper than any form sends it.")
            request.POST = _clean(request.POST)  # type: ignore[assignment]


def _is_too_deep(text: str) -> bool:
    if text[:1] not in ("{", "[") or text.count("{") + text.count("[") <= DEEPEST:
        return False
    steps = (1 if sign in "{[" else -1 for sign in text if sign in "{[]}")
    return max(accumulate(steps)) > DEEPEST


def _clean(fields: QueryDict) -> QueryDict:
    found = {
        name: texts
        for name, values in fields.lists()
        if (texts := [cleaned_field(value) for value in values]) != values
    }
    if not found:
        return fields
    fields = fields.copy()
    for name, texts in found.items():
        fields.setlist(name, texts)
    fields._mutable = False
    return fields
