"""What answers a question, for who reads in the language of the page."""

from gleanings.community.models import AskedQuestion
from gleanings.reader import readables
from gleanings.reader.readables import Readable


def answer_of(question: AskedQuestion) -> Readable | None:
    """None where nothing was chosen, and where it is not online any more."""
    key = question.answer_key
    return readables.find(question.answer_kind, key) if key else None
