"""An article on the editor's desk."""

from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gleanings.digest.models import ResearchType, Summary, Topic
from gleanings.literature.models import Article


class Verdict(models.TextChoices):
    TAKE_UP = "take up", _("taken up")
    NOT_FOR_US = "not for us", _("not for us")
    LATER = "later", _("later")


class CandidateQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Nobody has decided on them yet."""
        return self.filter(verdict="")


class Candidate(models.Model):
    """An article that may be summarised.

    ``verdict`` is that of the last decision that stands, and empty while there is none. ``version``
    rises with every decision and every undoing, so that who decides on what he saw does not
    overwrite what a colleague decided since.
    """

    shows_nothing_new = True  # to readers

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="candidate")
    came_at = models.DateTimeField(_("came"), default=timezone.now, db_index=True)
    came_from = models.CharField(_("from"), max_length=200, blank=True)
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True)
    research_types = models.ManyToManyField(
        ResearchType, verbose_name=_("research types"), blank=True
    )
    verdict = models.CharField(
        _("decision"), max_length=10, choices=Verdict.choices, blank=True, default="", db_index=True
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    summary = models.ForeignKey(
        Summary,
        verbose_name=_("summary"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["-came_at", "-pk"]

    def __str__(self) -> str:
        return str(self.article)
