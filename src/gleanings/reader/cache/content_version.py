"""Knowing whether what is kept still holds: a stamp that is renewed with every change.

Pages and counts that are kept in memory keep the stamp they were made under; when it has changed,
they are made anew. It is renewed in the transaction of the change itself, so that no process ever
takes the old for the new. Whoever changes what readers see without saving models one by one
(``update()``, raw SQL) calls `bump` in the same transaction.
"""

import secrets
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

from gleanings.digest.cited_articles import shown_to_readers
from gleanings.digest.models import Freshness
from gleanings.literature.notices.signals import looked_up, notices_stored
from gleanings.reader.cache import files

OF_DRAFTS = {
    *("draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"),
    *("go_live_at", "expire_at", "locked", "locked_at", "locked_by"),
}


_followers: list[Callable[[], None]] = []


_seen: ContextVar[list[int] | None] = ContextVar("stamp_seen", default=None)
"""The stamp as it was first looked at, while a page is made; None at all other times."""


@contextmanager
def one_look() -> Iterator[None]:
    """The stamp is asked for once; what changes meanwhile is newer than all that is kept then."""
    token = _seen.set([])
    try:
        yield
    finally:
        _seen.reset(token)


def current() -> int:
    """The present stamp; one query, or none after the first within `one_look`."""
    seen = _seen.get()
    if seen:
        return seen[0]
    found = Freshness.objects.values_list("stamp", flat=True).filter(pk=1).first() or 0
    if seen is not None:
        seen.append(found)
    return found


def bump() -> None:
    """Set a new stamp. It is drawn, not counted, lest one comes again after a restored backup."""
    if seen := _seen.get():
        seen.clear()
    drawn = secrets.randbits(62)
    with transaction.atomic(savepoint=False):
        if not Freshness.objects.filter(pk=1).update(stamp=drawn):
            Freshness.objects.get_or_create(pk=1, defaults={"stamp": drawn})
        files.withdraw()
        for tell in _followers:
            transaction.on_commit(tell, robust=True)


def follow(tell: Callable[[], None]) -> None:
    """Have it called after a change was committed, once for each stamp that was set by then."""
    _followers.append(tell)


def is_seen_by_readers(model: type[Model]) -> bool:
    if model.__module__ == "__fake__":  # a migration's, and the table may not be there yet
        return False
    # what readers never see, or only through another model, says so
    if getattr(model, "shows_nothing_new", False):
        return False
    if issubclass(model, (Page, PageViewRestriction, Site, Locale, Redirect)):
        return True
    return model.__module__.startswith("gleanings.")


def _saved(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    changed = kwargs.get("update_fields")
    of_a_draft = isinstance(instance, Page) and changed and OF_DRAFTS.issuperset(changed)
    if is_seen_by_readers(sender) and not of_a_draft and not raw:
        bump()


def _deleted(sender: type[Model], **kwargs: Any) -> None:
    if is_seen_by_readers(sender):
        bump()


def _related(sender: type[Model], action: str, **kwargs: Any) -> None:
    if action.startswith("post_") and is_seen_by_readers(sender):
        bump()


def _moved(sender: type[Model], **kwargs: Any) -> None:
    bump()


def _told_of(articles: Collection[int], dois: Collection[str] = (), **kwargs: Any) -> None:
    """Something was published, or looked up, about articles: only readers' own matter."""
    if dois or shown_to_readers(articles):
        bump()


def watch() -> None:
    """Connect to everything that says of a change; called once, when the app is ready."""
    post_save.connect(_saved, dispatch_uid="content version")
    post_delete.connect(_deleted, dispatch_uid="content version")
    m2m_changed.connect(_related, dispatch_uid="content version")
    # descendants change their paths and addresses without being saved
    post_page_move.connect(_moved, dispatch_uid="content version")
    page_slug_changed.connect(_moved, dispatch_uid="content version")
    # rows that come in by hundreds
    notices_stored.connect(_told_of, dispatch_uid="content version")
    looked_up.connect(_told_of, dispatch_uid="content version")
