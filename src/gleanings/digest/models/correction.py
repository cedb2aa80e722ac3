"""What was corrected in a summary after it was online."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Correction(models.Model):
    """A note that readers see: what was wrong, and what is right. It never changes.

    Translations and aliases show their original's; a translation has its own beside.
    """

    summary = models.ForeignKey(
        "digest.Summary", on_delete=models.CASCADE, related_name="corrections"
    )
    made_at = models.DateTimeField(default=timezone.now)
    text = models.TextField(_("correction"))
    """The whole note."""
    remark = models.TextField(blank=True)
    """What the editor says in own words, beside the changes."""
    changes = models.JSONField(default=list)
    """What it said (``before``) and says now (``after``), in the words of then; one of the two is
    empty where something was added or taken out. None of corrections of before version 0.13."""
    language = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A published correction does not change.")
        super().save(*args, **kwargs)

    @property
    def day(self) -> dt.date:
        return timezone.localdate(self.made_at)
