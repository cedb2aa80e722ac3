"""The phrases that an editor gives for the sentence that a clinician would say."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gleanings.evidence.report import PlainPhrases


class PlainlyTold(models.Model):
    """See `evidence.report.plain_sentences` for how each is set into a sentence."""

    plain_subject = models.CharField(
        _("who, in the plural"),
        max_length=150,
        blank=True,
        default="",
        help_text=_("“clients with a stronger alliance”, “clients in group therapy”"),
    )
    plain_outcome = models.CharField(
        _("what they tended to do"), max_length=150, blank=True, default=""
    )
    plain_comparison = models.CharField(
        _("than whom"),
        max_length=150,
        blank=True,
        default="",
        help_text=_("Of a comparison: “clients on a waiting list”."),
    )
    plain_one = models.CharField(
        _("one of them"),
        max_length=150,
        blank=True,
        default="",
        help_text=_("For two people side by side: “the one with the stronger alliance”."),
    )

    class Meta:
        abstract = True

    @property
    def plain_phrases(self) -> PlainPhrases:
        return PlainPhrases(
            self.plain_subject, self.plain_outcome, self.plain_comparison, self.plain_one
        )
