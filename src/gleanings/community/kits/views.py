"""The kit as readers get it: a page that prints as a handout, and slides."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gleanings.community.kits.kit import Kit, kit_of, public_kits
from gleanings.community.kits.slides import CONTENT_TYPE, slides_of
from gleanings.reader.head.html import list_head


@require_safe
def journal_club(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    kit = _public(request, kind, key)
    title = _("Journal club: %(title)s") % {"title": kit.about.title}
    context = {
        "kit": kit,
        "title": title,
        "head": list_head(
            request,
            title=title,
            description=_("A handout, five questions, a plan for thirty minutes and slides."),
        ),
    }
    return render(request, "community/kit.html", context)


@require_safe
def journal_club_slides(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    kit = _public(request, kind, key)
    name = f"{kit.about.path.rstrip('/').rpartition('/')[2]}.pptx"
    return HttpResponse(
        slides_of(kit, request),
        content_type=CONTENT_TYPE,
        headers={
            "Content-Disposition": content_disposition_header(True, name) or "",
            "X-Robots-Tag": "noindex",
        },
    )


def _public(request: HttpRequest, kind: str, key: str) -> Kit:
    row = public_kits().get((kind, key))
    kit = kit_of(kind, key, request, row) if row else None
    if kit is None:
        raise Http404
    return kit
