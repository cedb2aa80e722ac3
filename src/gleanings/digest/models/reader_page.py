"""What every page that readers see has in common: its languages and its privacy."""

from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, PageManager, PageViewRestriction, Revision
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from gleanings.digest import obstacles, private_paths
from gleanings.digest.page_context import page_context
from gleanings.digest.publishing import is_settled, review_goes_on_with
from gleanings.digest.reference_index import references_indexed_once


class ReaderPageQuerySet(PageQuerySet):
    def readable(self) -> Self:
        """What anybody may read: live, and without restriction on the page or any above it.

        That nothing is live below a draft is seen to where pages are published, unpublished and
        moved.
        """
        hidden = private_paths.of_pages()
        return self.live().exclude(hidden) if hidden else self.live()

    def in_its_language(self) -> Self:
        """Originals and translations, without what stands in for a translation."""
        return self.filter(alias_of=None, words_in=F("locale__language_code"))

    def in_language(self, language: str) -> Self:
        return self.filter(locale__language_code=language)


ReaderPageManager = PageManager.from_queryset(ReaderPageQuerySet)


class ReaderPage(Page):
    """A page that stands in every language: translated, or as an alias of the original.

    The tree of each language is whole. Where no translation is online, the original's words stand
    in its place from the first publication on, so that lists, feeds and addresses of a language
    need to look nowhere else: on an alias of the original, or on the page of a translation whose
    own words are in its drafts alone. ``words_in`` says what language the page's words are in.
    """

    words_in = models.CharField(
        _("language of the words"), max_length=20, blank=True, default="", editable=False
    )

    is_as_it_was = False
    """Whether the form that it comes from changed nothing."""

    objects = ReaderPageManager()

    class Meta:
        abstract = True

    def stand_in_every_language(self) -> None:
        """Make the aliases that are missing, and bring along what was not online with it."""
        for locale in Locale.objects.exclude(pk=self.locale_id):
            if not self.has_translation(locale):
                self.copy_for_translation(locale, copy_parents=True, alias=True)
        if self.get_translations().filter(live=False).exists():
            self.update_aliases(revision=self.live_revision)

    def update_aliases(self, **kwargs: Any) -> None:
        """Give the aliases these words, and the translations too that have none online."""
        # Wagtail calls this after scheduling too, and would put the scheduled text online at once
        if not self.live:
            return
        waiting = list(self.translations_not_online())
        pages = Page.objects.filter(pk__in=[page.pk for page in waiting])
        pages.update(alias_of=self.pk)  # what an alias has is what they show
        super().update_aliases(**kwargs)
        for page in waiting:
            Page.objects.filter(pk=page.pk).update(
                alias_of=None,
                has_unpublished_changes=True,
                live_revision=None,
                draft_title=page.draft_title,
                latest_revision_created_at=page.latest_revision_created_at,
            )

    def translations_not_online(self) -> QuerySet[Self]:
        """Translations of this original that were begun, or taken offline."""
        if self.translates is not None:
            return type(self).objects.none()
        others = type(self).objects.filter(translation_key=self.translation_key, alias_of=None)
        online = Q(live=True, words_in=F("locale__language_code"))
        return others.exclude(pk=self.pk).exclude(online)

    @property
    def translates(self) -> Self | None:
        """The original that this page puts into its language; None of the original itself."""
        others = type(self).objects.filter(translation_key=self.translation_key, alias_of=None)
        first = others.order_by("pk").first()
        return first if first and first.pk != self.pk else None

    def refuse_publication(self, draft: Any) -> None:
        """Raises ValidationError while something keeps it from going online."""
        obstacles.refuse(draft)

    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> None:
        with transaction.atomic():
            obstacles.about_to_publish.send(type(self), page=self, revision=revision, user=user)
            self.refuse_publication(revision.as_object())
            super().publish(revision, user=user, **kwargs)
            original = self.translates
            if original and original.live and self in original.translations_not_online():
                # scheduled: Wagtail took the row offline, and with it the original's words
                original.update_aliases(revision=original.live_revision)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Those of the page and of the pages above it, in whatever language they were set."""
        if not private_paths.are_above(self.path):
            return PageViewRestriction.objects.none()
        keys = self.get_ancestors(inclusive=True).values("translation_key")
        return PageViewRestriction.objects.filter(page__translation_key__in=keys)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """As Wagtail finds a page, but what is below this one is fetched whole in one query."""
        if not path_components:
            return super().route(request, path_components)
        slug, *below = path_components
        for model in self.allowed_subpage_models():
            if page := model.objects.child_of(self).filter(slug=slug).first():
                page._cached_parent_obj = self  # as Wagtail's own does
                page.locale = self.locale
                return page.route(request, below)
        raise Http404

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **page_context(self, request)}

    def save_revision(self, user: Any = None, **kwargs: Any) -> Revision:
        """Where a form changed nothing, the latest revision stays what it is.

        What saves by itself writes over its own revision, but not over one that somebody approved
        or that is online.
        """
        if (written_over := kwargs.get("overwrite_revision")) and is_settled(written_over, self):
            kwargs["overwrite_revision"] = None
        if self.is_as_it_was and self.latest_revision and not kwargs.get("previous_revision"):
            return self.latest_revision
        revision = super().save_revision(user=user, **kwargs)
        review_goes_on_with(revision, self, user)
        return revision

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.words_in = self.content_language
        with transaction.atomic(), references_indexed_once(self):
            super().save(*args, **kwargs)

    @property
    def content_language(self) -> str:
        """The code of the language that the words are in."""
        if self.words_in:
            return self.words_in
        return self.locale.language_code if self.locale_id else settings.LANGUAGE_CODE

    @property
    def is_in_its_language(self) -> bool:
        """Whether this is an original or a translation, not something that stands in for one."""
        return not self.alias_of_id and self.content_language == self.locale.language_code

    @cached_property
    def source_page(self) -> Page:
        """The page whose words these are, as a plain page: for its address."""
        if self.is_in_its_language:
            return self
        if self.alias_of_id:
            return self.alias_of
        words = self.get_translations().filter(locale__language_code=self.content_language)
        return words.first() or self  # whose original is gone stands for itself

    @property
    def original(self) -> Self:
        """The page whose words these are: itself, or what it stands in for."""
        return self.source_page.specific


def kinds_of_pages() -> list[type[ReaderPage]]:
    """Every model of such pages, of this room or of one above."""
    return [model for model in apps.get_models() if issubclass(model, ReaderPage)]
