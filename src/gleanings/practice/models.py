"""What the network says on the page for sessions. Nothing that a therapist writes there is here."""

import math

from django.conf import settings as site_settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

from gleanings.evidence.course.reliable import reliable_change
from gleanings.practice.measures import measures
from gleanings.practice.pooled_panel import PooledPanel


def language_choices() -> list[tuple[str, str]]:
    return [(code, str(name)) for code, name in site_settings.LANGUAGES]


def measure_choices() -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in measures().values()]


@register_setting(icon="form")
class PracticeSettings(ClusterableModel, BaseGenericSetting):
    panels = [
        HelpPanel(
            content=_(
                "The page “Session by session” works in each therapist’s browser and sends "
                "nothing. What you write here stands on it."
            )
        ),
        InlinePanel("words", label=_("language"), heading=_("When somebody speaks of dying")),
        InlinePanel("strategies", label=_("strategy"), heading=_("What helps after a drop")),
        InlinePanel("prompts", label=_("question"), heading=_("Before a session")),
        PooledPanel(heading=_("The network’s own values, pooled")),
        InlinePanel("values", label=_("measure"), heading=_("Values from elsewhere")),
    ]

    class Meta:
        verbose_name = _("session by session")


class PracticeWords(models.Model):
    """What stands before everything else when the ninth item of the PHQ-9 is not 0."""

    settings = ParentalKey(PracticeSettings, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=20, choices=language_choices)
    ask_now = models.TextField(
        _("what to ask now"),
        blank=True,
        help_text=_("For example how your network asks about thoughts of suicide, in a few lines."),
    )
    crisis_numbers = models.TextField(
        _("crisis numbers"),
        blank=True,
        help_text=_("One line each, with who answers and when. Without them, none are shown."),
    )

    panels = [FieldPanel("language"), FieldPanel("ask_now"), FieldPanel("crisis_numbers")]

    class Meta:
        verbose_name = _("words in a language")
        unique_together = [("settings", "language")]

    def __str__(self) -> str:
        return self.language


class RepairStrategy(Orderable):
    """One thing that helps, in one language, with the summary that says so."""

    class After(models.TextChoices):
        ANY = "any", _("any drop")
        WITHDRAWAL = (
            "withdrawal",
            _("withdrawal: the client falls silent, agrees too fast, stays away"),
        )
        CONFRONTATION = "confrontation", _("confrontation: the client complains, rejects, controls")

    class When(models.TextChoices):
        NOW = "now", _("within the session")
        LATER = "later", _("in the next session")

    settings = ParentalKey(PracticeSettings, on_delete=models.CASCADE, related_name="strategies")
    language = models.CharField(_("language"), max_length=20, choices=language_choices)
    after = models.CharField(_("after"), max_length=20, choices=After, default=After.ANY)
    when = models.CharField(_("when"), max_length=10, choices=When, default=When.LATER)
    advice = models.CharField(
        _("strategy"), max_length=400, help_text=_("One sentence that says what to do.")
    )
    summary = models.ForeignKey(
        "digest.Summary",
        verbose_name=_("summary"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The published summary that it comes from."),
    )

    panels = [
        FieldRowPanel([FieldPanel("language"), FieldPanel("after"), FieldPanel("when")]),
        FieldPanel("advice"),
        FieldPanel("summary"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("strategy")

    def __str__(self) -> str:
        return self.advice


class SessionPrompt(Orderable):
    """Something to bear in mind before a session, in one language; the same for every client."""

    SHOWN = 3
    """More would not be read."""

    settings = ParentalKey(PracticeSettings, on_delete=models.CASCADE, related_name="prompts")
    language = models.CharField(_("language"), max_length=20, choices=language_choices)
    question = models.CharField(
        _("question"),
        max_length=300,
        help_text=_("For example what clients hold back. The first three of a language are shown."),
    )
    summary = models.ForeignKey(
        "digest.Summary",
        verbose_name=_("summary"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The published summary that it comes from."),
    )

    panels = [FieldPanel("language"), FieldPanel("question"), FieldPanel("summary")]

    class Meta(Orderable.Meta):
        verbose_name = _("question before a session")

    def __str__(self) -> str:
        return self.question


class MeasureValue(models.Model):
    """How much the ratings of one client spread from session to session, in this network."""

    settings = ParentalKey(PracticeSettings, on_delete=models.CASCADE, related_name="values")
    measure = models.CharField(_("measure"), max_length=20, choices=measure_choices)
    sd = models.FloatField(
        _("standard deviation"),
        validators=[MinValueValidator(0.01)],
        help_text=_(
            "Of the sessions of one client around their mean, in points of the measure; not that "
            "of clients, which is larger."
        ),
    )
    source = models.CharField(
        _("source"), max_length=200, help_text=_("Shown wherever the value is used.")
    )

    panels = [FieldPanel("measure"), FieldPanel("sd"), FieldPanel("source")]

    class Meta:
        verbose_name = _("value of a measure")
        unique_together = [("settings", "measure")]

    def __str__(self) -> str:
        return self.measure

    def clean(self) -> None:
        super().clean()
        measure = measures().get(self.measure)
        if measure and self.sd and self.sd > measure.highest - measure.lowest:
            raise ValidationError({"sd": _("That is more than the whole range of the measure.")})


class PooledValue(models.Model):
    """What `gleanings pool_ratings` made of the ratings that therapists gave: the network's own."""

    measure = models.CharField(max_length=20, unique=True, choices=measure_choices)
    therapists = models.PositiveIntegerField()
    clients = models.PositiveIntegerField()
    ratings = models.PositiveIntegerField()
    mean = models.FloatField()
    between_sd = models.FloatField(help_text="Of clients' levels, without that of one client.")
    sd = models.FloatField(help_text="Of the sessions of one client around their mean.")
    reliability = models.FloatField(help_text="Of one rating: ICC(1,1).")
    expected = models.JSONField(
        help_text="Mean and SD of the clients at the first, second, … session."
    )
    pooled_on = models.DateField()

    class Meta:
        verbose_name = _("pooled value of a measure")
        ordering = ["measure"]

    def __str__(self) -> str:
        return self.measure

    @property
    def change(self) -> float:
        """Reliable change between two ratings, by the reliability that was found."""
        total = math.hypot(self.sd, self.between_sd)
        return reliable_change(total, self.reliability)
