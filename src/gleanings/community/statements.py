"""What rating, reporting, asking and keeping make true."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail import hooks

from gleanings.digest.models import Subject
from gleanings.digest.statements.registry import STATEMENTS


@hooks.register(STATEMENTS, order=1)
def of_the_community(subject: Subject) -> Iterator[str]:
    if subject == Subject.CORRECTIONS:
        yield _(
            "At the foot of each summary and each answer readers tell the editors what is wrong, "
            "without an account."
        )
    elif subject == Subject.PRIVACY:
        yield _(
            "Who rates a summary leaves the answers, their day and what he chooses to say of "
            "himself, and gets a cookie by which they can be changed; before that there is none. "
            "Ratings are told as counts, from five on."
        )
        yield _(
            "Who reports an error or asks a question may leave an address; it is erased with the "
            "one mail that it is for. What a reader keeps is in the browser, and nowhere else."
        )
        yield _(
            "A clinician who comments on a summary stands below it by name. The mail address of "
            "the invitation is erased once the commentary is online, with a no, or with the link."
        )
