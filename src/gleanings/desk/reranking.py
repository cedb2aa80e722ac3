"""The queue is ranked anew when something was decided or has come in.

Right after a decision, which never waits for it (`reranking_soon`), and by the clock.
"""

import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Count, Max, Q
from numpy.typing import NDArray

from gleanings.desk.admitting import admit_new_articles, take_up_summarised
from gleanings.desk.found_relevant import counts_of, in_short
from gleanings.desk.known_terms import KnownTerms, forget_changed_articles
from gleanings.desk.models import Candidate, Decision, Example, Ranking, Verdict
from gleanings.desk.ranking.features import Matrix, Weighing
from gleanings.desk.ranking.learning import learn, weights_of
from gleanings.desk.ranking.likelihood import likelihood_of
from gleanings.desk.ranking.queue_order import EVERY, nearly_the_same, together, with_unlike
from gleanings.desk.twins import twins_among
from gleanings.digest.models import SummaryArticle
from gleanings.literature.models import ArticleMerge

PRESUMED = 200
"""So many that wait are taken for passed over, as long as fewer were."""
WITH_NEIGHBOURS = 300
NEIGHBOURS = 3
_ALIKE = 0.05
"""Two articles less alike than this have a few common words and no subject in common."""


@dataclass
class _Memory:
    """What a process keeps from one ranking to the next."""

    terms: KnownTerms
    weighing: Weighing | None = None
    matrix: Matrix = None


_memory = _Memory(KnownTerms())
_one_at_a_time = threading.Lock()


def state() -> str:
    """What was decided and what is there, in short."""
    decisions = Decision.objects.aggregate(
        last=Max("pk"), undone=Count("pk", filter=Q(undone_at__isnull=False))
    )
    candidates = Candidate.objects.aggregate(last=Max("pk"))
    summaries = SummaryArticle.objects.aggregate(last=Max("pk"))
    examples = Example.objects.aggregate(last=Max("pk"), number=Count("pk"))
    merges = ArticleMerge.objects.aggregate(last=Max("pk"), undone=Count("undone_at"))
    return (
        f"{decisions['last'] or 0} {decisions['undone']} {candidates['last'] or 0} "
        f"{summaries['last'] or 0} {examples['last'] or 0} {examples['number']} "
        f"{merges['last'] or 0} {merges['undone']} {in_short()}"
    ).strip()


def tick() -> Ranking | None:
    """Take in what has come, and rank where that is due; the new ranking. Quick otherwise."""
    take_up_summarised()
    has_come = admit_new_articles() + forget_changed_articles()
    current = Ranking.current()
    if not has_come and current is not None and current.state == state():
        return None
    return rerank()


def rerank() -> Ranking:
    """Learn from what was summarised and decided, and store the new order."""
    with _one_at_a_time:
        return _rerank()


def _rerank() -> Ranking:
    seen = state()
    if _memory.terms.refresh() or _memory.weighing is None:
        _memory.weighing = Weighing.of(_memory.terms.counts)
        _memory.matrix = _memory.weighing.weigh(_memory.terms.counts)
    ranking = _ranked(_known(), _memory.weighing, _memory.matrix)
    ranking.state = seen
    with transaction.atomic():
        ranking.save()
        Ranking.objects.filter(pk__lt=ranking.pk).delete()
    return ranking


@dataclass(frozen=True)
class _Known:
    """Rows of the matrix: of what waits (with the candidates' keys), and of what was decided."""

    candidates: NDArray[np.int64]
    waiting: NDArray[np.int64]
    taken: NDArray[np.int64]
    taken_articles: NDArray[np.int64]
    taken_counts: NDArray[np.float64]
    passed: NDArray[np.int64]
    decided_here: NDArray[np.int64]
    basis: dict[str, int]


def _known() -> _Known:
    row_of = _memory.terms.row_of
    rows = [
        (key, article, row_of[article], verdict)
        for key, article, verdict in Candidate.objects.order_by("-came_at", "-pk")
        .values_list("pk", "article_id", "verdict")
        .iterator(chunk_size=10_000)
        if article in row_of
    ]
    cited = set(SummaryArticle.objects.values_list("article_id", flat=True))
    taken_up = {article for _, article, _, verdict in rows if verdict == Verdict.TAKE_UP}
    passed = {article for _, article, _, verdict in rows if verdict == Verdict.NOT_FOR_US}
    examples = set(Example.objects.values_list("article_id", flat=True)) - passed
    taken = taken_up | cited | examples
    taken_known = sorted(article for article in taken if article in row_of)
    waiting = [row for row in rows if row[3] in ("", Verdict.LATER) and row[1] not in cited]
    taken_counts, rated = counts_of(taken_known)
    return _Known(
        candidates=_array(row[0] for row in waiting),
        waiting=_array(row[2] for row in waiting),
        taken=_array(row_of[article] for article in taken_known),
        taken_articles=_array(taken_known),
        taken_counts=taken_counts,
        passed=_array(row[2] for row in rows if row[3] == Verdict.NOT_FOR_US),
        decided_here=_array(
            row[2] for row in rows if row[3] in (Verdict.TAKE_UP, Verdict.NOT_FOR_US)
        ),
        basis={
            "summaries": len(cited),
            "decisions": len(taken_up - cited) + len(passed),
            "examples": len(examples - taken_up - cited),
            "rated": rated,
        },
    )


