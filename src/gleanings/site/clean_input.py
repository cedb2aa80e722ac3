"""What a browser sends is cleaned before any form reads it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from gleanings.literature.characters import cleaned_field


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
            request.POST = _clean(request.POST)  # type: ignore[assignment]


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
