"""Where imported summaries came from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedPage(models.Model):
    """A saved page of an older blog, kept as it came, with the account of each of its lines."""

    filename = models.CharField(_("file"), max_length=300)
    sha256 = models.CharField(max_length=64, unique=True)
    imported_at = models.DateTimeField(_("imported"), auto_now_add=True)
    text = models.TextField(_("text"))
    reading = models.JSONField(_("what was read"), default=dict)

    class Meta:
        verbose_name = _("imported page")
        verbose_name_plural = _("imported pages")
        ordering = ["-imported_at"]

    def __str__(self) -> str:
        return self.filename


class ImportedEntry(models.Model):
    """One entry of an imported page, so that the same entry never comes in twice.

    ``summary`` is empty once an editor has deleted the summary that was made of it.
    """

    page = models.ForeignKey(ImportedPage, on_delete=models.CASCADE, related_name="entries")
    fingerprint = models.CharField(max_length=64, unique=True)
    summary = models.ForeignKey(
        "digest.Summary", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.summary or self.fingerprint)