def _array(numbers: Any) -> NDArray[np.int64]:
    return np.fromiter(numbers, dtype=np.int64)


def _ranked(known: _Known, weighing: Weighing, matrix: Matrix) -> Ranking:
    """By date, the newest first, as long as nothing was taken up."""
    if not len(known.taken) or not len(known.waiting):
        return Ranking(
            order=known.candidates.tobytes(),
            scores=np.zeros(len(known.candidates), dtype=np.float32).tobytes(),
            basis=known.basis,
        )
    labelled = np.concatenate([known.taken, known.passed, _presumed(known)])
    relevant = np.arange(len(labelled)) < len(known.taken)
    counts = np.concatenate([known.taken_counts, np.ones(len(labelled) - len(known.taken))])
    model = learn(matrix[labelled], relevant, counts=counts)
    scores = model.scores(matrix[known.waiting])
    best_first = np.argsort(-scores, kind="stable")
    decided = np.concatenate([known.taken, known.passed])
    centre = np.asarray(matrix[decided].mean(axis=0)).ravel()
    order, unlike = with_unlike(best_first, np.asarray(matrix[known.waiting] @ centre), EVERY)
    decided_here = np.isin(labelled, known.decided_here)
    likelihood = likelihood_of(matrix[labelled], relevant, decided_here)
    left, left_at_most = likelihood.left(scores) if likelihood else (None, None)
    order, same, twins = _together(known, order, matrix)
    first = order[:WITH_NEIGHBOURS]
    return Ranking(
        order=known.candidates[order].tobytes(),
        scores=scores[order].astype(np.float32).tobytes(),
        words=weights_of(model, weighing),
        neighbours=_neighbours(known, first, matrix),
        same=same,
        twins=twins,
        basis=known.basis,
        unlike=[int(key) for key in known.candidates[unlike]],
        likelihood=likelihood.curve if likelihood else [],
        left=left,
        left_at_most=left_at_most,
    )


def _together(
    known: _Known, order: NDArray[np.int64], matrix: Matrix
) -> tuple[NDArray[np.int64], dict[str, list[int]], dict[str, list[int]]]:
    """The order with near-identical candidates side by side, and which they are."""
    first = order[:WITH_NEIGHBOURS]
    near = matrix[known.waiting[first]]
    cosines = (near @ near.T).toarray()
    keys = [int(key) for key in known.candidates[first]]
    found = twins_among(keys)
    alike = {
        key: {keys[other] for other in nearly_the_same(cosines, number)}
        | {*found.alike.get(key, [])}
        for number, key in enumerate(keys)
    }
    same = {
        str(key): sorted(others - {*found.same.get(key, [])})
        for key, others in alike.items()
        if others - {*found.same.get(key, [])}
    }
    beside = {key: [*found.same.get(key, []), *same.get(str(key), [])] for key in keys}
    twins = {str(key): others for key, others in found.same.items()}
    return together(order, known.candidates, beside), same, twins


def _presumed(known: _Known) -> NDArray[np.int64]:
    """Most of what comes in is not taken up; without that, a first ranking had nothing to tell
    apart."""
    missing = max(0, min(PRESUMED - len(known.passed), len(known.waiting)))
    drawn = np.random.default_rng(0).choice(len(known.waiting), missing, replace=False)
    return known.waiting[drawn]


def _neighbours(
    known: _Known, first: NDArray[np.int64], matrix: Matrix
) -> dict[str, list[tuple[int, float]]]:
    alike = (matrix[known.waiting[first]] @ matrix[known.taken].T).toarray()
    nearest = np.argsort(-alike, axis=1)[:, :NEIGHBOURS]
    return {
        str(known.candidates[place]): [
            (int(known.taken_articles[one]), round(float(row[one]), 3))
            for one in chosen
            if row[one] > _ALIKE and known.taken[one] != known.waiting[place]
        ]
        for place, row, chosen in zip(first, alike, nearest, strict=True)
    }
