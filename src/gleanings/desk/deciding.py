"""Decisions on candidates, and their undoing; two editors at once do not overwrite each other."""

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gleanings.desk.models import Candidate, Decision, Verdict


class DecidedMeanwhileError(Exception):
    """Somebody else decided since the candidate was shown. ``last`` is that decision, if one stands
    now, and None where the last was undone."""

    def __init__(self, candidate: Candidate, last: Decision | None) -> None:
        super().__init__(f"candidate {candidate.pk} was decided on meanwhile")
        self.candidate = candidate
        self.last = last


class GoneError(Exception):
    """The candidate is not there any more: its article was merged with another, or deleted."""


@transaction.atomic
def decide(
    candidate: Candidate,
    verdict: Verdict,
    *,
    by: Any,
    seen_version: int,
    reason: str = "",
    at: dt.datetime | None = None,
    twins: Iterable[tuple[int, int]] = (),
) -> Decision:
    """``seen_version`` is that of the candidate when it was shown to who decides.

    Raises `DecidedMeanwhileError` where it is another by now, or `GoneError`, and then changes
    nothing. ``twins``
    are keys and seen versions of other records of the same article, which are decided with it;
    what somebody decided on one of them since stands.
    """
    _next_version(candidate, seen_version, verdict=verdict)
    made = {
        "verdict": verdict,
        "reason": reason[:300],
        "made_by": by,
        "made_at": at or timezone.now(),
    }
    decision = Decision.objects.create(candidate=candidate, **made)
    for key, seen in twins:
        twin = Candidate.objects.filter(pk=key).exclude(pk=candidate.pk).first()
        if twin is not None:
            with suppress(DecidedMeanwhileError):
                _next_version(twin, seen, verdict=verdict)
                Decision.objects.create(candidate=twin, along_with=decision, **made)
    return decision


@transaction.atomic
def undo(decision: Decision, *, by: Any, at: dt.datetime | None = None) -> Candidate:
    """What was decided before it stands again; so it does of what was decided along with it.

    Raises `DecidedMeanwhileError` where it is not the last that stands.
    """
    candidate = Candidate.objects.get(pk=decision.candidate_id)
    last, before = (*candidate.decisions.standing()[:2], None, None)[:2]
    if last is None or last.pk != decision.pk:
        raise DecidedMeanwhileError(candidate, last)
    _next_version(candidate, candidate.version, verdict=before.verdict if before else "")
    Decision.objects.filter(pk=decision.pk).update(undone_by=by, undone_at=at or timezone.now())
    for along in decision.along.standing().select_related("candidate"):
        with suppress(DecidedMeanwhileError):
            undo(along, by=by, at=at)
    candidate.refresh_from_db()
    return candidate


def _next_version(candidate: Candidate, seen: int, *, verdict: str) -> None:
    # one statement, so that of two at the same time one finds no row
    changed = Candidate.objects.filter(pk=candidate.pk, version=seen).update(
        version=F("version") + 1, verdict=verdict
    )
    if not changed:
        try:
            candidate.refresh_from_db()
        except Candidate.DoesNotExist:
            raise GoneError from None
        raise DecidedMeanwhileError(candidate, candidate.decisions.standing().first())
    candidate.version, candidate.verdict = seen + 1, verdict
