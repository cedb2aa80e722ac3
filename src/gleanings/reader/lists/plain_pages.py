"""The network's own pages, as menu, foot and search show them."""

from dataclasses import dataclass

from wagtail import hooks

from gleanings.digest.models import Author, PlainPage, Summary, SummaryAuthor
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.search.plain import plain_text
from gleanings.reader.search.query import Query
from gleanings.reader.search.words import stems

PAGES = "gleanings_pages_to_find"


@dataclass(frozen=True)
class PlainPageLink:
    title: str
    url: str
    language: str
    """That of its words."""
    is_in_menu: bool
    is_in_foot: bool
    stems: str
    """Of its words, with a space around each."""


def plain_pages(language: str) -> list[PlainPageLink]:
    """Those that anybody may read, in the editor's order."""
    return cached_until_change(_plain_pages, language)


def _plain_pages(language: str) -> list[PlainPageLink]:
    pages = PlainPage.objects.in_language(language).readable().select_related("locale")
    return [_link(page) for page in pages.order_by("path")]


def _link(page: PlainPage) -> PlainPageLink:
    said = f"{page.title} {plain_text(page.text)}"
    return PlainPageLink(
        page.title,
        page.get_url() or "",
        page.content_language,
        page.is_in_menu,
        page.is_in_foot,
        f" {' '.join(stems(said, page.content_language))} ",
    )


def pages_with(query: Query, language: str) -> list[PlainPageLink]:
    """Those that hold all of the words; none for a search without words.

    A room above adds pages of its own kinds by the hook: ``hook(language)`` gives their links.
    """
    if not query.parts or query.doi:
        return []
    above = (link for hook in hooks.get_hooks(PAGES) for link in hook(language))
    return [page for page in (*plain_pages(language), *above) if _holds(page, query)]


def _holds(page: PlainPageLink, query: Query) -> bool:
    return all(
        any(f" {' '.join(phrase)} " in page.stems for phrase in part.phrases | part.synonyms)
        for part in query.parts
    )


def published_authors() -> list[Author]:
    """Who wrote a summary that anybody may read, by name."""
    readable = Summary.objects.readable().filter(alias_of=None)
    signed = SummaryAuthor.objects.filter(summary__in=readable)
    return list(Author.objects.filter(pk__in=signed.values("author")))
