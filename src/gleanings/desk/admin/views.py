"""The desk: the queue of candidates, decisions on them, and their undoing."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gleanings.desk.admin.cards import cards_of
from gleanings.desk.admin.filters import FilterForm
from gleanings.desk.candidate_queue import Queue
from gleanings.desk.deciding import DecidedMeanwhileError, GoneError, decide, undo
from gleanings.desk.models import Candidate, Criteria, Decision, Ranking, Verdict
from gleanings.desk.permissions import may_decide, may_look
from gleanings.desk.reranking_soon import rerank_soon
from gleanings.desk.taking_up import discard_untouched, start_summary
from gleanings.literature.admin.merging import may_merge
from gleanings.literature.models import DoubtfulPair
from gleanings.literature.row_keys import row_key

AT_ONCE = 10
GONE = "gone"


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, the best first; with ``said``, ``meanwhile`` or ``stays`` what came of the last
    decision or undoing."""
    if not may_look(request.user):
        raise PermissionDenied
    form, ranking = FilterForm(request.GET or None), Ranking.current()
    candidates = form.candidates()
    shown = Queue(ranking, candidates).first(AT_ONCE)
    return render(
        request,
        "desk/admin/queue.html",
        {
            "form": form,
            "cards": cards_of(shown, ranking),
            "ranking": ranking,
            "waiting": candidates.count(),
            "is_filtered": bool(_filters(request.GET)),
            "may_decide": may_decide(request.user),
            "query": _filters(request.GET),
            "said": _said(request.GET.get("said", "")),
            "meanwhile": _candidate(request.GET.get("meanwhile", "")),
            "stays": _said(request.GET.get("stays", "")),
            "is_gone": request.GET.get("meanwhile") == GONE,
            "last": Decision.objects.last_of(request.user),
            "criteria": Criteria.load(request_or_site=request).text_now(),
            "may_write_criteria": request.user.has_perm("desk.change_criteria"),
            "pairs": DoubtfulPair.objects.waiting().count() if may_merge(request.user) else 0,
            "page_title": _("Candidates"),
            "header_title": _("Candidates"),
            "header_icon": "clipboard-list",
        },
    )


@require_POST
def decide_on(request: HttpRequest, pk: int) -> HttpResponse:
    _refuse_others(request)
    candidate = Candidate.objects.select_related("article").filter(pk=pk).first()
    if candidate is None:
        return _answer(request, is_gone=True)
    verdict, version = request.POST.get("verdict", ""), request.POST.get("version", "")
    if verdict not in Verdict.values or not (version.isdecimal() and len(version) < 10):
        return redirect("desk")
    try:
        with transaction.atomic():  # nothing is taken up without its draft
            decision = decide(
                candidate,
                Verdict(verdict),
                by=request.user,
                seen_version=int(version),
                reason=request.POST.get("reason", "").strip(),
                twins=_twins(request.POST.getlist("twin")),
            )
            if decision.verdict == Verdict.TAKE_UP:
                _start_summary(candidate, decision, request.user)
    except DecidedMeanwhileError as meanwhile:
        return _answer(request, meanwhile=meanwhile.candidate)
    except GoneError:
        return _answer(request, is_gone=True)
    rerank_soon()
    return _answer(request, said=decision)


def _start_summary(candidate: Candidate, decision: Decision, user: Any) -> None:
    summary = start_summary(candidate, by=user)
    decided_along = Candidate.objects.filter(decisions__along_with=decision)
    decided_along.filter(summary=None).update(summary=summary)


@require_POST
def undo_decision(request: HttpRequest, pk: int) -> HttpResponse:
    _refuse_others(request)
    decision = get_object_or_404(Decision, pk=pk)
    try:
        candidate = undo(decision, by=request.user)
    except DecidedMeanwhileError:
        return _answer(request, stays=decision)
    if decision.verdict == Verdict.TAKE_UP:
        discard_untouched(candidate, decision)
    rerank_soon()
    decision.refresh_from_db()
    return _answer(request, said=decision, back=candidate)


def _refuse_others(request: HttpRequest) -> None:
    if not may_decide(request.user):
        raise PermissionDenied


def _answer(
    request: HttpRequest,
    *,
    said: Decision | None = None,
    meanwhile: Candidate | None = None,
    stays: Decision | None = None,
    back: Candidate | None = None,
    is_gone: bool = False,
) -> HttpResponse:
    """With a script the next candidate and what was done; without, the way back to the queue.

    ``stays`` is a decision that could not be undone.
    """
    filters = QueryDict(request.POST.get("query", ""))
    if not request.headers.get("HX-Request"):
        if stays:
            done: dict[str, Any] = {"stays": stays.pk}
        else:
            done = {"said": said.pk} if said else {"meanwhile": meanwhile.pk if meanwhile else GONE}
        query = "&".join(part for part in (_filters(filters), urlencode(done)) if part)
        return redirect(f"{reverse('desk')}?{query}")
    ranking = Ranking.current()
    there = {*map(row_key, request.POST.getlist("shown"))}
    candidates = FilterForm(filters or None).candidates()
    if back or stays:
        more = [back] if back else []
    else:
        more = Queue(ranking, candidates).first(1, without=there)
    context = {
        "last": Decision.objects.last_of(request.user),
        "ranking": ranking,
        "said": _said(str(said.pk)) if said else None,
        "meanwhile": meanwhile,
        "stays": _said(str(stays.pk)) if stays else None,
        "is_gone": is_gone,
        "cards": cards_of(more, ranking),
        "place": "afterbegin" if back else "beforeend",
        "waiting": candidates.count(),
        "may_decide": True,
        "query": _filters(filters),
    }
    return render(request, "desk/admin/decided.html", context)


def _twins(values: list[str]) -> Iterator[tuple[int, int]]:
    """Key and seen version of each, as the card has them: “12:0”."""
    for value in values:
        key, _colon, version = value.partition(":")
        if _is_key(key) and _is_key(version):
            yield int(key), int(version)


def _filters(query: Any) -> str:
    """Those of the query that choose candidates, without empty ones and what was said last."""
    kept = {name: value for name, value in query.items() if value}
    for name in ("said", "meanwhile", "stays"):
        kept.pop(name, None)
    return urlencode(kept)


def _said(key: str) -> Decision | None:
    decisions = Decision.objects.select_related("candidate__article", "candidate__summary")
    return decisions.filter(pk=key).first() if _is_key(key) else None


def _candidate(key: str) -> Candidate | None:
    candidates = Candidate.objects.select_related("article")
    return candidates.filter(pk=key).first() if _is_key(key) else None


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
