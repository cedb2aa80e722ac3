"""What readers said and asked in a year, as counts."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from django.db.models import Count, Min
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import hooks

from gleanings.community.models import (
    AskedQuestion,
    Asking,
    ClinicalCommentary,
    ErrorReport,
    JournalClubKit,
    Rating,
    SummaryCollection,
)
from gleanings.community.models.asked_question import AskedState
from gleanings.community.models.error_report import ReportState
from gleanings.community.rating.told import FEWEST, Told
from gleanings.digest.year_in_view.sections import YEAR_IN_VIEW, Cell, Section


@hooks.register(YEAR_IN_VIEW)
def of_the_community(year: int) -> Iterator[Section]:
    yield Section(
        _("Was it of use? What readers answered"),
        [_("Who answered"), _("Answers"), _("Of these, relevant to their practice")],
        _ratings(year),
        70,
        _("Those who chose to answer; professions from %(number)d answers on.")
        % {"number": FEWEST},
    )
    yield Section(_("What readers told, asked and wrote"), ["", _("Number")], _asked(year), 80)
    rows: list[list[Cell]] = [
        [_("Collections published"), _collections(year)],
        [
            _("Journal-club kits that readers see"),
            JournalClubKit.objects.filter(is_public=True, seen_at__year=year).count(),
        ],
    ]
    yield Section(_("For teaching"), ["", _("Number")], rows if _any(rows) else [], 75)


def _collections(year: int) -> int:
    """Each once, in the year in which it was first published in any language."""
    pages = SummaryCollection.objects.readable().in_its_language()
    keys = pages.values("translation_key").order_by().annotate(first=Min("first_published_at"))
    return keys.filter(first__year=year).count()


def _ratings(year: int) -> list[list[Cell]]:
    """By the rule of what readers are told: nobody's answer follows from the others."""
    of_year = Rating.objects.told().filter(day__year=year, relevance__isnull=False)
    professions: dict[str, Counter[int]] = defaultdict(Counter)
    counts = of_year.order_by().values_list("profession", "relevance").annotate(Count("pk"))
    for profession, relevance, number in counts:
        professions[profession][relevance] += number
    told = Told(sum(professions.values(), Counter()), Counter(), Counter(), professions, outside=0)
    if told.number < FEWEST:
        return []
    each: list[list[Cell]] = [
        [str(capfirst(one.label)), number, relevant]
        for one, number, relevant in told.of_professions
    ]
    return [[_("All"), told.number, told.relevant], *each]


def _asked(year: int) -> list[list[Cell]]:
    reports = ErrorReport.objects.filter(day__year=year)
    commentaries = ClinicalCommentary.objects.public().filter(published_on__year=year)
    questions = AskedQuestion.objects.filter(decided_on__year=year)
    rows: list[list[Cell]] = [
        [_("Errors that readers reported"), reports.count()],
        [_("Of these, corrected"), reports.filter(state=ReportState.CORRECTED).count()],
        [_("Questions that readers asked"), Asking.objects.filter(day__year=year).count()],
        [_("Questions answered"), questions.filter(state=AskedState.ANSWERED).count()],
        [_("Questions put up as open"), questions.filter(state=AskedState.OPEN).count()],
        [_("Clinical commentaries published"), commentaries.count()],
    ]
    return rows if _any(rows) else []


def _any(rows: list[list[Cell]]) -> bool:
    return any(row[1] for row in rows)
