"""What is online of an original in other languages goes offline with it, and comes back with it."""

from __future__ import annotations

from typing import Any

from wagtail.models import PageLogEntry, Revision

from gleanings.digest.models.reader_page import ReaderPage
from gleanings.digest.publishing import is_approved
from gleanings.digest.translations.gate import problems_beside, problems_of

WITHDRAWN = "gleanings.withdraw_with_original"
"""In a page's history: it was online, and nobody took it off for its own sake."""
_TAKEN_OFF = (WITHDRAWN, "wagtail.unpublish", "wagtail.unpublish.scheduled")
_PUT_ONLINE = ("wagtail.publish", "wagtail.publish.scheduled")


def withdraw(translation: ReaderPage) -> None:
    """Where the original's words stand in its place, it was taken off before."""
    translation.unpublish(log_action=WITHDRAWN if translation.is_in_its_language else False)


def publish_what_follows(original: ReaderPage, *, user: Any = None) -> None:
    """Put online the translations that wait for it; what must not go stays a draft."""
    for page in original.translations_not_online():
        revision = waiting_for_its_original(page)
        if revision and not problems_of(revision.as_object()):
            revision.publish(user=user, skip_permission_checks=True)


def waiting_for_its_original(page: ReaderPage) -> Revision | None:
    """What of a translation follows its original: what is approved, or else what was online.

    None for a draft that nobody approved, and for what was taken off by itself.
    """
    if page.latest_revision and is_approved(page):
        return page.latest_revision
    history = PageLogEntry.objects.filter(page=page.pk).order_by("-timestamp", "-pk")
    end = history.filter(action__in=_TAKEN_OFF).first()
    if end is None or end.action != WITHDRAWN:
        return None
    put_online = history.filter(action__in=_PUT_ONLINE, revision__isnull=False).first()
    return put_online.revision if put_online else None


def readers_will_get(original: ReaderPage, language: str) -> ReaderPage:
    """What stands in the language once the original is online as it is given here.

    Its translation, where one is online or goes online with it; or else the original's words.
    """
    family = type(original).objects.filter(translation_key=original.translation_key, alias_of=None)
    page = family.in_language(language).exclude(pk=original.pk).first()
    if page is None:
        return original
    if page.live and page.is_in_its_language:
        return page
    waiting = waiting_for_its_original(page)
    draft = waiting.as_object() if waiting else None
    if draft is None or problems_beside(original, draft):
        return original
    return draft
