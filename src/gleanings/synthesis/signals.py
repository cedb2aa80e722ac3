"""What follows when something changes that a synthesis rests on."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from gleanings.digest.models import Finding, Summary
from gleanings.literature.models import Article, Notice
from gleanings.literature.notices.signals import notices_stored
from gleanings.reader.cache import content_version
from gleanings.synthesis.models import Question
from gleanings.synthesis.recompute import recompute_stale
from gleanings.synthesis.retractions import dois_of_uploads


def keep_up_once_it_stands() -> None:
    """After the change is committed, and without harm to it if a synthesis fails."""
    transaction.on_commit(recompute_stale, robust=True)


@receiver(notices_stored)
def _notices_stored(articles: Collection[int], dois: Collection[str], **kwargs: Any) -> None:
    """Of studies in uploaded tables too, which no summary is about."""
    known = Article.objects.filter(pk__in=articles).exclude(doi=None).values_list("doi", flat=True)
    if dois_of_uploads() & {*dois, *known}:
        content_version.bump()
    keep_up_once_it_stands()


@receiver(page_published, sender=Summary)
@receiver(page_unpublished, sender=Summary)
def _summary_changed(**kwargs: Any) -> None:
    keep_up_once_it_stands()


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
@receiver(post_delete, sender=Finding)
@receiver(post_save, sender=Notice)
@receiver(post_delete, sender=Notice)
@receiver(post_save, sender=Question)
def _evidence_changed(raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        keep_up_once_it_stands()
