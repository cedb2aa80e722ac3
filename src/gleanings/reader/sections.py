"""Places on readers' pages that rooms above fill, by hooks: the digest knows none of them.

A room registers its functions with Wagtail (``@hooks.register(TOPIC)``) in its ``wagtail_hooks``.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import override
from wagtail import hooks

from gleanings.digest.models import Summary, Topic

TOPIC = "gleanings_topic_sections"
SUMMARY = "gleanings_summary_sections"
BELOW_SUMMARY = "gleanings_below_summary"
SITEMAP = "gleanings_sitemap_addresses"
FOLLOW = "gleanings_follow"
HEAD = "gleanings_head"


def topic_sections(term: Topic, request: HttpRequest) -> list[SafeString]:
    """What stands first on a topic's page; ``hook(term, request)`` gives HTML or nothing."""
    return filled(TOPIC, term, request)


def summary_sections(summary: Summary, request: HttpRequest) -> list[SafeString]:
    """What stands below the evidence of a summary; ``hook(summary, request)`` as above."""
    return filled(SUMMARY, summary, request)


def below_summary(summary: Summary, request: HttpRequest) -> list[SafeString]:
    """What stands below a summary's text that everybody may read; ``hook(summary, request)``."""
    return filled(BELOW_SUMMARY, summary, request)


def ways_to_follow(about: Any, request: HttpRequest) -> list[SafeString]:
    """What stands in the box *Follow* beside the feeds; ``hook(about, request)`` as above.

    ``about`` is the topic, type of research or question that the page is of, or None.
    """
    return filled(FOLLOW, about, request)


def in_the_head() -> list[SafeString]:
    """Scripts and styles that every page of the reader's has; ``hook()`` gives HTML."""
    return filled(HEAD)


def sitemap_addresses() -> Iterator[tuple[list[tuple[str, str]], Any]]:
    """Each page's (language, path) in every language, and when it last changed or None.

    ``hook()`` gives (path, lastmod), the path as ``reverse`` makes it; in the other languages the
    page stands at the same path but for the language.
    """
    first = settings.LANGUAGE_CODE
    with override(first):
        pages = [page for hook in hooks.get_hooks(SITEMAP) for page in hook()]
    for path, changed in pages:
        below = path.removeprefix(f"/{first}/")
        yield [(code, f"/{code}/{below}") for code, _name in settings.LANGUAGES], changed


def filled(name: str, *about: Any) -> list[SafeString]:
    filled = (hook(*about) for hook in hooks.get_hooks(name))
    return [section for section in filled if section]
