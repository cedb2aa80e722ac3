"""Which published findings may belong to a question: an editor says which do."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from rapidfuzz.fuzz import token_set_ratio

from gleanings.digest.models import Finding
from gleanings.digest.models.finding import Role
from gleanings.evidence.measures import Z
from gleanings.synthesis.measures import stored_codes
from gleanings.synthesis.models import IncludedFinding, Question

ALIKE = 70
"""Of 100: how alike two phrases are that name the same thing, whatever the order of words."""


def propose(question: Question) -> list[IncludedFinding]:
    """Put forward the findings that fit by measure and by topic, or by what they relate.

    What was decided stays; what no longer fits stays too, until an editor says so.
    """
    candidates = _candidates(question)
    by_topic = candidates.filter(summary__topics__in=question.topics.all())
    keys = {*by_topic.values_list("pk", flat=True), *_of_the_same_relation(question, candidates)}
    known = question.memberships.values_list("finding_id", flat=True)
    return IncludedFinding.objects.bulk_create(
        [
            IncludedFinding(question=question, finding_id=key)
            for key in sorted(keys.difference(known))
        ],
        ignore_conflicts=True,
    )


def propose_for_all() -> None:
    for question in Question.objects.with_texts():
        propose(question)


def _candidates(question: Question) -> Any:
    return (
        Finding.objects.published()
        .filter(measure__in=stored_codes(question.measure))
        .exclude(role__in=[Role.CONTEXT, Role.COMPARISON])
        # a z without either is that of a test, not Fisher's
        .exclude(measure=Z.code, ci_low=None, se=None)
    )


def _of_the_same_relation(question: Question, candidates: Any) -> Iterator[int]:
    """Those that say of the same things what the question asks, in any of its languages."""
    asked = [
        (text.predictor, text.outcome)
        for text in question.texts.all()
        if text.predictor and text.outcome
    ]
    if not asked:
        return
    related = candidates.exclude(predictor="").exclude(outcome="")
    for key, predictor, outcome in related.values_list("pk", "predictor", "outcome"):
        if any(_alike(what, predictor) and _alike(with_what, outcome) for what, with_what in asked):
            yield key


@lru_cache(maxsize=10_000)
def _alike(one: str, other: str) -> bool:
    return bool(token_set_ratio(one.casefold(), other.casefold()) >= ALIKE)
