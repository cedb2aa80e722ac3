"""Answers as other rooms know them: found by name, by address and by words."""

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language

from gleanings.digest.models import Topic
from gleanings.reader.readables import Readable
from gleanings.reader.search.stop_words import IN_QUESTIONS, STOP_WORDS
from gleanings.reader.search.words import stem, words
from gleanings.synthesis.reading import ListedQuestion, listed_questions

KIND = "synthesis"
IN_COMMON = 2
"""So many telling words make two questions alike; one does where one is all there is."""


def find_question(kind: str, key: str) -> Readable | None:
    """The answer as readers of the page's language have it."""
    if kind != KIND:
        return None
    return next((_of_question(one) for one in listed_questions() if one.slug == key), None)


def _of_question(one: ListedQuestion) -> Readable:
    topics = Topic.objects.filter(pk__in=one.topics)
    return Readable(
        KIND,
        one.slug,
        one.question,
        one.language,
        reverse("synthesis", args=[one.slug]),
        reverse("question_evidence", args=[one.pk]),
        tuple(topic.name for topic in topics),
    )


def question_at(path: str) -> Readable | None:
    try:
        found = resolve(path)
    except Resolver404:
        return None
    is_ours = found.view_name in ("synthesis", "synthesis_version")
    return find_question(KIND, found.kwargs["slug"]) if is_ours else None


def search_questions(asked: str) -> list[Readable]:
    """Those that share the most telling words with what is asked."""
    telling = _telling(asked, get_language() or "en")
    common = [
        (len(telling & _telling(one.question, one.language)), one) for one in listed_questions()
    ]
    enough = min(IN_COMMON, len(telling)) or IN_COMMON
    alike = sorted((pair for pair in common if pair[0] >= enough), key=lambda pair: -pair[0])
    return [_of_question(one) for _number, one in alike]


def _telling(text: str, language: str) -> set[str]:
    said = (word.folded for word in words(text))
    return {stem(one, language) for one in said if one not in STOP_WORDS | IN_QUESTIONS}
