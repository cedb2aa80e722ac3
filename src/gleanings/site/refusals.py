"""What the desk refuses is said on the page that the editor came from, not on an error page."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


class RefusalsMiddleware:
    """Makes a message of a refusal that no form has shown, and undoes what was begun.

    Publication is refused by the page itself, whichever way it is asked for: a form, a bulk
    action, an approval on the first page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, ValidationError) or request.method != "POST":
            return None
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        for sentence in error.messages:
            messages.error(request, sentence)
        back = _where_the_editor_was(request)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # what Wagtail's dialogs understand: go there
            return JsonResponse({"step": "success", "redirect": back})
        return HttpResponseRedirect(back)


def _where_the_editor_was(request: HttpRequest) -> str:
    came_from = request.headers.get("referer", "")
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(came_from, hosts, require_https=request.is_secure()):
        return came_from
    return reverse("wagtailadmin_home")
