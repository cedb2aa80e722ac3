"""A page of the digest at its address."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from wagtail import views as wagtail_views
from wagtail.models import Site

from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.lists.lists import home_in


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """As Wagtail serves it, found from the language's home page, which is kept.

    Wagtail would ask for the site, its root, its language, and the home page in that language.
    What it finds for a request it keeps under the two names that are set here.
    """
    sites = cached_until_change(_sites)
    if len(sites) == 1:  # whatever the host is called
        setattr(request, "_wagtail_site", sites[0])  # noqa: B010
    home = home_in(get_language() or settings.LANGUAGE_CODE)
    if home is not None:
        try:
            found = home.route(request, list(filter(None, path.split("/"))))
        except Http404:
            found = None
        setattr(request, "_wagtail_route_for_request", found)  # noqa: B010
    return wagtail_views.serve(request, path)


def _sites() -> list[Site]:
    return list(Site.objects.select_related("root_page"))
