"""Which published findings may belong to a question: an editor says which do."""

from collections.abc import Iterable

from rapidfuzz.fuzz import token_set_ratio

from gleanings.digest.models import Finding
from gleanings.digest.models.finding import Role
from gleanings.synthesis.measures import FITTING
from gleanings.synthesis.models import IncludedFinding, Question, QuestionText

ALIKE = 70
"""Of 100: how alike two phrases are that name the same thing, whatever the order of words."""


def propose(question: Question) -> list[IncludedFinding]:
    """Put forward the findings that fit by measure and by topic, or by what they relate.

    What was decided stays; what no longer fits stays too, until an editor says so.
    """
    texts = list(question.texts.all())
    known = set(question.memberships.values_list("finding_id", flat=True))
    topics = set(question.topics.values_list("pk", flat=True))
    proposals = [
        IncludedFinding(question=question, finding=finding)
        for finding in _candidates(question)
        if finding.pk not in known
        and (topics & _topics_of(finding) or is_same_relation(finding, texts))
    ]
    return IncludedFinding.objects.bulk_create(proposals, ignore_conflicts=True)


def _candidates(question: Question) -> Iterable[Finding]:
    return (
        Finding.objects.published()
        .filter(measure__in=FITTING.get(question.measure, {}))
        .exclude(role__in=[Role.CONTEXT, Role.COMPARISON])
        # a z without either is that of a test, not Fisher's
        .exclude(measure="z", ci_low=None, se=None)
        .select_related("summary")
        .prefetch_related("summary__topics")
        .order_by("pk")
    )


def _topics_of(finding: Finding) -> set[int]:
    return {topic.pk for topic in finding.summary.topics.all()}


def is_same_relation(finding: Finding, texts: Iterable[QuestionText]) -> bool:
    """Whether the finding says of the same things what the question asks, in any language."""
    return any(
        text.predictor
        and text.outcome
        and _alike(text.predictor, finding.predictor)
        and _alike(text.outcome, finding.outcome)
        for text in texts
    )


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and token_set_ratio(one.casefold(), other.casefold()) >= ALIKE
