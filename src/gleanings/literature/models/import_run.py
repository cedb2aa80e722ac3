"""An import of records: which file, by whom, how far, and what became of each."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gleanings.literature.models.account import StoredAccount


class ImportRun(StoredAccount):
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
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("import of records")
        verbose_name_plural = _("imports of records")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.filename
