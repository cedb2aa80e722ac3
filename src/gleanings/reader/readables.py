"""What readers read, whatever room it is of: a summary, or the answer to a question.

A room registers with Wagtail (``@hooks.register(FIND)``) a function of a kind and a key; it gives
what anybody may read in the language of the page, or nothing.
"""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail import hooks

from gleanings.digest.models import Summary
from gleanings.reader.sections import filled

FIND = "gleanings_find_readable"
BELOW = "gleanings_below_readable"
SUMMARY = "summary"


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


def find(kind: str, key: str) -> Readable | None:
    found = (hook(kind, key) for hook in hooks.get_hooks(FIND))
    return next((one for one in found if one), None)


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
