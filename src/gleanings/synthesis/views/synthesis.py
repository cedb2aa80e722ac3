"""The page of a synthesis: the newest, or an older version that somebody cited."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gleanings.digest import metadata
from gleanings.digest.addresses import absolute
from gleanings.digest.models import Summary
from gleanings.literature.styles import apa_html
from gleanings.synthesis import measures
from gleanings.synthesis.citing import synthesis_item
from gleanings.synthesis.drawing import figures_of
from gleanings.synthesis.history import history
from gleanings.synthesis.models import Question, Synthesis
from gleanings.synthesis.reading import synthesis_of
from gleanings.synthesis.rows import beside_rows, cumulative_rows, effect_rows, subgroup_rows
from gleanings.synthesis.telling import told


@require_safe
def synthesis(request: HttpRequest, slug: str, version: int | None = None) -> HttpResponse:
    """The answer, and all that it rests on, from one stored run."""
    question, shown = synthesis_of(slug, version)
    language = get_language() or "en"
    said = told(shown, language)
    versions = history(question)
    text = question.text
    context = {
        "question": question,
        "text": text,
        "synthesis": shown,
        "is_newest": shown.version == versions[0].version,
        "told": said,
        "result": shown.result,
        "measure": measures.label_of(question.measure),
        "figures": figures_of(shown, language),
        "effects": effect_rows(shown),
        "beside": beside_rows(shown, _pages(shown, language)),
        "cumulative": cumulative_rows(shown),
        "subgroups": subgroup_rows(shown),
        "excluded": shown.data["excluded"],
        "history": versions,
        "own_reference": apa_html(synthesis_item(shown, request)),
        "head": _head(request, question, shown, said.answer),
    }
    return render(request, "synthesis/synthesis.html", context)


def _pages(shown: Synthesis, language: str) -> dict[int, str]:
    """The address of the summary that a row's finding stands in, by the original's key."""
    keys = {row["summary"] for row in shown.data["rows"] if row["summary"]}
    originals = Summary.objects.filter(pk__in=keys).values_list("translation_key", "pk")
    by_translation = dict(originals)
    pages = (
        Summary.objects.in_language(language)
        .readable()
        .filter(translation_key__in=by_translation)
        .select_related("locale")
    )
    return {by_translation[page.translation_key]: page.get_url() for page in pages}


def _head(
    request: HttpRequest, question: Question, shown: Synthesis, answer: str
) -> metadata.Head:
    head = metadata.list_head(
        request,
        title=question.question,
        description=answer,
        structured=_structured(request, question, shown, answer),
        feeds=[
            (
                "application/atom+xml",
                _("Changes of this answer"),
                absolute(reverse("question_changes", args=[question.slug]), request),
            )
        ],
    )
    return head


def _structured(
    request: HttpRequest, question: Question, shown: Synthesis, answer: str
) -> dict[str, Any]:
    """A data set with its files, as search engines for data read it."""
    address = absolute(shown.get_absolute_url(), request)
    return {
        "@context": metadata.SCHEMA,
        "@type": "Dataset",
        "@id": address,
        "name": question.question,
        "description": answer,
        "url": absolute(question.get_absolute_url(), request),
        "version": str(shown.version),
        "dateModified": shown.computed_at.date().isoformat(),
        "inLanguage": get_language(),
        "isAccessibleForFree": True,
        "variableMeasured": measures.label_of(question.measure),
        "about": [{"@type": "DefinedTerm", "name": topic.name} for topic in question.topics.all()],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": absolute(
                    reverse("synthesis_file", args=[question.slug, shown.version, name]), request
                ),
            }
            for name, kind in (("data.csv", "text/csv"), ("data.json", "application/json"))
        ],
    }
