"""Who writes summaries."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Author(models.Model):
    name = models.CharField(_("name"), max_length=200)
    credentials = models.CharField(
        _("credentials"), max_length=200, blank=True, help_text=_("For example “PhD, C.Psych.”")
    )
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Shown to readers, if it is given.")
    )
    url = models.URLField(_("web page"), blank=True)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
