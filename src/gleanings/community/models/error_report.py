"""What a reader says is wrong in a summary or a synthesis."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gleanings.community.models.answered_by_mail import AnsweredByMail, AnsweredByMailQuerySet
from gleanings.digest.models import Correction

LONGEST = 2000


class ReportState(models.TextChoices):
    NEW = "new", _("new")
    CORRECTED = "corrected", _("corrected")
    NOTHING = "nothing", _("nothing to correct")


class ErrorReportQuerySet(AnsweredByMailQuerySet):
    def new(self) -> Self:
        return self.filter(state=ReportState.NEW)


class ErrorReport(AnsweredByMail):
    """Only editors read it. Neither name nor hour nor the address of a machine is kept."""

    shows_nothing_new = True  # to readers

    kind = models.CharField(max_length=20)
    """What it is about, as `gleanings.reader.readables` knows it, with ``key``."""
    key = models.CharField(max_length=100)
    title = models.CharField(_("about"), max_length=500)
    """As the reader had it."""
    words = models.TextField(_("what is wrong"), max_length=LONGEST)
    day = models.DateField(_("day"), default=timezone.localdate)
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState.choices, default=ReportState.NEW
    )
    answer = models.TextField(_("answer"), max_length=LONGEST, blank=True)
    correction = models.ForeignKey(
        Correction,
        verbose_name=_("correction"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    """What readers were told, where they were."""
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported error")
        verbose_name_plural = _("reported errors")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state"], name="error_reports_by_state"),
            models.Index(fields=["day"], name="error_reports_of_a_day"),
        ]

    def __str__(self) -> str:
        return self.title
