"""What was published in a year, on what, and what was put right."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail import hooks

from gleanings.digest.models import (
    Correction,
    Finding,
    Issue,
    ResearchType,
    Summary,
    SummaryArticle,
    Topic,
)
from gleanings.digest.models.finding import FITTING
from gleanings.digest.year_in_view.sections import (
    YEAR_IN_VIEW,
    Cell,
    Section,
    month_name,
    most_first,
)
from gleanings.literature.models import Notice


@hooks.register(YEAR_IN_VIEW)
def of_the_digest(year: int) -> Iterator[Section]:
    issues = Issue.objects.readable().filter(month__year=year).in_its_language()
    summaries = Summary.objects.readable().filter(month__year=year).in_its_language()
    originals = summaries.filter(pk__in=_originals(summaries))
    yield Section(_("Published"), ["", _("Number")], _published(issues, summaries, originals), 10)
    yield Section(
        _("Summaries by month"),
        [_("Issue"), _("Summaries")],
        [
            [month_name(month), number]
            for month, number in originals.order_by("month")
            .values_list("month")
            .annotate(number=Count("pk"))
        ],
        20,
    )
    note = _("A summary counts under each of its own.")
    yield Section(_("Topics"), [_("Topic"), _("Summaries")], _terms(Topic, originals), 30, note)
    yield Section(
        _("Types of research"),
        [_("Type of research"), _("Summaries")],
        _terms(ResearchType, originals),
        40,
        note,
    )
    yield Section(_("Put right"), ["", _("Number")], _put_right(year), 60)


def _originals(summaries: Any) -> list[int]:
    """Of each summary the first that was written, whatever it was translated to."""
    first: dict[Any, int] = {}
    for key, pk in summaries.order_by("pk").values_list("translation_key", "pk"):
        first.setdefault(key, pk)
    return list(first.values())


def _published(issues: Any, summaries: Any, originals: Any) -> list[list[Cell]]:
    languages = Counter(summaries.values_list("locale__language_code", flat=True))
    articles = SummaryArticle.objects.filter(summary__in=originals)
    findings = Finding.objects.confirmed().filter(summary__in=originals)
    in_languages: list[list[Cell]] = [
        [_("Summaries in %(language)s") % {"language": _language(code)}, number]
        for code, number in sorted(languages.items())
    ]
    rows: list[list[Cell]] = [
        [_("Issues"), issues.values("month").distinct().count()],
        [_("Summaries"), originals.count()],
        *in_languages,
        [_("Articles"), articles.values("article").distinct().count()],
        [_("Findings, confirmed by an editor"), findings.count()],
        [_("Findings whose numbers fit together"), findings.filter(verdict__in=FITTING).count()],
    ]
    return rows if originals.exists() or issues.exists() else []


def _language(code: str) -> str:
    return str(get_language_info(code)["name_translated"])


def _terms(model: Any, originals: Any) -> list[list[Cell]]:
    field = "topics" if model is Topic else "research_types"
    terms = {term.pk: term.name for term in model.objects.with_names()}
    counts = Counter(key for key in originals.values_list(field, flat=True) if key in terms)
    return most_first((terms[key], number) for key, number in counts.items())


def _put_right(year: int) -> list[list[Cell]]:
    told = Summary.objects.readable()
    corrections = Correction.objects.filter(made_at__year=year, summary__in=told)
    notices = Notice.objects.filter(
        first_seen__year=year,
        is_mistaken=False,
        article__in=SummaryArticle.objects.filter(summary__in=told).values("article"),
    )
    counted = notices.aggregate(
        retractions=Count("article", Q(kind=Notice.Kind.RETRACTION), distinct=True),
        concerns=Count("article", Q(kind=Notice.Kind.CONCERN), distinct=True),
    )
    rows: list[list[Cell]] = [
        [_("Corrections of summaries, told to readers"), corrections.count()],
        [_("Articles of summaries found to be retracted"), counted["retractions"]],
        [_("Articles of summaries with an expression of concern"), counted["concerns"]],
    ]
    return rows
