"""Where imported summaries came from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedPage(models.Model):
    """A saved page of an older blog, kept as it came, with the account of each of its lines."""

    shows_nothing_new = True  # to readers

    filename = models.CharField(_("file"), max_length=300)
    sha256 = models.CharField(max_length=64, unique=True)
    imported_at = models.DateTimeField(_("imported"), auto_now_add=True)
    text = models.TextField(_("text"))
    reading = models.JSONField(_("what was read"), default=dict)
    # how it is to be stored: publish, month, add_topics, language
    options = models.JSONField(default=dict)
    # what came into being with it, by model and key, for taking it back
    made = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("imported page")
        verbose_name_plural = _("imported pages")
        ordering = ["-imported_at"]

    def __str__(self) -> str:
        return self.filename

    @property
    def waiting(self) -> models.QuerySet["ImportedEntry"]:
        """The entries that were read and are not yet stored, in order."""
        return self.entries.filter(waits=True).order_by("number")


class ImportedEntry(models.Model):
    """One entry of an imported page, so that the same entry never comes in twice.

    ``summary`` is empty while it ``waits`` to be stored, and once an editor has deleted the summary
    that was made of it. ``revision`` is that of the summary as it came in.
    """

    shows_nothing_new = True  # to readers

    page = models.ForeignKey(ImportedPage, on_delete=models.CASCADE, related_name="entries")
    fingerprint = models.CharField(max_length=64, unique=True)
    summary = models.ForeignKey(
        "digest.Summary", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    number = models.PositiveIntegerField(default=0)
    reading = models.JSONField(default=dict)
    waits = models.BooleanField(default=False, db_index=True)
    revision = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return str(self.summary or self.fingerprint)
