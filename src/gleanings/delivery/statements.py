"""What sending by mail makes true."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail import hooks

from gleanings.delivery import sender
from gleanings.digest.models import Subject
from gleanings.digest.statements.registry import STATEMENTS


@hooks.register(STATEMENTS, order=2)
def of_the_mail(subject: Subject) -> Iterator[str]:
    if subject != Subject.PRIVACY or not sender.may_subscribe():
        return
    yield _(
        "Who subscribes by mail leaves an address, a language and a choice of topics. Each mail "
        "has a link by which to see, change or erase all that is kept. Nobody sees who opens a "
        "mail."
    )
    if settings.EMAIL_COUNT_LINKS:
        yield _("How often a link in a mail is followed is counted, not by whom.")
