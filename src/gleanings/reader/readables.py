"""What readers read, whatever room it is of: a summary, or the answer to a question.

A room registers with Wagtail (``@hooks.register(FIND)``) a function of a kind and a key; it gives
what anybody may read in the language of the page, or nothing.
"""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_from_path, override
from wagtail import hooks

from gleanings.digest.models import Summary
from gleanings.literature.notices.words import mark_of
from gleanings.reader.cache.catalogue import catalogue
from gleanings.reader.lists.lists import in_order
from gleanings.reader.lists.notices import noted
from gleanings.reader.search.find import find as find_words
from gleanings.reader.sections import filled

FIND = "gleanings_find_readable"
AT = "gleanings_readable_at"
SEARCH = "gleanings_search_readables"
BELOW = "gleanings_below_readable"
SUMMARY = "summary"
MOST_FOUND = 10


@dataclass(frozen=True)
class Readable:
    kind: str
    key: str
    title: str
    language: str
    """That the title is in."""
    path: str
    desk: str
    """Where an editor changes it."""
    topics: tuple[str, ...] = ()
    mark: str = ""
    """What must be known before it is read: that its article is retracted; in the page's words."""


def find(kind: str, key: str) -> Readable | None:
    found = (hook(kind, key) for hook in hooks.get_hooks(FIND))
    return next((one for one in found if one), None)


def at(path: str) -> Readable | None:
    """What stands at the path, in whatever language that is."""
    with override(get_language_from_path(path) or get_language()):
        found = (hook(path) for hook in hooks.get_hooks(AT))
        return next((one for one in found if one), None)


def search(words: str) -> list[Readable]:
    """What may answer a question, the likest of each room first; ``hook(words)`` gives a list."""
    return [one for hook in hooks.get_hooks(SEARCH) for one in hook(words)]


def below(one: Readable, request: HttpRequest) -> list[SafeString]:
    """What stands at the foot of its page; ``hook(readable, request)`` gives HTML or nothing."""
    return filled(BELOW, one, request)


def of_summary(summary: Summary) -> Readable:
    return Readable(
        SUMMARY,
        str(summary.translation_key),
        summary.title,
        summary.content_language,
        summary.get_url() or "",
        reverse("wagtailadmin_pages:edit", args=[summary.pk]),
        tuple(topic.name for topic in summary.topics.all()),
        mark_of(noted(summary).status),
    )


def find_summary(kind: str, key: str) -> Readable | None:
    try:
        uuid = UUID(key)
    except ValueError:
        return None
    if kind != SUMMARY:
        return None
    pages = Summary.objects.in_language(get_language() or "").readable()
    summary = pages.filter(translation_key=uuid).first()
    return of_summary(summary) if summary else None


def summary_at(path: str) -> Readable | None:
    slug = path.rstrip("/").rpartition("/")[2]
    pages = Summary.objects.in_language(get_language() or "").readable().filter(slug=slug)
    return next((of_summary(page) for page in pages if page.get_url() == path), None)


def search_summaries(words: str) -> list[Readable]:
    held = catalogue(get_language() or "")
    readable = held.readable()
    found = find_words(words, lambda sources: held.kept(sources, readable))
    keys = [held.keys[held.positions[source]] for source in found.keys[:MOST_FOUND]]
    pages = Summary.objects.defer("text").prefetch_related("topics__names")
    return [of_summary(page) for page in in_order(pages, keys)]
