"""Study-level data that an editor uploaded for a question."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gleanings.synthesis.models.question import Question


class UploadQuerySet(models.QuerySet[Any]):
    def taken(self) -> Self:
        return self.filter(taken_at__isnull=False)

    def waiting(self) -> Self:
        return self.filter(taken_at=None)


class Upload(models.Model):
    """One table of an editor's: what was read of it, and what was refused and why.

    Until the editor takes it in, ``rows`` hold what was read and no effect is made of them; then
    ``taken_at`` is set and ``rows`` are empty.
    """

    shows_nothing_new = True  # readers see the synthesis that follows

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="uploads")
    filename = models.CharField(_("file"), max_length=300)
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)
    rows = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    refused = models.JSONField(default=list)
    """Rows that were left out: number, cells, reasons."""

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.filename


class StudyEffect(models.Model):
    """One row: an effect of one study, on the question's analysis scale, and where it is from.

    ``cluster`` names the study: rows that share it depend on each other. ``given`` are the numbers
    as the table has them.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="effects")
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="effects")
    number = models.PositiveIntegerField(_("row"))
    label = models.CharField(_("study"), max_length=300)
    citation = models.TextField(_("citation"), blank=True)
    doi = models.CharField(_("DOI"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    cluster = models.CharField(max_length=300)
    subgroup = models.CharField(_("subgroup"), max_length=100, blank=True)
    n = models.PositiveIntegerField(_("people (n)"), null=True)
    yi = models.FloatField()
    vi = models.FloatField()
    given = models.JSONField(default=dict)
    place = models.CharField(_("place in the article"), max_length=100, blank=True)
    notes = models.JSONField(default=list)

    class Meta:
        ordering = ["upload", "number"]

    def __str__(self) -> str:
        return self.label
