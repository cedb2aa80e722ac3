"""An article of the kind that the network looks for, to rank by before anything was taken up."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gleanings.literature.models import Article


class Example(models.Model):
    shows_nothing_new = True  # to readers

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="+")
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("example")
        verbose_name_plural = _("examples")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.article)
