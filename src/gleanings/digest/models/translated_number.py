"""A number that a translation has otherwise than its original, and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class TranslatedNumber(models.Model):
    """Readers of the translation see the reason, as they see that of a finding."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="translated_numbers")
    original = models.CharField(_("in the original"), max_length=200, blank=True)
    translation = models.CharField(_("in the translation"), max_length=200, blank=True)
    acknowledgement = models.TextField(_("why it stands as it is"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("number in a translation")
        verbose_name_plural = _("numbers in translations")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "original", "translation"], name="one_reason_for_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.original} → {self.translation}"
