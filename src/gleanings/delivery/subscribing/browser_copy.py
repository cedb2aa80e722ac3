"""A mail as a page, for who reads it better so."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import format_html_join
from django.utils.translation import override
from django.views.decorators.http import require_safe

from gleanings.delivery.mail import links
from gleanings.delivery.mail.shown import shown
from gleanings.delivery.models import Edition
from gleanings.digest.models import Summary
from gleanings.literature.notices.words import caution_of
from gleanings.reader.lists.notices import noted


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
    html = html.replace(links.preferences(language), asking).replace(links.EDITION, edition.key)
    return _BODY.sub(lambda body: body[0] + _said_since(edition), html, count=1)


_BODY = re.compile(r"<body[^>]*>")


def _said_since(edition: Edition) -> str:
    """What became known of a summary's article after the mail: nothing may be read without it."""
    with override(edition.language):
        summaries = Summary.objects.in_bulk(edition.summaries)
        cautions = {
            summary.title: caution
            for summary in summaries.values()
            if (caution := caution_of(noted(summary).status))
        }
    return format_html_join("", '<p style="padding: 12px"><b>{}</b> {}</p>', cautions.items())
