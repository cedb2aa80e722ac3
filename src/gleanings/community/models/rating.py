"""What readers answer."""

from typing import TYPE_CHECKING, Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries.fields import CountryField

from gleanings.digest.models import Summary

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LOWEST, HIGHEST = 1, 7


class Profession(models.TextChoices):
    """In the order in which a form lists them."""

    PSYCHOLOGIST = "psychologist", _("psychologist")
    PSYCHOTHERAPIST = "psychotherapist", _("psychotherapist or counsellor")
    SOCIAL_WORKER = "social_worker", _("social worker")
    PHYSICIAN = "physician", _("psychiatrist or other physician")
    NURSE = "nurse", _("nurse")
    STUDENT = "student", _("student or trainee")
    RESEARCHER = "researcher", _("researcher or teacher")
    OTHER = "other", _("something else")


class Use(models.TextChoices):
    """What a reader means to do; `NO_CLIENTS` is outside of the question."""

    YES = "yes", pgettext_lazy("will you use it?", "Yes")
    PERHAPS = "perhaps", pgettext_lazy("will you use it?", "Perhaps")
    NO = "no", pgettext_lazy("will you use it?", "No")
    NO_CLIENTS = "no_clients", _("I do not see clients")


class RatingQuerySet(models.QuerySet["Rating"]):
    def told(self) -> Self:
        """Those of which readers are told."""
        return self.filter(held=False, shown=True)

    def waiting(self) -> Self:
        """Those that readers will be told of within the hour."""
        return self.filter(held=False, shown=False)


def _on_the_scale(words: "StrOrPromise") -> Any:
    return models.PositiveSmallIntegerField(
        words,
        null=True,
        blank=True,
        validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)],
    )


class Renewal(models.Model):
    """When readers were last told of new ratings; there is one row."""

    shows_nothing_new = True

    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.at.isoformat()


class Rating(models.Model):
    """What one reader says of one summary, in whatever language it was read.

    Neither name, address nor time is kept, but the day. The key is made of the summary and of a
    number that the reader's browser keeps, so that an answer can be changed there; nobody can tell
    by it which answers to different summaries come from one reader.
    """

    shows_nothing_new = True  # at once: see `gleanings.community.rating.shown`

    summary = models.ForeignKey(
        Summary, verbose_name=_("summary"), on_delete=models.CASCADE, related_name="ratings"
    )
    key = models.CharField(max_length=64, editable=False)
    day = models.DateField(_("day"), default=timezone.localdate)
    relevance = _on_the_scale(_("relevant to my practice"))
    """1 to 7; None of who says that it is outside of his field."""
    newness = _on_the_scale(_("new to me"))
    will_use = models.CharField(
        _("will you use it?"), max_length=10, choices=Use.choices, blank=True
    )
    with_whom = models.CharField(_("with whom?"), max_length=200, blank=True)
    note = models.TextField(_("a note to the editor"), max_length=1000, blank=True)
    profession = models.CharField(
        _("profession"), max_length=20, choices=Profession.choices, blank=True
    )
    country = CountryField(_("country"), blank=True)
    held = models.BooleanField(_("held back"), default=False)
    """Too many came at once: an editor decides whether they count."""
    let = models.BooleanField(default=False, editable=False)
    """Whether an editor let it count."""
    shown = models.BooleanField(default=False, editable=False)
    """Whether readers are told of it."""

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(fields=["summary", "key"], name="one_rating_of_a_reader")
        ]
        indexes = [
            models.Index(fields=["summary", "day"], name="ratings_of_a_day"),
            models.Index(
                fields=[
                    *("summary", "held", "shown", "relevance", "profession", "newness"),
                    "will_use",
                ],
                name="ratings_told",
            ),
            models.Index(
                fields=["shown"], condition=models.Q(shown=False), name="ratings_not_shown"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.summary_id}, {self.day.isoformat()}"
