"""What the base template knows of the network, of the site's languages and of where it leads."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_info, gettext
from wagtail.models import Page

from gleanings.community.collecting.contents import online
from gleanings.digest.addresses import absolute
from gleanings.digest.models import Home
from gleanings.practice.page_content import names_somebody_to_call
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.lists.lists import home_in
from gleanings.reader.lists.plain_pages import PlainPageLink, plain_pages
from gleanings.site.logo import (
    ICON_SIZE,
    PICTURE_SIZE,
    is_fit_for_an_icon,
    logo_digest,
    logo_rendition,
)
from gleanings.site.models import NetworkSettings
from gleanings.synthesis.reading import listed_questions

register = template.Library()


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    """In the language itself."""
    url: str
    is_current: bool


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    is_current: bool


def _settings() -> Any:
    return NetworkSettings.base_queryset().prefetch_related("words").first()


class Network:
    """The network as a page shows it, in the reader's language."""

    def __init__(self, home: Home | None = None, request: HttpRequest | None = None) -> None:
        self.request = request
        self.settings: Any = cached_until_change(_settings)
        if home is not None:
            self.home = home

    @cached_property
    def name(self) -> str:
        return self.home.title if self.home else settings.WAGTAIL_SITE_NAME

    @cached_property
    def home(self) -> Home | None:
        return home_in(get_language() or settings.LANGUAGE_CODE)

    @property
    def tagline(self) -> str:
        words = self.settings and self.settings.own_words
        return words.tagline if words else ""

    @property
    def notice(self) -> str:
        words = self.settings and self.settings.own_words
        return words.notice if words else ""

    @property
    def email(self) -> str:
        return self.settings.contact_email if self.settings else ""

    @property
    def stylesheet_url(self) -> str:
        if not (self.settings and self.settings.stylesheet):
            return ""
        return reverse("network_stylesheet", args=[self.settings.stylesheet_hash])

    @cached_property
    def logo(self) -> dict[str, Any] | None:
        """Address and size on the page."""
        image = self.settings and self.settings.logo
        rendition = logo_rendition(image) if image else None
        if not image or rendition is None:
            return None
        return {
            "url": reverse("network_logo", args=[logo_digest(image)]),
            "width": rendition.width // 2,
            "height": rendition.height // 2,
        }

    @property
    def picture(self) -> dict[str, Any]:
        """What a link preview shows: the logo, or else ours."""
        if self.logo:
            url = reverse("network_picture", args=[logo_digest(self.settings.logo)])
            alt = gettext("The logo of %(network)s") % {"network": self.name}
        else:
            url, alt = static("site/picture.png"), gettext("An ear of grain")
        width, height = PICTURE_SIZE
        return {
            "url": absolute(url, self.request),
            "width": width,
            "height": height,
            "alt": alt,
        }

    @property
    def icon(self) -> dict[str, str] | None:
        """The logo in a browser's tab; None where it would be a mere line there."""
        image = self.settings.logo if self.logo else None
        if image is None or not is_fit_for_an_icon(image):
            return None
        width, height = ICON_SIZE
        url = reverse("network_icon", args=[logo_digest(image)])
        return {"url": url, "sizes": f"{width}x{height}"}


@register.simple_tag(takes_context=True)
def get_network(context: dict[str, Any]) -> Network:
    return Network(context.get("home"), context.get("request"))


@register.simple_tag(takes_context=True)
def get_navigation(context: dict[str, Any]) -> list[Link]:
    """The ways in, in the order of the page's head."""
    request = context.get("request")
    here = request.path if request else ""
    links = [
        (gettext("Summaries"), reverse("summaries")),
        (gettext("Topics"), reverse("topics")),
        *([(gettext("Evidence"), reverse("questions"))] if listed_questions() else []),
        (gettext("Archive"), reverse("archive")),
        *((page.title, page.url) for page in _plain_pages() if page.is_in_menu),
    ]
    return [Link(label, url, here.startswith(url)) for label, url in links]


@register.simple_tag
def get_foot_pages() -> list[PlainPageLink]:
    """The network's own pages that every page's foot leads to."""
    return [page for page in _plain_pages() if page.is_in_foot]


@register.simple_tag
def has_collections() -> bool:
    return bool(online(get_language() or settings.LANGUAGE_CODE))


@register.simple_tag
def has_session_page() -> bool:
    return cached_until_change(names_somebody_to_call)


def _plain_pages() -> list[PlainPageLink]:
    return plain_pages(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag(takes_context=True)
def get_languages(context: dict[str, Any]) -> list[Language]:
    """This page in every language of the site; its home where the page is not there."""
    request = context.get("request")
    current = get_language()
    urls = _urls_of(context.get("versions"), request)
    return [
        Language(
            code,
            get_language_info(code)["name_local"].capitalize(),
            urls[code] if urls is not None else _same_place(request, code),
            code == current,
        )
        for code, _name in settings.LANGUAGES
    ]


def _same_place(request: HttpRequest | None, code: str) -> str:
    home = f"/{code}/"
    if request is None:
        return home
    url = translate_url(request.get_full_path(), code)
    return url if url.startswith(home) else home


def _urls_of(versions: list[Page] | None, request: HttpRequest | None) -> dict[str, str] | None:
    """Where the versions of a Wagtail page stand; None if this is no such page."""
    if versions is None:
        return None
    urls = {code: f"/{code}/" for code, _name in settings.LANGUAGES}
    for version in versions:
        urls[version.locale.language_code] = version.get_url(request)
    return urls
