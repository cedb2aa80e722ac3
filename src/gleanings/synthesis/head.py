"""The head of a synthesis: a page on the web to cite, and a data set to find."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gleanings.digest.addresses import absolute
from gleanings.literature.styles import Item
from gleanings.reader.embedding.embedded import discovery
from gleanings.reader.head.highwire import highwire
from gleanings.reader.head.html import Head, list_head
from gleanings.reader.head.jsonld import SCHEMA, Structured, publisher, without_empty
from gleanings.reader.lists.lists import home_in
from gleanings.synthesis import measures
from gleanings.synthesis.how_found import how_found
from gleanings.synthesis.models import Synthesis

FILES = {"data.csv": "text/csv", "data.json": "application/json"}


def synthesis_head(request: HttpRequest, shown: Synthesis, item: Item, answer: str) -> Head:
    """``item`` is its citation, ``answer`` what the page says."""
    question = shown.question
    return list_head(
        request,
        title=question.question,
        description=answer,
        kind="article",
        structured=_structured(request, shown, answer),
        highwire=highwire(item),
        embed=discovery(request.path, request),
        feeds=[
            (
                "application/atom+xml",
                _("Changes of this answer"),
                absolute(reverse("question_changes", args=[question.slug]), request),
            )
        ],
    )


def _structured(request: HttpRequest, shown: Synthesis, answer: str) -> Structured:
    """The answer as an article, and what it rests on as a data set, as search engines read them."""
    question, address = shown.question, absolute(shown.get_absolute_url(), request)
    network = publisher(home_in(get_language() or "en"), request)
    common = without_empty(
        {
            "url": absolute(question.get_absolute_url(), request),
            "version": str(shown.version),
            "dateModified": shown.computed_at.date().isoformat(),
            "inLanguage": get_language(),
            "isAccessibleForFree": True,
            "publisher": network,
            "about": [
                {"@type": "DefinedTerm", "name": topic.name} for topic in question.topics.all()
            ],
        }
    )
    return {
        "@context": SCHEMA,
        "@graph": [
            {
                "@type": "Article",
                "@id": f"{address}#synthesis",
                "headline": question.question,
                "abstract": answer,
                "datePublished": shown.computed_at.date().isoformat(),
                "author": network,
                "isBasedOn": {"@id": f"{address}#data"},
                **common,
            },
            {
                "@type": "Dataset",
                "@id": f"{address}#data",
                "name": question.question,
                "description": answer,
                "creator": network,
                "measurementTechnique": how_found(shown),
                "variableMeasured": measures.label_of(question.measure),
                "distribution": _files(request, shown),
                **common,
            },
        ],
    }


def _files(request: HttpRequest, shown: Synthesis) -> list[Structured]:
    return [
        {
            "@type": "DataDownload",
            "encodingFormat": kind,
            "contentUrl": absolute(
                reverse("synthesis_file", args=[shown.question.slug, shown.version, name]), request
            ),
        }
        for name, kind in FILES.items()
    ]
