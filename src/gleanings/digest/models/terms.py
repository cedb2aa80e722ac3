"""The two controlled lists: topics and research types, each with a name in every language."""

from collections.abc import Iterable
from typing import Any, Protocol, Self, TypeVar

from django.conf import settings
from django.contrib.admin import display
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index


class InALanguage(Protocol):
    language: Any


T = TypeVar("T", bound=InALanguage)


def in_language(entries: Iterable[T], language: str) -> T | None:
    """Of one entry a language: the language's, or the site's first language's, or any."""
    by_language: dict[str, T] = {entry.language: entry for entry in entries}
    return (
        by_language.get(language)
        or by_language.get(settings.LANGUAGE_CODE)
        or next(iter(by_language.values()), None)
    )


class TermQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """Without those that were merged into another."""
        return self.filter(merged_into=None)

    def with_names(self) -> Self:
        return self.prefetch_related("names")


class ControlledTerm(index.Indexed, ClusterableModel):
    """One entry of a controlled list. Its address (slug) is given once and stays."""

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    sort_order = models.IntegerField(null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged_from",
    )

    objects = TermQuerySet.as_manager()

    search_fields = [
        index.SearchField("slug"),
        index.AutocompleteField("slug"),
        index.RelatedFields("names", [index.SearchField("name"), index.AutocompleteField("name")]),
        # the list shows those that were not merged
        index.FilterField("merged_into"),
    ]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> "TermName | None":
        """The entry for the language, or for the site's first language, or any."""
        return in_language(self.names.all(), language)

    @property
    @display(description=_("name"))
    def name(self) -> str:
        entry = self.name_in(get_language() or settings.LANGUAGE_CODE)
        return entry.name if entry else self.slug

    @property
    def definition(self) -> str:
        entry = self.name_in(get_language() or settings.LANGUAGE_CODE)
        return entry.definition if entry else ""

    @cached_property
    def target(self) -> Self:
        """Itself, or what it was merged into in the end."""
        return self.merged_into.target if self.merged_into else self


class TermName(models.Model):
    language = models.CharField(_("language"), max_length=20)
    name = models.CharField(_("name"), max_length=200)
    definition = models.TextField(
        _("definition"), blank=True, help_text=_("Shown to readers: what belongs here.")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"


class Topic(ControlledTerm):
    """What a summary is about."""

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["sort_order", "slug"]


class TopicName(TermName):
    term = ParentalKey(Topic, on_delete=models.CASCADE, related_name="names")

    class Meta:
        unique_together = [("term", "language")]


class ResearchType(ControlledTerm):
    """The kind of study."""

    class Meta:
        verbose_name = _("research type")
        verbose_name_plural = _("research types")
        ordering = ["sort_order", "slug"]


class ResearchTypeName(TermName):
    term = ParentalKey(ResearchType, on_delete=models.CASCADE, related_name="names")

    class Meta:
        unique_together = [("term", "language")]
