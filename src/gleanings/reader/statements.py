"""What these pages make true."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail import hooks

from gleanings.digest.models import Subject
from gleanings.digest.statements.registry import STATEMENTS


@hooks.register(STATEMENTS)
def of_the_pages(subject: Subject) -> Iterator[str]:
    if subject == Subject.ACCESSIBILITY:
        yield _(
            "The pages are made for WCAG 2.2, level AA. Programs test every kind of page before "
            "each version, in English and French, wide and narrow, light and dark. Such tests find "
            "a part of what can be wrong."
        )
        yield _(
            "Everything can be read and used with a keyboard, and without JavaScript but for what "
            "is kept in the reader's own browser. What a chart shows stands beside it in words and "
            "numbers."
        )
    elif subject == Subject.PRIVACY:
        yield _("No page loads anything from another site, and no reader is followed.")
