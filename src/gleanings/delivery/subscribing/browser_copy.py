"""A mail as a page, for who reads it better so."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gleanings.delivery.mail import links
from gleanings.delivery.mail.shown import shown
from gleanings.delivery.models import Edition
from gleanings.digest.models import Summary


@require_safe
def mail_in_the_browser(request: HttpRequest, key: str) -> HttpResponse:
    """As it was sent, while all that it tells of is online; links of one's own ask for the link."""
    edition = get_object_or_404(Edition, key=key)
    readable = Summary.objects.filter(pk__in=edition.summaries).readable()
    if readable.count() < len(edition.summaries):
        raise Http404
    return shown(for_anybody(edition))


def for_anybody(edition: Edition) -> str:
    language = edition.language
    asking = links.link_to("ask_for_link", language)
    html = edition.html.replace(links.leaving(language), asking)
    return html.replace(links.preferences(language), asking).replace(links.EDITION, edition.key)
