"""What stands in for a page in another language follows it in everything."""

import uuid
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.coreutils import find_available_slug
from wagtail.signals import page_published, post_page_move

from gleanings.digest.models import Home, Issue, Summary
from gleanings.digest.models.reader_page import ReaderPage


@receiver(pre_delete)
def go_with_the_original(sender: type, instance: Any, **kwargs: Any) -> None:
    """What is deleted is gone in every language: aliases and translations go with their original.

    The database would leave them as pages of their own, which anybody could put online again. An
    issue in whose tree something was written first stays for that, offline and without its words.
    """
    if not isinstance(instance, ReaderPage) or isinstance(instance, Home):
        return  # there is a home for each language from the start
    if instance.alias_of_id or instance.translates is not None:
        transaction.on_commit(partial(_stand_in_again, instance), robust=True)
        return
    # Wagtail says now that it is offline, and writes nothing: who looks for the original of a
    # translation would find it online still, and put its words there
    instance.get_descendants(inclusive=True).update(live=False)
    family = type(instance).objects.filter(translation_key=instance.translation_key)
    for page in family.exclude(pk=instance.pk):
        if _has_originals_below(page):
            _stand_by_itself(page)
        else:
            page.delete()


def _stand_in_again(deleted: ReaderPage) -> None:
    """Readers of the language get the original's words in the place of a deleted translation."""
    family = type(deleted).objects.filter(translation_key=deleted.translation_key)
    original = family.filter(alias_of=None, live=True).order_by("pk").first()
    if original is not None:
        original.stand_in_every_language()


def _has_originals_below(page: ReaderPage) -> bool:
    written = page.get_descendants().filter(alias_of=None).specific()
    return any(one.translates is None for one in written)


def _stand_by_itself(page: ReaderPage) -> None:
    """What was written first in its language is not lost; of the deleted original no word stays."""
    page.alias_of = None
    page.translation_key = uuid.uuid4()  # of no family that could put its words back
    page.words_in = page.locale.language_code
    if isinstance(page, Issue):
        page.teaser = ""
    page.save(clean=False)
    page.unpublish()
    page.revisions.all().delete()


@receiver(post_page_move, sender=Summary)
def move_with_the_original(sender: type, instance: Any, **kwargs: Any) -> None:
    """To the same issue in each language; an alias that finds none there is made anew in time."""
    summary = instance.specific
    if summary.alias_of_id or summary.translates is not None:
        return
    others = Summary.objects.filter(translation_key=summary.translation_key)
    for other in others.exclude(pk=summary.pk):
        issue = summary.issue.get_translation_or_none(other.locale)
        if issue and other.get_parent().pk != issue.pk:
            _move(other, issue.specific)
        elif issue is None and other.alias_of_id:
            other.delete()


def _move(summary: Summary, issue: Issue) -> None:
    if summary.live and not issue.live:
        summary.unpublish()
    slug = find_available_slug(issue, summary.slug)
    if slug != summary.slug:
        summary.slug = slug
        summary.save(clean=False)
    summary.move(issue, pos="last-child")


@receiver(page_published)
def take_the_address_of_the_original(sender: type, instance: Any, **kwargs: Any) -> None:
    """Wagtail leaves an alias its old address, since it may be a sibling of the original."""
    if not isinstance(instance, Summary) or not instance.alias_of_id:
        return
    original = instance.alias_of
    if instance.slug == original.slug or instance.translation_key != original.translation_key:
        return
    instance.slug = find_available_slug(
        instance.get_parent(), original.slug, ignore_page_id=instance.pk
    )
    instance.save(clean=False)


@receiver(page_published, sender=Issue)
def take_the_month_of_the_original(sender: type, instance: Issue, **kwargs: Any) -> None:
    """A translation, and what is drafted of it, has the month that it was translated in."""
    if instance.alias_of_id or instance.translates is not None:
        return
    others = Issue.objects.filter(translation_key=instance.translation_key, alias_of=None)
    for other in others.exclude(pk=instance.pk).exclude(month=instance.month):
        other.month = instance.month
        other.save(clean=False)
        named = {name: getattr(other, name) for name in ("title", "draft_title", "slug")}
        for revision in other.revisions.all():
            revision.content |= {"month": other.month.isoformat(), **named}
            revision.save(update_fields=["content"])
