"""The page of what a reader keeps. It is the same for all: the list is the browser's alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gleanings.reader.head.html import list_head


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    title = _("What I keep")
    head = list_head(request, title=title, may_be_indexed=False)
    return render(request, "community/kept.html", {"head": head, "title": title})
