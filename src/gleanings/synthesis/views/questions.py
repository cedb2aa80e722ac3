"""All questions with their answers in brief."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gleanings.digest.addresses import absolute
from gleanings.reader.head.html import list_head
from gleanings.synthesis.reading import listed_questions


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    title = _("Evidence")
    head = list_head(
        request,
        title=title,
        description=_("What the studies in this digest say together, question by question."),
        feeds=[
            (
                "application/atom+xml",
                _("Changes of the evidence"),
                absolute(reverse("all_changes"), request),
            )
        ],
    )
    return render(
        request, "synthesis/questions.html", {"questions": listed_questions(), "head": head}
    )
