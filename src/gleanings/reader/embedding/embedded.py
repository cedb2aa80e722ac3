"""What can be embedded, by the address of its page; rooms above add their own.

A room registers a function with Wagtail (``@hooks.register(EMBEDDED)``) that takes a path and gives
a figure that anybody may see now, or nothing.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language_from_path, override
from wagtail import hooks

from gleanings.digest.addresses import absolute

EMBEDDED = "gleanings_embedded"


@dataclass(frozen=True)
class Embedded:
    title: str
    said: str
    """What the picture says, for who does not see it."""
    page: str
    """The path of the page that it is from."""
    image: str
    """The path of the picture. It stays, and shows what is known now."""
    width: int
    height: int

    def size_within(self, width: int | None, height: int | None) -> tuple[int, int]:
        """Made smaller, not cut, until it fits; the picture is drawn at any size."""
        scale = min(1.0, (width or self.width) / self.width, (height or self.height) / self.height)
        return max(1, int(self.width * scale)), max(1, int(self.height * scale))


def at(path: str) -> Embedded | None:
    """In the language that the path says."""
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        found = (hook(path) for hook in hooks.get_hooks(EMBEDDED))
        return next((one for one in found if one), None)


def discovery(path: str, request: HttpRequest) -> str:
    """The address by which other programs learn how to embed what stands at the path."""
    query = urlencode({"url": absolute(path, request), "format": "json"})
    return f"{absolute(reverse('oembed'), request)}?{query}"


def markup(one: Embedded, request: HttpRequest) -> SafeString:
    """HTML to copy: a picture that leads to its page, and nothing else."""
    return format_html(
        '<a href="{}"><img src="{}" width="{}" height="{}" alt="{}"></a>',
        absolute(one.page, request),
        absolute(one.image, request),
        one.width,
        one.height,
        one.said,
    )
