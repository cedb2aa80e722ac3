"""What is withdrawn is in no dump: those of before go at once, and the clock makes a new one."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from gleanings.open_data.dumps.kept import forget_all


@receiver(page_unpublished)
@receiver(post_save, sender=PageViewRestriction)
def forget_dumps_with_what_is_withdrawn(**kwargs: Any) -> None:
    """Of a page that is deleted while it is online, too: Wagtail unpublishes it first."""
    transaction.on_commit(partial(forget_all, "a page was withdrawn"))


@receiver(post_page_move)
def forget_dumps_with_what_is_hidden_elsewhere(instance: Page, **kwargs: Any) -> None:
    if instance.get_view_restrictions().exists():
        transaction.on_commit(partial(forget_all, "a page was moved to where it is private"))
