"""The page on the network."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gleanings.reader.head.html import list_head
from gleanings.reader.lists.plain_pages import published_authors
from gleanings.reader.network.sections import sections_in


@require_safe
def about_the_network(request: HttpRequest) -> HttpResponse:
    title = _("About the network")
    description = _(
        "Who we are, how summaries are chosen and checked, conflicts of interest, corrections, "
        "accessibility and privacy."
    )
    context = {
        "title": title,
        "sections": sections_in(get_language() or ""),
        "authors": published_authors(),
        "head": list_head(request, title=title, description=description),
    }
    return render(request, "reader/network.html", context)
