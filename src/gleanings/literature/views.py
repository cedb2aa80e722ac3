"""The citation parser, for the form that fills in while one pastes."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from gleanings.literature.articles import article_fields
from gleanings.literature.citations import parse_citation
from gleanings.literature.names import lines_from_names


@require_POST
def read_citation(request: HttpRequest) -> JsonResponse:
    fields = article_fields(parse_citation(request.POST.get("citation", "")[:5000]))
    for people in ("authors", "editors"):
        fields[people] = lines_from_names(fields[people])
    return JsonResponse(fields)
