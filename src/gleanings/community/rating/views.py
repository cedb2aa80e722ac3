"""Readers' pages: to rate a summary in one tap, and to say more if one likes.

The box stands on pages that are kept for everybody, so it has no token; what a form of another site
sends is not taken. A GET changes nothing: mail systems open every link.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gleanings.community.first_written import first_written
from gleanings.community.models import Rating
from gleanings.community.rating import reader_key
from gleanings.community.rating.forms import MoreForm, RelevanceForm, asks_more_of
from gleanings.community.rating.holding import hold_if_too_many
from gleanings.community.rating.told import ratings_of, sentences
from gleanings.digest.models import Summary
from gleanings.reader.cross_site import comes_from_elsewhere
from gleanings.reader.head.html import list_head


def _summary(key: UUID) -> Summary:
    """As readers of this language have it. Raises Http404 for what they do not see."""
    pages = Summary.objects.in_language(get_language() or "").live()
    summary = pages.filter(translation_key=key).first()
    if summary is None or summary.get_view_restrictions().exists():
        raise Http404
    return summary


def _own(request: HttpRequest, summary: Summary) -> Rating | None:
    """What this browser said before."""
    number = reader_key.number_of(request)
    if not number:
        return None
    key = reader_key.key_for(summary, number)
    return Rating.objects.filter(summary__translation_key=summary.translation_key, key=key).first()


def _page(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    head = list_head(request, title=title, may_be_indexed=False)
    response = render(request, f"community/{name}.html", context | {"head": head, "title": title})
    response["Cache-Control"] = "private, no-store"
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, key: UUID) -> HttpResponse:
    """The scale, and a post of it; a second one changes the first."""
    summary = _summary(key)
    if request.method != "POST" or comes_from_elsewhere(request):
        return _page(
            request, "rate", _("Was it of use?"), summary=summary, own=_own(request, summary)
        )
    form = RelevanceForm(request.POST)
    if form.is_a_program:
        return redirect(summary.get_url(request))
    if not form.is_valid():
        return _page(request, "rate", _("Was it of use?"), summary=summary, nothing_chosen=True)
    number = reader_key.number_of(request) or reader_key.new_number()
    answer: dict[str, Any] = {"relevance": form.answer()}
    if not asks_more_of(answer["relevance"]):
        answer |= {"newness": None, "will_use": "", "with_whom": ""}
    with transaction.atomic():
        rating, is_new = Rating.objects.update_or_create(
            summary=first_written(summary),
            key=reader_key.key_for(summary, number),
            defaults=answer,
        )
        if is_new:
            hold_if_too_many(rating)
    response = redirect(f"{reverse('rate_more', args=[key])}?said=kept")
    reader_key.remember(response, number)
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def rate_more(request: HttpRequest, key: UUID) -> HttpResponse:
    """Thanks, how colleagues answered, and what else may be said."""
    summary = _summary(key)
    own = _own(request, summary)
    if own is None:  # a browser that keeps no cookie, or somebody else's link
        if request.method == "POST" or request.GET.get("said") != "kept":
            return redirect("rate", key)
        return _thanks(request, summary)
    if request.method == "POST" and not comes_from_elsewhere(request):
        form = MoreForm(request.POST)
        if form.is_a_program:
            return redirect(summary.get_url(request))
        if form.is_valid():
            form.give_to(own)
            own.save()
            return redirect(f"{request.path}?said=thanks")
    else:
        said = {name: getattr(own, name) for name in MoreForm.base_fields if hasattr(own, name)}
        form = MoreForm(initial=said)
    return _thanks(
        request,
        summary,
        form=form,
        own=own,
        asks_more=asks_more_of(own.relevance),
        is_done=request.GET.get("said") == "thanks",
    )


def _thanks(request: HttpRequest, summary: Summary, **context: Any) -> HttpResponse:
    told = ratings_of(summary)
    context |= {"summary": summary, "told": told, "said": sentences(told) if told else []}
    return _page(request, "rate_more", _("Thank you"), **context)
