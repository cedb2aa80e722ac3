"""Which findings belong to a question."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from gleanings.digest.models import Finding
from gleanings.synthesis.models.question import Question


class Inclusion(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    INCLUDED = "included", _("belongs")
    EXCLUDED = "excluded", _("does not belong")


class IncludedFindingQuerySet(models.QuerySet[Any]):
    def included(self) -> Self:
        return self.filter(inclusion=Inclusion.INCLUDED)

    def readable(self) -> Self:
        """Of findings that readers may see."""
        return self.filter(finding__in=Finding.objects.published().values("pk"))


class IncludedFinding(models.Model):
    """A finding that was proposed for a question, and what an editor said of it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="memberships")
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="+")
    inclusion = models.CharField(
        max_length=10, choices=Inclusion.choices, default=Inclusion.PROPOSED
    )
    reason = models.CharField(
        _("reason"),
        max_length=300,
        blank=True,
        help_text=_("Why it does not belong. Readers see it."),
    )
    subgroup = models.CharField(_("subgroup"), max_length=100, blank=True)

    objects = IncludedFindingQuerySet.as_manager()

    class Meta:
        unique_together = [("question", "finding")]

    def __str__(self) -> str:
        return f"{self.finding} ({self.get_inclusion_display()})"
