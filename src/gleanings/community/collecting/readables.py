"""Collections as other rooms know them: found by name, by address and by words."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language

from gleanings.community.collecting.contents import online, with_key
from gleanings.community.models import SummaryCollection
from gleanings.reader.lists.plain_pages import PlainPageLink
from gleanings.reader.readables import Readable
from gleanings.reader.search.plain import plain_text
from gleanings.reader.search.words import stems

KIND = "collection"


def of_collection(page: SummaryCollection) -> Readable:
    return Readable(
        KIND,
        str(page.translation_key),
        page.title,
        page.content_language,
        page.get_url() or "",
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    )


def find_collection(kind: str, key: str) -> Readable | None:
    if kind != KIND:
        return None
    try:
        page = with_key(UUID(key), get_language() or "")
    except ValueError:
        return None
    return of_collection(page) if page else None


def collection_at(path: str) -> Readable | None:
    pages = SummaryCollection.objects.in_language(get_language() or "").readable()
    pages = pages.filter(slug=path.rstrip("/").rpartition("/")[2])
    return next((of_collection(page) for page in pages if page.get_url() == path), None)


def links(language: str) -> list[PlainPageLink]:
    """As a search for words lists pages."""
    return [
        PlainPageLink(
            page.title,
            page.get_url() or "",
            page.content_language,
            is_in_menu=False,
            is_in_foot=False,
            stems=f" {' '.join(stems(_words(page), page.content_language))} ",
        )
        for page in online(language)
    ]


def _words(page: SummaryCollection) -> str:
    return f"{page.title} {plain_text(page.introduction)}"
