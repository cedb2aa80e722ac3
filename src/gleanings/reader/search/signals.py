"""The index follows every publication, in its transaction."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_unpublished

from gleanings.digest.models import (
    Author,
    ResearchType,
    ResearchTypeName,
    Summary,
    Topic,
    TopicName,
)
from gleanings.digest.models.terms import ControlledTerm
from gleanings.literature.models import Article
from gleanings.reader.search.indexing import reindex, reindex_terms


def _published(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Summary):
        reindex(Summary.objects.filter(pk=instance.pk))


def _article_saved(sender: type, instance: Article, created: bool, **kwargs: Any) -> None:
    if not created:
        reindex(Summary.objects.filter(summary_articles__article=instance))


def _author_saved(sender: type, instance: Author, created: bool, **kwargs: Any) -> None:
    if not created:
        reindex(Summary.objects.filter(summary_authors__author=instance))


def _name_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    _reindex_those_with(Topic if sender is TopicName else ResearchType, instance.term_id)


def _term_saved(sender: type, instance: ControlledTerm, **kwargs: Any) -> None:
    if instance.merged_into_id:
        _reindex_those_with(sender, instance.target.pk)


def _reindex_those_with(model: type, term: int) -> None:
    field = "topics" if model is Topic else "research_types"
    reindex_terms(Summary.objects.filter(**{field: term}))


def follow() -> None:
    """Connect the signals; called once, when the app is ready."""
    for signal in (page_published, page_unpublished):
        signal.connect(_published, dispatch_uid="search")
    post_save.connect(_article_saved, sender=Article, dispatch_uid="search")
    post_save.connect(_author_saved, sender=Author, dispatch_uid="search")
    for name in (TopicName, ResearchTypeName):
        post_save.connect(_name_changed, sender=name, dispatch_uid="search")
        post_delete.connect(_name_changed, sender=name, dispatch_uid="search")
    for term in (Topic, ResearchType):
        post_save.connect(_term_saved, sender=term, dispatch_uid="search")
