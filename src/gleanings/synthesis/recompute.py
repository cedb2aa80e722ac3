"""The engine run: once for each state of a question's data and each way of computing, and stored
with their hash."""

import datetime as dt
import logging
from collections import Counter
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gleanings.digest import clock
from gleanings.evidence.appraisal import Appraisal, appraise
from gleanings.reader.cache import content_version
from gleanings.synthesis.change import change_between, is_notable
from gleanings.synthesis.dataset import collect_dataset, hash_of
from gleanings.synthesis.headline import headline_of
from gleanings.synthesis.models import Question, Synthesis
from gleanings.synthesis.stored_result import Change, Dataset, Headline, Row

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _WorkedOut:
    """What the engine made of the data, and which those were."""

    of: tuple[str, str]
    """The hash of the data, and of the same with what was retracted, if anything was."""
    dataset: Dataset
    result: Appraisal
    with_retracted: Headline | None


def recompute(question: Question, *, at: dt.datetime | None = None) -> Synthesis | None:
    """Run the engine if the question's data, or the way of computing, are not those of its newest
    synthesis.

    The new synthesis, or None where nothing changed. Where the data are again what they were in an
    earlier one, as when a summary was offline for a day, that one is the answer again.

    Until readers see the question for the first time it has one synthesis only: what an editor
    tries out is no history.

    The engine may run for many seconds. It does so outside the transaction, in which nobody else
    could write on SQLite; where the data have changed meanwhile, it runs once more.
    """
    worked_out: _WorkedOut | None = None
    while True:
        with transaction.atomic():
            question = Question.objects.select_for_update().get(pk=question.pk)
            dataset = collect_dataset(question)
            data_hash = hash_of(dataset)
            latest = question.current
            if latest and latest.data_hash == data_hash:
                return None
            is_history = question.published_at is not None
            earlier = question.syntheses.filter(data_hash=data_hash).order_by("-version").first()
            if is_history and earlier and latest:
                return _answer_again(earlier, latest, at=at or timezone.now())
            counted = _counted(question, dataset)
            data = (data_hash, hash_of(counted) if counted else "")
            if worked_out and worked_out.of == data:
                if not is_history:
                    question.syntheses.all().delete()
                    latest = None
                return _store(question, worked_out, latest, at=at or timezone.now())
        worked_out = _work_out(data, dataset, counted)


def renew_once_it_stands(question: Question) -> None:
    """After the change is committed, or nobody else could write while the engine runs."""
    transaction.on_commit(partial(recompute, question), robust=True)


def _work_out(of: tuple[str, str], dataset: Dataset, counted: Dataset | None) -> _WorkedOut:
    with_retracted = headline_of(counted, run(counted)) if counted else None
    return _WorkedOut(of, dataset, run(dataset), with_retracted)


def _store(
    question: Question, worked_out: _WorkedOut, latest: Synthesis | None, *, at: dt.datetime
) -> Synthesis:
    synthesis = Synthesis(
        question=question,
        version=_last_version(question) + 1,
        computed_at=at,
        answers_since=at,
        data_hash=worked_out.of[0],
        engine=worked_out.result.version,
        data=worked_out.dataset,
        result=worked_out.result,
        headline=headline_of(worked_out.dataset, worked_out.result),
        with_retracted=worked_out.with_retracted,
        change=Change(),
    )
    if latest:
        synthesis.change = change_between(latest, synthesis)
        is_far = is_notable(latest.headline, synthesis.headline, question)
        # of a retraction readers hear however little it moves
        moved = synthesis.change.retracted or synthesis.change.reinstated
        synthesis.is_notable = is_far or bool(moved)
    synthesis.save()
    return synthesis


def _answer_again(earlier: Synthesis, latest: Synthesis, *, at: dt.datetime) -> Synthesis:
    """Followers hear of it as of any other change: if the way back is worth telling."""
    is_told = is_notable(latest.headline, earlier.headline, latest.question)
    change = change_between(latest, earlier)
    is_told = is_told or bool(change.retracted or change.reinstated)
    Synthesis.objects.filter(pk=earlier.pk).update(
        answers_since=at, is_notable=earlier.is_notable or is_told
    )
    content_version.bump()  # no model was saved
    earlier.refresh_from_db()
    return earlier


def _counted(question: Question, dataset: Dataset) -> Dataset | None:
    """The same data with what was retracted; None where nothing was."""
    if len(dataset.in_force) == len(dataset.rows):
        return None
    return collect_dataset(question, counts_retracted=True)


def _last_version(question: Question) -> int:
    last: int | None = question.syntheses.aggregate(last=Max("version"))["last"]
    return last or 0


def run(dataset: Dataset) -> Appraisal:
    """What the evidence library makes of the rows to be pooled."""
    rows = dataset.pooled
    return appraise(
        [row.yi for row in rows],
        [row.vi for row in rows],
        measure=dataset.settings.measure,
        labels=[row.label for row in rows],
        cluster=_names_of_studies(rows),
        years=[row.year for row in rows],
        subgroups=_subgroups(rows),
        ni=[row.n for row in rows],
        rho=dataset.settings.rho,
    )


def _names_of_studies(rows: list[Row]) -> list[str]:
    """What readers know the study of each row by; of several studies of one name, with a number."""
    names: dict[str, str] = {}
    for row in rows:
        names.setdefault(row.cluster, row.study or row.label)
    often, seen = Counter(names.values()), Counter[str]()
    for cluster, name in names.items():
        if often[name] > 1:
            seen[name] += 1
            names[cluster] = f"{name}: {seen[name]}"
    return [names[row.cluster] for row in rows]


def _subgroups(rows: list[Row]) -> list[str | None] | None:
    if not any(row.subgroup for row in rows):
        return None
    return [row.subgroup or None for row in rows]


RENEW = "renew syntheses"
_seen_stamp: int | None = None


def recompute_stale() -> list[Synthesis]:
    """Renew every question whose data have changed, each by itself; what is new.

    One that fails is logged and keeps its last synthesis. Quick where nothing that readers see has
    changed since this process looked last.
    """
    global _seen_stamp
    if content_version.current() == _seen_stamp:
        return []
    renewed, failed = [], []
    for question in Question.objects.with_texts():
        try:
            synthesis = recompute(question)
        except Exception:
            logger.exception("The synthesis of “%s” could not be renewed", question.slug)
            clock.note(RENEW, question.slug)
            failed.append(question.slug)
        else:
            renewed += [synthesis] if synthesis else []
    clock.forget(RENEW, but=failed)
    _seen_stamp = content_version.current()
    return renewed
