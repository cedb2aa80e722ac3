"""What stands in for a page in another language follows it in everything."""

import uuid
from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.coreutils import find_available_slug
from wagtail.signals import page_published, post_page_move

from gleanings.digest.models import Issue, Summary
from gleanings.digest.models.reader_page import ReaderPage


@receiver(pre_delete)
def go_with_the_original(sender: type, instance: Any, **kwargs: Any) -> None:
    """An alias is deleted with its original. What somebody translated stays, as a page of its own.

    The database would leave an alias as a page that nobody wrote, online and at its address.
    """
    if not isinstance(instance, ReaderPage) or instance.alias_of_id:
        return
    # Wagtail says now that it is offline, and writes nothing: who looks for the original of a
    # translation would find it online still, and put its words there
    instance.get_descendants(inclusive=True).update(live=False)
    for page in type(instance).objects.filter(translation_key=instance.translation_key):
        if page.pk == instance.pk or page.is_in_its_language:
            continue
        if page.alias_of_id and not _has_words_of_its_own_below(page):
            page.delete()
        else:
            _stand_by_itself(page)


def _has_words_of_its_own_below(page: ReaderPage) -> bool:
    return bool(page.get_descendants().filter(alias_of=None).exists())


def _stand_by_itself(page: ReaderPage) -> None:
    """What is translated below it, or begun in its draft, is not lost; readers get no stand-in."""
    page.alias_of = None
    page.translation_key = uuid.uuid4()  # of no family that could put its words back
    page.words_in = page.locale.language_code
    if isinstance(page, Issue):
        page.teaser = ""  # the original's
    page.save(clean=False)
    page.unpublish()


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
