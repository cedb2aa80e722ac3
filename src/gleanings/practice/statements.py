"""What entering session by session makes true."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail import hooks

from gleanings.digest.models import Subject
from gleanings.digest.statements.registry import STATEMENTS


@hooks.register(STATEMENTS, order=3)
def of_the_sessions(subject: Subject) -> Iterator[str]:
    if subject == Subject.PRIVACY:
        yield _(
            "What is entered under “Session by session” stays in the browser of who enters it, and "
            "is sent nowhere."
        )
