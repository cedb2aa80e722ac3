"""A page of the digest at its address."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from wagtail import views as wagtail_views

from gleanings.reader.lists.lists import home_in


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """As Wagtail serves it, found from the language's home page, which is kept.

    Wagtail would ask for the root of the site, its language, and the home page in that language.
    """
    home = home_in(get_language() or settings.LANGUAGE_CODE)
    if home is not None:
        try:
            found = home.route(request, list(filter(None, path.split("/"))))
        except Http404:
            found = None
        # where Wagtail keeps what it found for a request
        setattr(request, "_wagtail_route_for_request", found)  # noqa: B010
    return wagtail_views.serve(request, path)
