"""How a network presents itself: logo, colours, and its words in each language."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from gleanings.site import branding
from gleanings.site.languages import language_choices

is_colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour like #1f5f52."))


@register_setting(icon="globe")
class NetworkSettings(ClusterableModel, BaseGenericSetting):
    logo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown before the name. Best on a transparent background."),
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        validators=[is_colour],
        help_text=_("For example #1f5f52. Used for links and for the background of “In practice”."),
    )
    accent_dark = models.CharField(
        _("accent colour on a dark background"),
        max_length=7,
        blank=True,
        validators=[is_colour],
        help_text=_("If left empty, it is derived from the accent colour."),
    )
    contact_email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Shown at the foot of every page.")
    )

    data_licence = models.CharField(
        _("licence of the data"),
        max_length=100,
        blank=True,
        help_text=_(
            "What others may do with your summaries and numbers, for example “CC BY 4.0”. Shown "
            "with the open data; without one, nobody may safely use them."
        ),
    )

    panels = [
        HelpPanel(
            content=_("The name is the title of the home page, in each language (under Pages).")
        ),
        FieldPanel("logo"),
        MultiFieldPanel([FieldPanel("accent"), FieldPanel("accent_dark")], heading=_("Colours")),
        FieldPanel("contact_email"),
        FieldPanel("data_licence"),
        InlinePanel("words", label=_("language"), heading=_("Words in each language")),
    ]

    select_related = ["logo"]

    class Meta:
        verbose_name = _("network")

    def clean(self) -> None:
        super().clean()
        errors = {}
        for field, scheme in (("accent", "light"), ("accent_dark", "dark")):
            colour = getattr(self, field)
            try:
                if colour:
                    is_colour(colour)
                    branding.refuse_if_hard_to_read(colour, scheme)
            except ValidationError as error:
                errors[field] = error
        if self.accent_dark and not self.accent:
            errors["accent"] = ValidationError(
                _("Give the accent colour for a light background too.")
            )
        if errors:
            raise ValidationError(errors)

    @cached_property
    def stylesheet(self) -> str:
        """The network's own colours; empty where it has none."""
        if not self.accent:
            return ""
        return branding.stylesheet(
            self.accent, self.accent_dark or branding.dark_accent(self.accent)
        )

    @cached_property
    def stylesheet_hash(self) -> str:
        return branding.short_hash(self.stylesheet.encode())

    @property
    def own_words(self) -> "NetworkWords | None":
        """The words in the reader's language."""
        language = get_language()
        return next((words for words in self.words.all() if words.language == language), None)


class NetworkWords(models.Model):
    network = ParentalKey(NetworkSettings, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=20, choices=language_choices)
    tagline = models.CharField(
        _("tagline"),
        max_length=200,
        blank=True,
        help_text=_("What this is, in a line. Shown below the name."),
    )
    notice = models.CharField(
        _("notice"),
        max_length=400,
        blank=True,
        help_text=_("Shown at the top of every page, as long as it is filled in here."),
    )

    panels = [FieldPanel("language"), FieldPanel("tagline"), FieldPanel("notice")]

    class Meta:
        verbose_name = _("words in a language")
        verbose_name_plural = _("words in each language")
        unique_together = [("network", "language")]

    def __str__(self) -> str:
        return self.language


class CdnPurge(models.Model):
    """One row: which change the CDN was last told of."""

    shows_nothing_new = True  # to readers

    stamp = models.BigIntegerField(null=True)
    """Of the content, as it was told; None before the first time."""
    told_at = models.DateTimeField(null=True)
    is_settled = models.BooleanField(default=False)
    """Whether it was told a second time."""
    tried_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=200, blank=True)
    """Of the last time; empty where it was taken."""
    busy_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.refusal or f"told at {self.told_at}"


class ClockKeeper(models.Model):
    """One row: which of the sites served from this database keeps the clock, and until when."""

    shows_nothing_new = True  # to readers

    keeper = models.CharField(max_length=16)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.keeper} until {self.until}"
