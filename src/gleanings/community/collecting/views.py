"""The list of collections, and each of them as a file."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gleanings.community.collecting.contents import keys_in_order, online, with_key
from gleanings.community.collecting.epub import CONTENT_TYPE, epub_of
from gleanings.community.models import SummaryCollection
from gleanings.reader.browse.taking_along import FORMATS, as_file
from gleanings.reader.head.html import list_head

EPUB = "epub"
ENDINGS = (EPUB, *FORMATS)


class CollectionFormat:
    regex = "|".join(ENDINGS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    title = _("Collections")
    description = _("Summaries that belong together, chosen and introduced by the editors.")
    context = {
        "title": title,
        "description": description,
        "collections": online(get_language() or ""),
        "head": list_head(request, title=title, description=description),
    }
    return render(request, "community/collections.html", context)


@require_safe
def collection_file(request: HttpRequest, key: UUID, ending: str) -> HttpResponse:
    """Its articles for reference managers or spreadsheets, or all of it to read and hand out."""
    page = with_key(key, get_language() or "")
    keys = keys_in_order(page) if page else []
    if page is None or not keys:
        raise Http404
    if ending != EPUB:
        return as_file(keys, ending, page.slug, request)
    return _epub(page, keys, request)


def _epub(page: SummaryCollection, keys: list[int], request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        epub_of(page, keys, request),
        content_type=CONTENT_TYPE,
        headers={
            "Content-Disposition": content_disposition_header(True, f"{page.slug}.{EPUB}") or "",
            "X-Robots-Tag": "noindex",
        },
    )
