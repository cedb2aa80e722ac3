"""What became of the records that something brought in, as it is stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_REFUSED = 1_000
"""So many faults are kept with their lines; all are counted."""


class StoredAccount(models.Model):
    """Counts, and the records that were refused or doubtful, as pairs of a line and why."""

    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    read = models.PositiveIntegerField(_("read"), default=0)
    new = models.PositiveIntegerField(_("new"), default=0)
    merged = models.PositiveIntegerField(_("merged"), default=0)
    doubtful = models.PositiveIntegerField(_("doubtful"), default=0)
    refused_count = models.PositiveIntegerField(_("refused"), default=0)
    refused = models.JSONField(default=list, blank=True)
    doubts = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True
