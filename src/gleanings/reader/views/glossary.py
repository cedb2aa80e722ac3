"""What the terms beside a number mean."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from gleanings.digest.spoken_language import spoken_language
from gleanings.evidence.report import glossary as terms
from gleanings.reader.head.html import list_head


def glossary(request: HttpRequest) -> HttpResponse:
    """Every term on one page, each with an address of its own."""
    context = {
        "terms": terms(spoken_language()),
        "head": list_head(request, title=gettext("Words for numbers")),
    }
    return render(request, "reader/glossary.html", context)
