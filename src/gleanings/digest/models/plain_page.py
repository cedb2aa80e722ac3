"""A page beside the issues: About, Privacy, Legal, How we choose, the editors."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from gleanings.digest.models.reader_page import ReaderPage, ReaderPageManager
from gleanings.digest.rich_text import TEXT_FEATURES


class Place(models.TextChoices):
    FOOT = "foot", _("at the foot of every page")
    MENU = "menu", _("in the menu")
    BOTH = "both", _("in the menu and at the foot")
    NOWHERE = "nowhere", _("nowhere: other pages link to it")


class Subject(models.TextChoices):
    """What a network has to say of itself, in the order in which its page says it."""

    WHO = "who", _("who we are")
    CHOOSING = "choosing", _("how summaries are chosen and checked")
    CONFLICTS = "conflicts", _("conflicts of interest")
    CORRECTIONS = "corrections", _("corrections")
    ACCESSIBILITY = "accessibility", _("accessibility")
    PRIVACY = "privacy", _("privacy")


class PlainPage(ReaderPage):
    """Words of the network's own. It is reviewed, published and translated as all pages are."""

    text = RichTextField(_("text"), features=TEXT_FEATURES, blank=True)
    shows_authors = models.BooleanField(
        _("lists the authors"),
        default=False,
        help_text=_("Below the text: everybody who wrote a published summary."),
    )
    subject = models.CharField(
        _("what it says of the network"),
        max_length=15,
        choices=Subject.choices,
        blank=True,
        default="",
        help_text=_("Its text stands on the page “About the network” too, under this heading."),
    )
    place = models.CharField(_("place"), max_length=10, choices=Place.choices, default=Place.FOOT)

    parent_page_types = ["digest.Home"]
    subpage_types: list[str] = []

    objects = ReaderPageManager()

    search_fields = [*ReaderPage.search_fields, index.SearchField("text")]

    override_translatable_fields = [
        SynchronizedField("slug"),
        SynchronizedField("place", overridable=False),
        SynchronizedField("subject", overridable=False),
        SynchronizedField("shows_authors", overridable=False),
    ]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")

    def clean(self) -> None:
        super().clean()
        refuse_address_of_the_site(self.slug)

    @property
    def is_in_menu(self) -> bool:
        return self.place in (Place.MENU, Place.BOTH)

    @property
    def is_in_foot(self) -> bool:
        return self.place in (Place.FOOT, Place.BOTH)


def refuse_address_of_the_site(slug: str) -> None:
    """Raises ValidationError where a page below the home page would hide behind another."""
    if slug and _is_an_address_of_the_site(slug):
        raise ValidationError(
            {
                "slug": _(
                    "“%(slug)s” is already the address of another page of the site. Choose another."
                )
                % {"slug": slug}
            }
        )


def _is_an_address_of_the_site(slug: str) -> bool:
    """Whether something else than a page of the tree answers there."""
    with override(settings.LANGUAGE_CODE):
        try:
            found: Any = resolve(f"/{settings.LANGUAGE_CODE}/{slug}/")
        except Resolver404:
            return False
    return found.url_name != "wagtail_serve"
