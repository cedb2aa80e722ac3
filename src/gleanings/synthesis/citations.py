"""A synthesis cited: with its version and the day that it was computed."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gleanings.digest.addresses import absolute
from gleanings.literature.styles import Item, citation_key
from gleanings.reader.citations import download_citation
from gleanings.reader.lists.lists import home_in
from gleanings.synthesis.answers import answer_of
from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.reading import synthesis_of


def synthesis_item(synthesis: Synthesis, request: HttpRequest | None = None) -> Item:
    """A CSL-JSON item: a page on the web, at the address of this version."""
    question = synthesis.question
    text = question.text
    language = text.language if text else get_language() or "en"
    home = home_in(language)
    day = synthesis.computed_at.date()
    network = home.title if home else ""
    address = absolute(synthesis.get_absolute_url(), request)
    with override(language):
        item = {
            "type": "webpage",
            "title": _("%(question)s (Version %(version)s)")
            % {"question": question.question, "version": synthesis.version},
            "author": [{"literal": network}] if network else None,
            "issued": {"date-parts": [[day.year, day.month, day.day]]},
            "version": str(synthesis.version),
            "container-title": network,
            "URL": address,
            "language": language,
            "abstract": answer_of(synthesis, language),
            "keyword": "; ".join(topic.name for topic in question.topics.all()),
        }
    return {"id": citation_key(item), **{name: value for name, value in item.items() if value}}


@require_safe
def synthesis_citation(request: HttpRequest, slug: str, version: int, ending: str) -> HttpResponse:
    _question, synthesis = synthesis_of(slug, version)
    return download_citation([synthesis_item(synthesis, request)], ending)
