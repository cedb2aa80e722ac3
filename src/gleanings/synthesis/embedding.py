"""The figure of an answer on somebody else's page: always that of the newest version."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from gleanings.reader.embedding.embedded import Embedded
from gleanings.synthesis.answers import told
from gleanings.synthesis.drawing import names_of, stored
from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.reading import synthesis_of

_SIZE = re.compile(r' width="(\d+)[^"]*" height="(\d+)')


def embedded_answer(path: str) -> Embedded | None:
    try:
        found = resolve(path)
    except Resolver404:
        return None
    if found.view_name not in ("synthesis", "synthesis_version"):
        return None
    try:
        question, shown = synthesis_of(found.kwargs["slug"], None)
    except Http404:
        return None
    language = get_language() or "en"
    name = _name(shown)
    size = _SIZE.search(stored(shown, name, language, "wide")) if name else None
    if size is None:
        return None
    return Embedded(
        title=question.question,
        said=told(shown, language).answer,
        page=reverse("synthesis", args=[question.slug]),
        image=reverse("newest_figure", args=[question.slug]),
        width=int(size[1]),
        height=int(size[2]),
    )


def _name(shown: Synthesis) -> str:
    return next((name for name in ("forest", "beside") if name in names_of(shown)), "")


@require_safe
def newest_figure(request: HttpRequest, slug: str) -> HttpResponse:
    """It leads on, so that what is embedded shows each new answer."""
    question, shown = synthesis_of(slug, None)
    name = _name(shown)
    if not name:
        raise Http404
    return redirect("synthesis_file", question.slug, shown.version, f"{name}.svg")
