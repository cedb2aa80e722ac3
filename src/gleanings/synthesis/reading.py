"""The questions that anybody may read, with their newest answers."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from gleanings.reader.cache.memory import cached_until_change
from gleanings.synthesis.answers import answer_of, heading_of
from gleanings.synthesis.models import IncludedFinding, Question, Synthesis
from gleanings.synthesis.newest import newest
from gleanings.synthesis.phrases import Given, given_phrases
from gleanings.synthesis.withdrawal import NOTHING, Public, for_readers, public_by_question


@dataclass(frozen=True)
class ListedQuestion:
    """A question as a list shows it, in one language."""

    pk: int
    slug: str
    question: str
    language: str
    """That the words are in."""
    topics: tuple[int, ...]
    label: str
    heading: str
    answer: str
    n_studies: int
    n_people: int | None
    answers_since: dt.datetime
    version: int


def listed_questions(language: str | None = None) -> list[ListedQuestion]:
    """Every published question that has an answer, in the order of their words."""
    return cached_until_change(_listed, language or get_language() or "en")


def questions_on(topic: int, language: str | None = None) -> list[ListedQuestion]:
    return [one for one in listed_questions(language) if topic in one.topics]


def questions_with(summary: UUID, language: str | None = None) -> list[ListedQuestion]:
    """Those whose answer rests on a finding of the summary, by its translation key."""
    slugs = cached_until_change(_slugs_by_summary).get(summary, set())
    return [one for one in listed_questions(language) if one.slug in slugs]


def _slugs_by_summary() -> dict[UUID, set[str]]:
    rows = IncludedFinding.objects.included().readable()
    slugs: dict[UUID, set[str]] = defaultdict(set)
    for key, slug in rows.values_list("finding__summary__translation_key", "question__slug"):
        slugs[key].add(slug)
    return slugs


def synthesis_of(slug: str, version: int | None) -> tuple[Question, Synthesis]:
    """A published question and the version asked for, or its answer now, as readers may see it.

    Raises Http404.
    """
    question = get_object_or_404(
        Question.objects.published().with_texts().prefetch_related("topics__names"), slug=slug
    )
    syntheses = question.syntheses.newest_first()
    found = syntheses.first() if version is None else syntheses.filter(version=version).first()
    if found is None:
        raise Http404
    found.question = question
    return question, for_readers(found)


def _listed(language: str) -> list[ListedQuestion]:
    questions = list(Question.objects.published().with_texts().prefetch_related("topics"))
    answers, public, phrases = newest(questions), public_by_question(), given_phrases()
    listed = [
        _as_listed(question, answers[question.pk], public, phrases, language)
        for question in questions
        if question.pk in answers
    ]
    return sorted(listed, key=lambda one: one.question.casefold())


def _as_listed(
    question: Question,
    synthesis: Synthesis,
    public: Mapping[int, Public],
    phrases: Given,
    language: str,
) -> ListedQuestion:
    text = question.text_in(language)
    headline = synthesis.headline
    return ListedQuestion(
        pk=question.pk,
        slug=question.slug,
        question=text.question if text else question.slug,
        language=text.language if text else language,
        topics=tuple(topic.pk for topic in question.topics.all()),
        label=headline.label,
        heading=heading_of(synthesis, language),
        answer=answer_of(synthesis, language, public.get(question.pk, NOTHING), phrases),
        n_studies=headline.n_studies,
        n_people=headline.n_people,
        answers_since=synthesis.answers_since,
        version=synthesis.version,
    )
