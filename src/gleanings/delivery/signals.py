"""Mailings begin with a publication, in its transaction; a provider says what came back."""

from typing import Any

from anymail.signals import tracking
from django.dispatch import receiver
from wagtail.signals import page_published

from gleanings.delivery import mailings
from gleanings.delivery.bounces import provider
from gleanings.digest.models import Issue, Summary


@receiver(page_published, sender=Issue)
def mail_the_issue(sender: type, instance: Issue, **kwargs: Any) -> None:
    """The signal comes after the digest's own, which puts the issue's summaries online."""
    if _is_original_and_online(instance):
        mailings.mail_issue(instance)


@receiver(page_published, sender=Summary)
def mail_what_is_added(sender: type, instance: Summary, **kwargs: Any) -> None:
    """Not when it is published again."""
    if _is_original_and_online(instance):
        mailings.tell_of_added(instance)


@receiver(tracking)
def hear_the_provider(sender: type, event: Any, **kwargs: Any) -> None:
    provider.take_in(event)


def _is_original_and_online(page: Issue | Summary) -> bool:
    # the signal is sent for a scheduled page too, and for a translation
    return bool(page.live and page.alias_of_id is None and page.translates is None)
