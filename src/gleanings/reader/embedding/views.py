"""The figure of a finding: its page, its picture, and how other programs embed it (oEmbed 1.0)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gleanings.digest.addresses import absolute
from gleanings.literature.characters import cleaned
from gleanings.reader.embedding.embedded import at, discovery, markup
from gleanings.reader.embedding.findings import Shown, drawn, embedded, shown_finding
from gleanings.reader.head.html import list_head
from gleanings.reader.lists.lists import home_in

TYPES = {"svg": "image/svg+xml", "png": "image/png"}


class ImageFormat:
    regex = "|".join(TYPES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@require_safe
def finding_figure(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _shown(pk)
    one = embedded(shown)
    title = _("A figure to show elsewhere")
    context = {
        "title": title,
        "shown": shown,
        "embedded": one,
        "markup": markup(one, request),
        "head": list_head(
            request,
            title=title,
            description=one.said,
            may_be_indexed=False,
            embed=discovery(request.path, request),
        ),
    }
    return render(request, "reader/figure.html", context)


@require_safe
def finding_image(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    response = HttpResponse(drawn(_shown(pk), format=ending), content_type=TYPES[ending])
    response["X-Robots-Tag"] = "noindex"
    return response


def _shown(pk: int) -> Shown:
    shown = shown_finding(pk)
    if shown is None:
        raise Http404
    return shown


def _most(request: HttpRequest, name: str) -> int | None:
    """None for what is no number of pixels: who asks for that asks for any."""
    asked = request.GET.get(name, "")
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < 10
    return int(asked) or None if is_number else None


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Of a page of this site: a picture (“photo”), so that nobody has to run anything of ours."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(_("Only JSON is given here."), status=501, content_type="text/plain")
    asked = urlsplit(request.GET.get("url", ""))
    here = {urlsplit(settings.URL).netloc, urlsplit(absolute("/", request)).netloc}
    one = at(asked.path) if asked.netloc in here else None
    if one is None:
        return JsonResponse({"error": "There is no figure at this address."}, status=404)
    home = home_in(get_language_from_path(asked.path) or settings.LANGUAGE_CODE)
    width, height = one.size_within(_most(request, "maxwidth"), _most(request, "maxheight"))
    answer = {
        "type": "photo",
        "version": "1.0",
        "title": one.title,
        "provider_name": home.title if home else "",
        "provider_url": absolute("/", request),
        "url": absolute(one.image, request),
        "width": width,
        "height": height,
        "web_page": absolute(one.page, request),
        "cache_age": 3600,
    }
    response = JsonResponse(cleaned(answer))
    response["Access-Control-Allow-Origin"] = "*"
    return response
