"""The page of a synthesis: the newest, or an older version that somebody cited."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gleanings.digest.models import Summary
from gleanings.literature.styles import EXPORTS, apa_html
from gleanings.reader.readables import below
from gleanings.synthesis import measures
from gleanings.synthesis.answers import told
from gleanings.synthesis.citations import synthesis_item
from gleanings.synthesis.downloads import has_scripts
from gleanings.synthesis.drawing import WIDTHS, figures_of, names_of, stored, transformed
from gleanings.synthesis.head import synthesis_head
from gleanings.synthesis.history import history
from gleanings.synthesis.how_found import how_found
from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.newest import newest
from gleanings.synthesis.readables import KIND, find_question
from gleanings.synthesis.reading import synthesis_of
from gleanings.synthesis.retracted_studies import retracted_studies, with_retracted
from gleanings.synthesis.rows import (
    alternative_rows,
    beside_rows,
    cumulative_rows,
    effect_rows,
    reasons_of,
    subgroup_rows,
)
from gleanings.synthesis.withdrawal import sentences_of


@require_safe
def synthesis(request: HttpRequest, slug: str, version: int | None = None) -> HttpResponse:
    """The answer, and all that it rests on, from one stored run."""
    question, shown = synthesis_of(slug, version)
    language = get_language() or "en"
    said = told(shown, language)
    versions = history(question)
    figures = figures_of(shown, language)
    item = synthesis_item(shown, request)
    beside = beside_rows(shown, _pages(shown, language))
    reasons_differ = len({row.why for row in beside}) > 1
    readable = find_question(KIND, slug)
    context = {
        "question": question,
        "text": question.text,
        "synthesis": shown,
        "is_newest": shown.version == newest([question])[question.pk].version,
        "withdrawn": sentences_of(shown.withdrawn),
        "retracted": retracted_studies(shown),
        "with_retracted": with_retracted(shown, language),
        "has_scripts": has_scripts(shown),
        "told": said,
        "result": shown.result,
        "measure": measures.label_of(question.measure),
        "figures": figures,
        "captions": _captions(shown),
        "figure_files": [(name, label) for name, label in _names() if name in figures],
        "found": how_found(shown),
        "effects": effect_rows(shown),
        "beside": beside,
        "n_apart": _n_apart(shown),
        # the answer says it, where there is one reason for all of them
        "beside_reasons": reasons_of(beside) if said.is_pooled or reasons_differ else [],
        "reasons_differ": reasons_differ,
        "alternatives": alternative_rows(shown),
        "cumulative": cumulative_rows(shown),
        "subgroups": subgroup_rows(shown),
        "excluded": shown.data.excluded,
        "history": versions,
        "below": below(readable, request) if readable else [],
        "citation_files": [(ending, export.name) for ending, export in EXPORTS.items()],
        "own_reference": apa_html(item),
        "head": synthesis_head(request, shown, item, said.answer),
    }
    return render(request, "synthesis/synthesis.html", context)


def _n_apart(shown: Synthesis) -> int:
    """How many results stand side by side: all where nothing is pooled, if some never could be."""
    pooled = len(shown.data.pooled)
    beside = len(shown.data.in_force) - pooled
    return beside + pooled if beside and not shown.result.pooled else beside


def _names() -> list[tuple[str, str]]:
    return [
        ("forest", _("Forest plot")),
        ("beside", _("Side by side")),
        ("funnel", _("Funnel plot")),
        ("cumulative", _("Cumulative plot")),
    ]


def _captions(shown: Synthesis) -> dict[str, str]:
    """How to read each figure."""
    apart = _("Each line is one result with its interval.")
    pooled = _(
        "Each line is one result with its interval; the larger its square, the more weight it has. "
        "The diamond is all of them together, the bar below it what to expect in a new setting."
    )
    said = {
        "forest": pooled if shown.result.pooled else apart,
        "beside": apart,
        "funnel": _(
            "Each dot is one result; the most precise stand on top. Without small studies that "
            "mislead, the dots lie alike on both sides."
        ),
        "cumulative": _("The pooled answer as it stood after each year."),
    }
    for name in ("forest", "beside"):
        said[name] = " ".join([said[name], *transformed(shown, name)])
    return said


def _pages(shown: Synthesis, language: str) -> dict[int, str]:
    """The address of the summary that a row's finding stands in, by the original's key."""
    keys = {row.summary for row in shown.data.rows if row.summary}
    originals = Summary.objects.filter(pk__in=keys).values_list("translation_key", "pk")
    by_translation = dict(originals)
    pages = (
        Summary.objects.in_language(language)
        .readable()
        .filter(translation_key__in=by_translation)
        .select_related("locale")
    )
    return {by_translation[page.translation_key]: page.get_url() for page in pages}


@require_safe
def figure(request: HttpRequest, slug: str, version: int, name: str, width: str) -> HttpResponse:
    """A figure that is too long to stand in the page, as an image of its own."""
    _question, shown = synthesis_of(slug, version)
    if name not in names_of(shown) or width not in WIDTHS:
        raise Http404
    svg = stored(shown, name, get_language() or "en", width)
    return HttpResponse(svg, content_type="image/svg+xml")
