"""What writing, checking and publishing here make true."""

from collections.abc import Iterator

from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks

from gleanings.digest.models import Correction, Finding, Subject, Summary
from gleanings.digest.models.finding import FITTING
from gleanings.digest.statements.registry import STATEMENTS
from gleanings.literature.dates import date_format
from gleanings.literature.models import Lookup


@hooks.register(STATEMENTS, order=-1)
def of_the_digest(subject: Subject) -> Iterator[str]:
    if subject == Subject.WHO:
        yield from _summaries()
    elif subject == Subject.CHOOSING:
        yield from _checks()
    elif subject == Subject.CORRECTIONS:
        yield from _corrections()


def _summaries() -> Iterator[str]:
    readable = Summary.objects.readable().filter(alias_of=None)
    number = readable.values("translation_key").distinct().count()
    first = readable.aggregate(first=Min("month"))["first"]
    if first:
        yield ngettext(
            "%(number)d summary stands here, the first of %(month)s.",
            "%(number)d summaries stand here, the first of %(month)s.",
            number,
        ) % {"number": number, "month": date_format(first, "F Y")}


def _checks() -> Iterator[str]:
    yield _(
        "Each number in a summary is recomputed as far as what is reported allows. One that does "
        "not fit is not published before an editor corrects it, or says why it stands; readers see "
        "the reason."
    )
    findings = Finding.objects.published()
    number, fitting = findings.count(), findings.filter(verdict__in=FITTING).count()
    if number:
        yield _(
            "Findings that readers see: %(number)d. Recomputed, with numbers that fit together: "
            "%(fitting)d."
        ) % {"number": number, "fitting": fitting}
    yield _(
        "A translation is published only where it has the numbers of the original, or says why it "
        "has others."
    )


def _corrections() -> Iterator[str]:
    yield _(
        "What is corrected in a summary after readers saw it is told on its page with the date, in "
        "the feeds and in the open data. Such a note is never changed. Style and spelling alone "
        "are mended without one."
    )
    told = Correction.objects.filter(summary__in=Summary.objects.readable())
    if number := told.count():
        yield ngettext(
            "%(number)d correction was told so far.",
            "%(number)d corrections were told so far.",
            number,
        ) % {"number": number}
    if Lookup.objects.exists():
        yield _(
            "Sources are asked again and again whether a summarised article was retracted, "
            "corrected or put in doubt. What they say stands above the summary as soon as it is "
            "known."
        )
