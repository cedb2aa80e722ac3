"""What somebody decided on a candidate."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gleanings.desk.models.candidate import Candidate, Verdict


class DecisionQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        return self.filter(undone_at=None)

    def last_of(self, user: Any) -> "Decision | None":
        """What this person decided last and can undo, within a day: an older one is looked for
        under *Show*, not undone by a slip of the finger. What another decision came after cannot
        be undone."""
        since = timezone.now() - dt.timedelta(days=1)
        later = self.standing().filter(
            candidate=models.OuterRef("candidate"), pk__gt=models.OuterRef("pk")
        )
        own = self.standing().filter(made_by=user, made_at__gte=since, along_with=None)
        own = own.exclude(models.Exists(later)).select_related("candidate__article")
        found: Decision | None = own.order_by("-pk").first()
        return found


class Decision(models.Model):
    """It stays when it is undone, or when another is made after it: the last that stands counts."""

    shows_nothing_new = True  # to readers

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="decisions")
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    along_with = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="along"
    )
    """The decision on a candidate of the same article, with which this one was made."""
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.verdict}"

    def began(self, summary: Any) -> bool:
        """Whether the draft is of this decision, and was not there before it."""
        first = summary.revisions.order_by("pk").first()
        return first is not None and first.created_at >= self.made_at

    @property
    def found_a_summary(self) -> bool:
        """Whether somebody had begun it before this decision was made."""
        summary = self.candidate.summary
        return summary is not None and not self.began(summary)
