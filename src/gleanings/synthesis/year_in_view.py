"""What became of the answers in a year."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail import hooks

from gleanings.digest.year_in_view.sections import YEAR_IN_VIEW, Cell, Section
from gleanings.synthesis.models import Question, Synthesis


@hooks.register(YEAR_IN_VIEW)
def of_the_evidence(year: int) -> Iterator[Section]:
    published = Question.objects.published()
    computed = Synthesis.objects.filter(question__in=published, computed_at__year=year)
    rows: list[list[Cell]] = [
        [_("Questions that readers first saw"), published.filter(published_at__year=year).count()],
        [_("Answers computed"), computed.count()],
        [_("Changes worth telling"), computed.filter(is_notable=True).count()],
    ]
    some = any(row[1] for row in rows)
    yield Section(_("Evidence brought together"), ["", _("Number")], rows if some else [], 50)
