"""The page that says what open data there are."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gleanings.digest.addresses import absolute
from gleanings.open_data.dumps.addresses import offered
from gleanings.open_data.licence import data_licence
from gleanings.open_data.rate import read_rate
from gleanings.open_data.reading import API
from gleanings.reader.head.html import list_head


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    dumps = offered(request)
    title = _("Open data")
    response = render(
        request,
        "open_data/page.html",
        {
            "title": title,
            "newest": dumps[0] if dumps else None,
            "older": dumps[1:],
            "api": absolute(API, request),
            "openapi": absolute(f"{API}openapi.json", request),
            "example": absolute(f"{API}summaries?q=alliance&limit=10", request),
            "resources": _resources(),
            "rate": read_rate(settings.API_RATE),
            "licence": data_licence(),
            "head": list_head(
                request,
                title=title,
                description=_("Everything published here, for programs to read and to download."),
            ),
        },
    )
    # dumps come without a change to what else readers see, so that the page is not kept
    patch_cache_control(response, private=True, max_age=60)
    return response


def _resources() -> list[tuple[str, str, str]]:
    """(Name in addresses, name for readers, what it is)."""
    return [
        ("issues", _("Issues"), _("Each month’s issue, with its teaser and its summaries.")),
        (
            "summaries",
            _("Summaries"),
            _(
                "Title, who was studied, practice implications and text, with topics, types of "
                "research and articles."
            ),
        ),
        ("articles", _("Articles"), _("The articles that summaries are about, with their DOIs.")),
        ("topics", _("Topics"), _("What summaries are about, with definitions.")),
        ("types", _("Types of research"), _("The kinds of study, with definitions.")),
        (
            "findings",
            _("Findings"),
            _(
                "The statistics of the summaries as data: measure, estimate, interval, people, "
                "studies, what relates to what, and whether the numbers hold."
            ),
        ),
        (
            "questions",
            _("Questions"),
            _("The questions put to the findings, with the newest answers."),
        ),
        (
            "syntheses",
            _("Syntheses"),
            _("Every computed answer, with its numbers and the effects that went in."),
        ),
        (
            "collections",
            _("Collections"),
            _("Summaries that belong together, in an editor’s order, with an introduction."),
        ),
        (
            "asked",
            _("Questions to the network"),
            _("What practitioners asked, with how many did: open ones to take up, and answered."),
        ),
    ]
