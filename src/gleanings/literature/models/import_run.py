"""An import of records: which file, by whom, how far, and what became of each."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_REFUSED = 1_000
"""So many faults are kept with their lines; all are counted."""


class ImportRun(models.Model):
    """One file of records. ``position`` is how many of its records and faults are done."""

    shows_nothing_new = True  # to readers

    filename = models.CharField(_("file"), max_length=300)
    # where an upload waits until it is done; empty for a file that a command read
    stored_as = models.CharField(max_length=300, blank=True, default="", editable=False)
    format = models.CharField(_("format"), max_length=20, blank=True, default="")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("by"),
    )
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(_("read"), default=0)
    new = models.PositiveIntegerField(_("new"), default=0)
    merged = models.PositiveIntegerField(_("merged"), default=0)
    doubtful = models.PositiveIntegerField(_("doubtful"), default=0)
    refused_count = models.PositiveIntegerField(_("refused"), default=0)
    refused = models.JSONField(default=list, blank=True)
    doubts = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("import of records")
        verbose_name_plural = _("imports of records")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.filename
