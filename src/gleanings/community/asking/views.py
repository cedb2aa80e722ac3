"""Readers' pages: to ask, and what others asked as editors put it.

A question is sent by POST even to look for what may answer it: what stands in an address is written
into logs, and a client may be in it.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gleanings.community import mail
from gleanings.community.asking.answers import public_questions
from gleanings.community.asking.forms import AskForm
from gleanings.community.flood import refusal
from gleanings.community.models import AskedQuestion, Asking
from gleanings.community.models.asked_question import LONGEST_QUESTION, AskedState
from gleanings.digest.addresses import absolute
from gleanings.digest.admin.csv_download import csv_download
from gleanings.reader import readables
from gleanings.reader.cross_site import comes_from_elsewhere
from gleanings.reader.feeds import FORMATS
from gleanings.reader.head.html import list_head

MAY_ANSWER = 5


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """First what may answer it, then the rest of the form, then it is sent."""
    if request.method != "POST" or comes_from_elsewhere(request):
        is_done = request.GET.get("said") == "thanks"
        return _page(request, AskForm(), is_done=is_done)
    if "looked" not in request.POST:
        asked = AskForm(initial={"words": request.POST.get("words", "")[:LONGEST_QUESTION]})
        return _page(request, asked, **_what_may_answer(request))
    form = AskForm(request.POST)
    if form.is_a_program:
        return redirect("ask")
    today = Asking.objects.filter(day=timezone.localdate())
    if form.is_valid() and (why := refusal(request, today.count())):
        form.add_error(None, why)
    if not form.is_valid():
        return _page(request, form, **_what_may_answer(request))
    given = form.cleaned_data
    question = AskedQuestion.objects.create(
        topic=given["topic"], state=AskedState.HELD if form.looks_like else AskedState.NEW
    )
    Asking.objects.create(
        question=question,
        words=given["words"],
        address=given["address"],
        language=get_language() or "",
    )
    response = redirect("ask")
    response["Location"] += "?said=thanks"
    return response


@csrf_exempt
@require_POST
def may_answer(request: HttpRequest) -> HttpResponse:
    """The part of the page that is renewed while somebody writes."""
    context = {} if comes_from_elsewhere(request) else _what_may_answer(request)
    response = render(request, "community/includes/may_answer.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _what_may_answer(request: HttpRequest) -> dict[str, Any]:
    words = request.POST.get("words", "")[:LONGEST_QUESTION].strip()
    return {"looked": bool(words), "found": readables.search(words)[:MAY_ANSWER] if words else []}


def _page(request: HttpRequest, form: AskForm, **more: Any) -> HttpResponse:
    title = _("Thank you") if more.get("is_done") else _("Ask the network")
    head = list_head(request, title=title, may_be_indexed=False)
    context = {"form": form, "head": head, "title": title, "may_be_answered": mail.is_there()}
    response = render(request, "community/ask.html", context | more)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def asked_questions(request: HttpRequest) -> HttpResponse:
    """Those that editors let: the open ones by how many ask, and those that were answered."""
    public = public_questions()
    title = _("Questions to the network")
    feeds = [
        (media_type, _("Open questions to the network"), absolute(path, request))
        for kind, media_type in FORMATS.items()
        for path in [reverse("open_questions_feed", args=[kind])]
    ]
    context = {
        "title": title,
        "open": sorted(
            (one.question for one in public if one.is_open), key=lambda one: -one.number
        ),
        "answered": [one for one in public if not one.is_open],
        "head": list_head(request, title=title, feeds=feeds),
    }
    return render(request, "community/asked.html", context)


@require_safe
def asked_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a table, for who would take one up."""
    rows = []
    for question, answer in reversed(public_questions()):
        state = AskedState.ANSWERED if answer else AskedState.OPEN
        topic = question.topic.target.name if question.topic else ""
        day = (question.decided_on or question.day).isoformat()
        address = absolute(answer.path, request) if answer else ""
        asked = [str(question.pk), question.text, question.language_of_text, topic]
        rows.append([*asked, str(question.number), state.value, day, address])
    head = ["id", "question", "language", "topic", "asked_by", "state", "since", "answer"]
    return csv_download("questions-to-the-network.csv", head, rows)
