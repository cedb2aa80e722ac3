"""The home page of a network's digest, one in each language."""

from typing import Any, Self

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import PagePermissionTester
from wagtail_localize.fields import BaseTranslatableField

from gleanings.digest.models.reader_page import ReaderPage
from gleanings.digest.rich_text import PLAIN_FEATURES


class _StaysWhereItIs(PagePermissionTester):
    """A home page holds a language's whole site: nobody at the desk takes it away by a click."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False


class Home(ReaderPage):
    """Root of a language's tree; issues are its children."""

    intro = RichTextField(
        _("introduction"),
        blank=True,
        features=PLAIN_FEATURES,
        help_text=_("What this digest is, in two or three sentences."),
    )
    language_notice = models.CharField(
        _("notice on languages"),
        max_length=300,
        blank=True,
        help_text=_("For example “This content is only available in English.”"),
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["digest.Issue", "digest.PlainPage"]
    is_creatable = False  # there is one for each language of the settings, made with it

    override_translatable_fields = [BaseTranslatableField("slug")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return _StaysWhereItIs(user, self)

    def stand_in_every_language(self) -> None:
        """Nothing to do: a language has a home page of its own from the start."""

    def translations_not_online(self) -> QuerySet[Self]:
        return Home.objects.none()
