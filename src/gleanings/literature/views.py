"""The reader of pasted citations, for the form that fills in while one pastes."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gleanings.literature.fetched import fetch_pasted, fields_of, what_alone_was_read
from gleanings.literature.names import lines_from_names
from gleanings.literature.pasted import Pasted, read_pasted
from gleanings.literature.sources.one_article import Fetched

MOST_SHOWN = 300


@require_POST
def read_citation(request: HttpRequest) -> JsonResponse:
    pasted = read_pasted(request.POST.get("citation", ""))
    fetched = fetch_pasted(pasted)
    fields = fields_of(pasted, fetched)
    for people in ("authors", "editors"):
        fields[people] = lines_from_names(fields[people])
    return JsonResponse({"fields": fields, "message": what_was_read(pasted, fetched)})


def what_was_cut(pasted: Pasted) -> str:
    cut = " ".join(pasted.cut.split())
    words = {"number": len(cut), "words": cut[:60]}
    if not pasted.citation.title:
        return (
            _("That is too long for a citation, and %(number)s characters were not read.") % words
        )
    return (
        _("%(number)s characters from “%(words)s …” on are too many for a citation: not read.")
        % words
    )


def what_was_read(pasted: Pasted, fetched: Fetched | None = None) -> str:
    """What the editor has to know beside the fields; mostly nothing."""
    return " ".join(filter(None, (_of_the_article(pasted, fetched), _of_others(pasted))))


def _of_others(pasted: Pasted) -> str:
    if pasted.records == 1:
        return ""
    words = _("It holds %(number)s records. Only the first was read.")
    return words % {"number": pasted.records}


def _of_the_article(pasted: Pasted, fetched: Fetched | None) -> str:
    if fetched and fetched.record:
        sources = " + ".join(fetched.sources)
        return _("Brought from %(sources)s. Compare it with the article.") % {"sources": sources}
    if only := what_alone_was_read(pasted, fetched):
        return only
    if pasted.cut:
        return what_was_cut(pasted)
    if pasted.citation.unread:
        pieces = "; ".join(pasted.citation.unread)
        return _("Not read, and so in no field: “%(words)s”.") % {"words": pieces[:MOST_SHOWN]}
    return ""
