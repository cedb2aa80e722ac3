"""What collections add to search, to the sitemap, and to what is said before a withdrawal."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from wagtail import hooks

from gleanings.community.collecting.contents import holding, online
from gleanings.community.collecting.readables import collection_at, find_collection, links
from gleanings.digest.spoken_language import in_quotes
from gleanings.digest.withdrawing import WITHDRAWING, Withdrawal
from gleanings.reader import readables
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.lists.plain_pages import PAGES, PlainPageLink
from gleanings.reader.sections import SITEMAP

hooks.register(readables.FIND, find_collection)
hooks.register(readables.AT, collection_at)


@hooks.register(PAGES)
def collections_to_find(language: str) -> list[PlainPageLink]:
    return cached_until_change(links, language)


@hooks.register(SITEMAP)
def address_of_the_list() -> Iterator[tuple[str, Any]]:
    if online(get_language() or ""):
        yield reverse("collections"), None


@hooks.register(WITHDRAWING)
def collections_that_hold(summaries: Any, how: Withdrawal) -> Iterator[str]:
    if found := holding(summaries):
        yield ngettext(
            "A collection loses it: %(titles)s",
            "These collections lose it: %(titles)s",
            len(found),
        ) % {"titles": ", ".join(in_quotes(page.title) for page in found)}
