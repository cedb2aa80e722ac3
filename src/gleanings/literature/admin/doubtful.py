"""Doubtful pairs at the desk: one beside the other, one article or two."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.ui.components import Component

from gleanings.literature.admin.comparison import compare, refuse_if_not_sure
from gleanings.literature.admin.merging import may_merge, refuse_others, say_what_is_to_do
from gleanings.literature.merging import CannotMergeError
from gleanings.literature.merging.judging import (
    JudgedMeanwhileError,
    ask_again,
    judge_same,
    judge_two,
)
from gleanings.literature.models import ArticleMerge, DoubtfulPair

Verdict = DoubtfulPair.Verdict


@require_safe
def pairs(request: HttpRequest) -> HttpResponse:
    """The first that waits, or the one after or before that which is asked for."""
    refuse_others(request)
    waiting = DoubtfulPair.objects.waiting().select_related("article", "other")
    number = waiting.count()
    at = request.GET.get("at", "")
    place = min(int(at), number) if at.isascii() and at.isdecimal() and len(at) < 9 else 1
    place = max(place, 1)
    pair = waiting[place - 1] if number else None
    context = {
        "pair": pair,
        "compared": compare(pair.article, pair.second) if pair else None,
        "place": place,
        "number": number,
        "previous": place - 1,
        "next": place + 1 if place < number else 0,
        **_judged_last(request.user),
        "page_title": _("Doubtful pairs"),
        "header_title": _("One article, or two?"),
        "header_icon": "copy",
    }
    return render(request, "literature/doubtful_pairs.html", context)


def _judged_last(user: Any) -> dict[str, Any]:
    """What this person did last, to be undone: a merge, or the word that they are two."""
    merge = ArticleMerge.objects.standing().filter(merged_by=user).first()
    two = DoubtfulPair.objects.filter(judged_by=user, verdict=Verdict.TWO)
    pair = two.order_by("-judged_at").first()
    if merge and pair and pair.judged_at and pair.judged_at > merge.merged_at:
        merge = None
    elif merge:
        pair = None
    return {"last_merge": merge, "last_two": pair}


@require_POST
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    pair = get_object_or_404(DoubtfulPair.objects.select_related("article", "other"), pk=pk)
    refuse_others(request, *filter(None, (pair.article, pair.other)))
    verdict = request.POST.get("verdict")
    at = request.POST.get("at", "")
    try:
        if verdict == Verdict.SAME:
            if not pair.verdict:  # else a colleague was faster, which is to be said
                refuse_if_not_sure(compare(pair.article, pair.second), "sure" in request.POST)
            merge = judge_same(pair, by=request.user, reason=request.POST.get("reason", ""))
            messages.success(request, _("They are one article now."))
            say_what_is_to_do(request, merge)
        elif verdict == Verdict.TWO:
            judge_two(pair, by=request.user)
            messages.success(request, _("They stay two articles, and are not asked about again."))
    except JudgedMeanwhileError:
        messages.error(request, _("A colleague has judged this pair in the meantime."))
    except CannotMergeError as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('doubtful_pairs')}?at={at if at.isdecimal() else 1}")


@require_POST
def judge_again(request: HttpRequest, pk: int) -> HttpResponse:
    pair = get_object_or_404(DoubtfulPair, pk=pk)
    refuse_others(request, *filter(None, (pair.article, pair.other)))
    ask_again(pair)
    return redirect("doubtful_pairs")


class DoubtfulPanel(Component):
    """How many pairs wait, on the first page of who may judge them."""

    name = "doubtful"
    order = 70
    template_name = "literature/doubtful_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = parent_context["request"].user if parent_context else None
        number = DoubtfulPair.objects.waiting().count() if user and may_merge(user) else 0
        return {"number": number}
