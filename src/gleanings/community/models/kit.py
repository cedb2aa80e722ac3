"""What an editor makes of the material for a journal club that stands beside a page."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

QUESTIONS = 5


class JournalClubKit(models.Model):
    """Of a summary or a collection. What is made from data is made anew each time it is shown; the
    row has what an editor put in its place, and whether readers see it."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=100)
    """A summary or collection, as `gleanings.reader.readables` knows it."""
    texts = models.JSONField(default=dict)
    """By language, ``asked``, ``questions`` (a list) and ``plan`` (a list of lines); each by
    choice."""
    is_public = models.BooleanField(_("readers see it"), default=False)
    seen_at = models.DateTimeField(null=True)
    """When an editor last looked through it and let it stand."""

    class Meta:
        verbose_name = _("journal-club kit")
        verbose_name_plural = _("journal-club kits")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_kit_of_a_page")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"

    def own(self, language: str) -> dict[str, Any]:
        found: dict[str, Any] = self.texts.get(language) or {}
        return found

    def let_stand(self, *, is_public: bool) -> None:
        self.is_public, self.seen_at = is_public, timezone.now()
        self.save()
