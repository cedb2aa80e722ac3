"""Where a summary is deleted, what was taken up for it waits at the desk again.

However it is deleted: by itself, with many, with its issue, or by a command.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context

from gleanings.desk.deciding import DecidedMeanwhileError, undo
from gleanings.desk.known_summaries import summary_of
from gleanings.desk.models import Candidate, Verdict
from gleanings.desk.reranking_soon import rerank_soon
from gleanings.digest.models import Summary


@receiver(pre_delete, sender=Summary)
def note_candidates(sender: type, instance: Summary, **_: Any) -> None:
    """Afterwards no row says which they were."""
    about = Candidate.objects.filter(summary=instance.pk, verdict=Verdict.TAKE_UP)
    instance.taken_up_for = list(about.order_by("pk").values_list("pk", flat=True))


@receiver(post_delete, sender=Summary)
def bring_candidates_back(sender: type, instance: Summary, **_: Any) -> None:
    # what is deleted along, as an issue's other summaries, is gone by now
    come_back(instance.taken_up_for, by=get_active_log_context().user)


def come_back(keys: Iterable[int], *, by: Any) -> None:
    """Undo that these candidates, whose summary is gone, were taken up.

    Where there is another summary about the article, they stay taken up for that one.
    """
    for candidate in Candidate.objects.filter(pk__in=keys, summary=None).order_by("pk"):
        if there := summary_of(candidate):
            Candidate.objects.filter(pk=candidate.pk).update(summary=there)
            continue
        _undo_taking_up(candidate, by)


def _undo_taking_up(candidate: Candidate, by: Any) -> None:
    for decision in candidate.decisions.standing():  # the last first
        if decision.verdict != Verdict.TAKE_UP:
            break
        with suppress(DecidedMeanwhileError):
            undo(decision, by=by)
    rerank_soon()
