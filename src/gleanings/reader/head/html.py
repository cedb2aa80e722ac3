"""The head of a page: title, addresses, feeds, Open Graph, and what others put into it."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.text import Truncator
from django.utils.translation import get_language, to_locale

from gleanings.digest.addresses import absolute, page_address
from gleanings.digest.models.reader_page import ReaderPage

LONGEST_DESCRIPTION = 300

Structured = dict[str, Any]


@dataclass(frozen=True)
class Head:
    """The head of a page. Addresses are whole ones."""

    title: str
    description: str = ""
    canonical: str = ""
    alternates: list[tuple[str, str]] = field(default_factory=list)
    """(hreflang, address) of this page and its true translations."""
    highwire: list[tuple[str, str]] = field(default_factory=list)
    open_graph: list[tuple[str, str]] = field(default_factory=list)
    structured: Structured | None = None
    feeds: list[tuple[str, str, str]] = field(default_factory=list)
    """(media type, title, address)."""
    may_be_indexed: bool = True
    embed: str = ""
    """Where programs learn how to embed its figure."""


def shortened(text: str) -> str:
    return Truncator(text).chars(LONGEST_DESCRIPTION)


def list_head(
    request: HttpRequest,
    *,
    title: str,
    description: str = "",
    structured: Structured | None = None,
    highwire: list[tuple[str, str]] | None = None,
    feeds: list[tuple[str, str, str]] | None = None,
    may_be_indexed: bool = True,
    kind: str = "website",
    embed: str = "",
) -> Head:
    """The head of a page that stands in every language at the same address but for its prefix."""
    path = request.path
    page = request.GET.get("page")
    if page and page != "1":
        path = f"{path}?page={page}"
    alternates = [
        (code, absolute(translate_url(path, code), request)) for code, _name in settings.LANGUAGES
    ]
    return Head(
        title=title,
        description=shortened(description),
        canonical=absolute(path, request),
        alternates=_with_default(alternates),
        open_graph=_open_graph(
            kind=kind, title=title, description=description, address=absolute(path, request)
        ),
        highwire=highwire or [],
        structured=structured,
        feeds=feeds or [],
        may_be_indexed=may_be_indexed,
        embed=embed,
    )


def page_head(
    page: ReaderPage,
    request: HttpRequest,
    *,
    title: str,
    description: str,
    versions: list[ReaderPage],
    structured: Structured | None = None,
    highwire: list[tuple[str, str]] | None = None,
    feeds: list[tuple[str, str, str]] | None = None,
    kind: str = "website",
    embed: str = "",
) -> Head:
    """The head of a Wagtail page; an alias points to its original."""
    canonical = page_address(page.source_page, request)
    graph = _open_graph(kind=kind, title=title, description=description, address=canonical)
    if kind == "article" and page.first_published_at:
        graph.append(("article:published_time", page.first_published_at.isoformat()))
    return Head(
        title=title,
        description=shortened(description),
        canonical=canonical,
        alternates=_translations(page, versions, request),
        highwire=highwire or [],
        open_graph=graph,
        structured=structured,
        feeds=feeds or [],
        embed=embed,
    )


def versions_of(page: ReaderPage) -> list[ReaderPage]:
    """The page in every language that anybody may read it in, aliases too."""
    return list(
        type(page)
        .objects.filter(translation_key=page.translation_key)
        .readable()
        .select_related("locale")
        .order_by("locale__language_code")
    )


def _translations(
    page: ReaderPage, versions: list[ReaderPage], request: HttpRequest
) -> list[tuple[str, str]]:
    """Where the page stands in true translation; none where there is one language only."""
    if not page.is_in_its_language:
        return []
    alternates = [
        (version.locale.language_code, page_address(version, request))
        for version in versions
        if version.is_in_its_language
    ]
    return _with_default(alternates) if len(alternates) > 1 else []


def _with_default(alternates: list[tuple[str, str]]) -> list[tuple[str, str]]:
    by_language = dict(alternates)
    default = by_language.get(settings.LANGUAGE_CODE)
    return [*alternates, ("x-default", default)] if default else alternates


def _open_graph(*, kind: str, title: str, description: str, address: str) -> list[tuple[str, str]]:
    language = get_language() or settings.LANGUAGE_CODE
    return [
        ("og:type", kind),
        ("og:title", title),
        ("og:description", shortened(description)),
        ("og:url", address),
        ("og:locale", to_locale(language)),
    ]
