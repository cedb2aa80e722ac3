"""Redirects lead only to what anybody may read: an old address does not tell of a draft."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect

from gleanings.digest.models.reader_page import ReaderPage


class OldAddressMiddleware(RedirectMiddleware):
    """Wagtail's redirects, silent while their page is a draft or private.

    Redirects of an import are there from the beginning, and begin to work with the publication.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        return response if answer is not response and leads_to_hidden(request) else answer


def leads_to_hidden(request: HttpRequest) -> bool:
    """Whether the address asked for is the old one of a page that not everybody may read."""
    asked = request.get_full_path()
    paths = {
        Redirect.normalise_path(form, decode_unicode=False)
        for path in (asked, request.path)
        for form in (path, uri_to_iri(path))
    }
    redirects = Redirect.objects.filter(Q(old_path__in=paths), redirect_page__isnull=False)
    for redirect in redirects.select_related("redirect_page"):
        page = redirect.redirect_page.specific
        private = page.get_view_restrictions().exists()
        if isinstance(page, ReaderPage) and (not page.live or private):
            return True
    return False
