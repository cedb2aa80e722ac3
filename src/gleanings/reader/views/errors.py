"""A page for what is not there, that helps on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from gleanings.digest.models import Topic
from gleanings.reader.head.html import Head
from gleanings.reader.lists.lists import latest_summaries
from gleanings.reader.lists.terms import most_used, terms_with_counts

LATEST = 3
TOPICS = 12


def not_found(request: HttpRequest, exception: Http404 | Exception) -> HttpResponse:
    language = get_language()
    context = {
        "latest": latest_summaries(language, LATEST),
        "topics": most_used(terms_with_counts(Topic, language), TOPICS),
        "head": Head(title=gettext("Page not found"), may_be_indexed=False),
    }
    return render(request, "reader/not_found.html", context, status=404)
