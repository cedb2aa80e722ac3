"""What bringing studies together makes true."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail import hooks

from gleanings.digest.models import Subject
from gleanings.digest.statements.registry import STATEMENTS
from gleanings.synthesis.reading import listed_questions


@hooks.register(STATEMENTS)
def of_the_evidence(subject: Subject) -> Iterator[str]:
    if subject == Subject.CHOOSING and listed_questions():
        yield _(
            "What several studies say together is computed, with data and method for anybody to do "
            "it again. Each answer says what it rests on, how its studies were found, and how sure "
            "it is."
        )
    elif subject == Subject.CORRECTIONS and listed_questions():
        yield _(
            "A study whose article is retracted leaves the answers that it was part of, in a new "
            "version that says so."
        )
