"""Decisions on candidates, and their undoing; two editors at once do not overwrite each other."""

import datetime as dt
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


@transaction.atomic
def decide(
    candidate: Candidate,
    verdict: Verdict,
    *,
    by: Any,
    seen_version: int,
    reason: str = "",
    at: dt.datetime | None = None,
) -> Decision:
    """``seen_version`` is that of the candidate when it was shown to who decides.

    Raises `DecidedMeanwhileError` where it is another by now, and then changes nothing.
    """
    _next_version(candidate, seen_version, verdict=verdict)
    return Decision.objects.create(
        candidate=candidate, verdict=verdict, reason=reason[:300], made_by=by,
        made_at=at or timezone.now(),
    )  # fmt: skip


@transaction.atomic
def undo(decision: Decision, *, by: Any, at: dt.datetime | None = None) -> Candidate:
    """What was decided before it stands again.

    Raises `DecidedMeanwhileError` where it is not the last that stands.
    """
    candidate = Candidate.objects.get(pk=decision.candidate_id)
    last, before = (*candidate.decisions.standing()[:2], None, None)[:2]
    if last is None or last.pk != decision.pk:
        raise DecidedMeanwhileError(candidate, last)
    _next_version(candidate, candidate.version, verdict=before.verdict if before else "")
    Decision.objects.filter(pk=decision.pk).update(undone_by=by, undone_at=at or timezone.now())
    candidate.refresh_from_db()
    return candidate


def _next_version(candidate: Candidate, seen: int, *, verdict: str) -> None:
    # one statement, so that of two at the same time one finds no row
    changed = Candidate.objects.filter(pk=candidate.pk, version=seen).update(
        version=F("version") + 1, verdict=verdict
    )
    if not changed:
        candidate.refresh_from_db()
        raise DecidedMeanwhileError(candidate, candidate.decisions.standing().first())
    candidate.version, candidate.verdict = seen + 1, verdict
