"""An address that somebody gave to hear of one thing, for as long as that takes."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AnsweredByMailQuerySet(models.QuerySet[Any]):
    def due(self, now: dt.datetime | None = None) -> Self:
        """Those that a mail is to be sent to now."""
        return self.exclude(address="").filter(mail_due__lte=now or timezone.now())


class AnsweredByMail(models.Model):
    """The address is given by choice, used for one mail, and erased with it."""

    address = models.EmailField(_("mail address"), blank=True)
    language = models.CharField(max_length=20)
    """That in which it was written, and in which the mail is."""
    mail_due = models.DateTimeField(null=True, editable=False)
    """When the answer is to be sent, or tried again; None where there is nothing to send."""
    answered_on = models.DateField(null=True)

    class Meta:
        abstract = True

    def forget_address(self) -> None:
        self.address, self.mail_due = "", None
        self.save(update_fields=["address", "mail_due"])
