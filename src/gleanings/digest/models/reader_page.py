"""What every page that readers see has in common: its languages and its privacy."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.models import Locale, Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet


class ReaderPageQuerySet(PageQuerySet):
    def readable(self) -> Self:
        """What anybody may read: live, without restriction, under nothing that is a draft.

        Drafts above count too: a live summary in an unpublished issue is not readable.
        """
        hidden = Q()
        restricted = PageViewRestriction.objects.values("page__translation_key")
        for path in Page.objects.filter(translation_key__in=restricted).values_list(
            "path", flat=True
        ):
            hidden |= Q(path__startswith=path)
        return self.live().exclude(hidden) if hidden else self.live()

    def in_language(self, language: str) -> Self:
        return self.filter(locale__language_code=language)


ReaderPageManager = PageManager.from_queryset(ReaderPageQuerySet)


class ReaderPage(Page):
    """A page that stands in every language: translated, or as an alias of the original.

    The tree of each language is whole. Where nobody has translated a page, an alias of the
    original stands in its place from the first publication on, so that lists, feeds and addresses
    of a language need to look nowhere else.
    """

    objects = ReaderPageManager()

    class Meta:
        abstract = True

    def stand_in_every_language(self) -> None:
        """Make the aliases that are missing."""
        for locale in Locale.objects.exclude(pk=self.locale_id):
            if not self.has_translation(locale):
                self.copy_for_translation(locale, copy_parents=True, alias=True)

    def update_aliases(self, **kwargs: Any) -> None:
        # Wagtail calls this after scheduling too, and would put the scheduled text online at once
        if self.live:
            super().update_aliases(**kwargs)

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Those of the page and of the pages above it, in whatever language they were set."""
        keys = self.get_ancestors(inclusive=True).values("translation_key")
        return PageViewRestriction.objects.filter(page__translation_key__in=keys)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        # the views import the models
        from gleanings.digest.views.pages import context_of

        return {**super().get_context(request, *args, **kwargs), **context_of(self, request)}

    @cached_property
    def original(self) -> Self:
        """The page whose words these are: itself, or what it is an alias of."""
        return self.alias_of.specific if self.alias_of_id else self

    @property
    def content_language(self) -> str:
        """The language that the words are in, which an alias shares with its original."""
        return (self.alias_of or self).locale.language_code
