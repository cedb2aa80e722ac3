"""What follows a publication."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, post_page_move

from gleanings.digest.models import Home, Issue, Summary
from gleanings.digest.models.reader_page import ReaderPage
from gleanings.digest.publishing import publish_approved_summaries
from gleanings.digest.translations.following import publish_what_follows, withdraw


@receiver(page_published)
def stand_in_every_language(sender: type, instance: Any, **kwargs: Any) -> None:
    # the signal is sent for a scheduled page too, which nobody may see yet
    if isinstance(instance, ReaderPage) and instance.live and instance.alias_of_id is None:
        _say_its_language(instance)
        instance.stand_in_every_language()


def _say_its_language(page: ReaderPage) -> None:
    """What is published in a tree is in its language: so ends the time of a stand-in."""
    language = page.locale.language_code
    if page.words_in != language:
        page.words_in = language
        type(page).objects.filter(pk=page.pk).update(words_in=language)


@receiver(page_published, sender=Issue)
def publish_its_summaries(sender: type, instance: Issue, **kwargs: Any) -> None:
    """Before the issue's translation, under which are those of the summaries."""
    if instance.live and instance.alias_of_id is None:
        publish_approved_summaries(instance, user=kwargs["revision"].user)


@receiver(page_published)
def publish_its_translations(sender: type, instance: Any, **kwargs: Any) -> None:
    """Translations that wait for their original follow it."""
    if isinstance(instance, ReaderPage) and instance.live and instance.alias_of_id is None:
        publish_what_follows(instance, user=kwargs["revision"].user)


@receiver(page_unpublished)
def take_back_its_translations(sender: type, instance: Any, **kwargs: Any) -> None:
    """No translation stays without its original; without a translation the original stands in."""
    if not isinstance(instance, ReaderPage) or instance.alias_of_id:
        return
    if isinstance(instance, Home):
        return  # there is one for each language from the start
    original = instance.translates
    if original is None:
        for page in instance.get_translations().filter(alias_of=None, live=True):
            withdraw(page.specific)
    elif original.live:
        original.update_aliases(revision=original.live_revision)


@receiver(page_published, sender=Summary)
def keep_the_keys_of_its_findings(
    sender: type, instance: Summary, revision: Any, **kwargs: Any
) -> None:
    """A revision names new findings without a key: published again, it would make others of them.

    And with the old ones would go what editors decided of them, and their addresses.
    """
    stored = revision.content.get("findings", [])
    if all(row["pk"] for row in stored):
        return
    findings = instance.findings.get_object_list()
    if [row["measure"] for row in stored] == [finding.measure for finding in findings]:
        for row, finding in zip(stored, findings, strict=True):
            row["pk"] = finding.pk
        revision.save(update_fields=["content"])


@receiver(page_unpublished, sender=Issue)
def unpublish_its_summaries(sender: type, instance: Issue, **kwargs: Any) -> None:
    original = instance.translates
    if original is not None and original.live:
        return  # only the translation of its teaser was taken back
    for summary in instance.summaries.filter(live=True):
        if original is None:
            summary.unpublish()
        else:
            withdraw(summary)


@receiver(post_page_move, sender=Summary)
def take_the_month_of_the_new_issue(sender: type, instance: Any, **kwargs: Any) -> None:
    Summary.objects.filter(pk=instance.pk).update(month=instance.specific.issue.month)
