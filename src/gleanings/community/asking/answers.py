"""What answers a question, for who reads in the language of the page."""

from typing import NamedTuple

from django.utils.translation import get_language

from gleanings.community.models import AskedQuestion
from gleanings.community.models.asked_question import AskedState
from gleanings.reader import readables
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.readables import Readable


def answer_of(question: AskedQuestion) -> Readable | None:
    """None where nothing was chosen, and where it is not online any more."""
    key = question.answer_key
    return readables.find(question.answer_kind, key) if key else None


class Public(NamedTuple):
    """A question as readers see it: one whose answer is not online any more is open again."""

    question: AskedQuestion
    answer: Readable | None

    @property
    def is_open(self) -> bool:
        return self.answer is None

    @property
    def state(self) -> AskedState:
        return AskedState.OPEN if self.is_open else AskedState.ANSWERED


def public_questions() -> list[Public]:
    """The newest first, with counts and topics, in the language that is active."""
    return cached_until_change(_public_questions, get_language())


def _public_questions(language: str) -> list[Public]:
    found = AskedQuestion.objects.public().with_counts().select_related("topic__merged_into")
    return [
        Public(one, answer_of(one) if one.state == AskedState.ANSWERED else None) for one in found
    ]
