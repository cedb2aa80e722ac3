"""An address below the desk that is none is not found: it asks nobody to sign in, leads nowhere."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, ObjectDoesNotExist
from django.db import DataError
from django.forms.formsets import ORDERING_FIELD_NAME
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.admin.views import home

from gleanings.literature.row_keys import row_key


class ReadersLocaleMiddleware(LocaleMiddleware):
    """Django looks for what it does not find under a language; the desk is under none."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.status_code == 404 and _is_at_the_desk(request):
            return response
        return super().process_response(request, response)


class UnknownAddressesMiddleware:
    """Wagtail would ask to sign in first, and then say the same or fail on a key that is none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *args: Any) -> None:
        if _is_at_the_desk(request) and request.user.is_authenticated:
            # Wagtail does so for its pages, not for the one that says that there is none
            profile = getattr(request.user, "wagtail_userprofile", None)
            if profile is not None:
                translation.activate(profile.get_preferred_language())
        is_none = (view.__module__, view.__name__) == (home.__name__, home.default.__name__)
        if is_none and not request.user.is_authenticated:
            raise Http404
        if not all(map(_may_be_a_key, _numbers_asked_for(request))):
            raise Http404
        if not all(map(_may_lead_on, _asked_to_lead_to(request))):
            raise Http404

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Where a form carries a key in a field that nobody sees, Wagtail's views believe it."""
        if not _is_at_the_desk(request):
            return
        if isinstance(error, MultiValueDictKeyError):
            raise BadRequest("A field of the form is missing.") from error
        if isinstance(error, KeyError) and error.args == (ORDERING_FIELD_NAME,):
            raise BadRequest("A row of the form says no place.") from error
        if isinstance(error, ObjectDoesNotExist) or _of_a_key(error):
            raise Http404 from error


def _is_at_the_desk(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def _asked_to_lead_to(request: HttpRequest) -> list[str]:
    """Where a form of Wagtail's is to lead when it is done; signing in judges that itself, and our
    own views have names of their own for it."""
    view = request.resolver_match
    if not _is_at_the_desk(request) or not request.user.is_authenticated or view is None:
        return []
    if not view._func_path.startswith("wagtail"):
        return []
    return [*request.GET.getlist("next"), *request.POST.getlist("next")]


def _may_lead_on(address: str) -> bool:
    """What is no address is the name of a view, or Django fails on it at the very end."""
    try:
        resolve_url(address)
    except NoReverseMatch:
        return not address
    return True


def _of_a_key(error: Exception) -> bool:
    """Whether a row was looked for by what can be no key, as Django and the databases say it."""
    return (
        (isinstance(error, ValueError) and "expected a number but got" in str(error))
        or (isinstance(error, OverflowError) and "to SQLite INTEGER" in str(error))
        or (isinstance(error, DataError) and "out of range" in str(error))
    )


def _numbers_asked_for(request: HttpRequest) -> list[str]:
    """Keys that a chooser or the desk's own API looks for, and where a list is to begin."""
    match = request.resolver_match
    if match is None or not _is_at_the_desk(request):
        return []
    if match.view_name.startswith("wagtailadmin_api:"):
        return [value for name in ("id", "offset") for value in request.GET.getlist(name)]
    if match.view_name.endswith("chosen_multiple"):
        return request.GET.getlist("id")
    return [*map(str, match.kwargs.values())] if match.view_name.endswith(":chosen") else []


def _may_be_a_key(text: str) -> bool:
    """All rows that are chosen are numbered, with no more than PostgreSQL's 64 bits."""
    return text == "0" or row_key(text) > 0
