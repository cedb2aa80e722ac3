"""The network's own style sheet, and its logo in each size. Addresses change with the content."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from gleanings.site.logo import logo_digest, logo_rendition
from gleanings.site.models import NetworkSettings

for_ever = cache_control(public=True, max_age=31536000, immutable=True)


@for_ever
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    network = NetworkSettings.load()
    if not network.stylesheet or digest != network.stylesheet_hash:
        raise Http404
    return HttpResponse(network.stylesheet, content_type="text/css; charset=utf-8")


@for_ever
def logo(request: HttpRequest, digest: str, shown_as: str) -> FileResponse:
    image = NetworkSettings.load().logo
    rendition = logo_rendition(image, shown_as) if image else None
    if rendition is None or digest != logo_digest(image):
        raise Http404
    return FileResponse(rendition.file.open("rb"), content_type="image/png")
