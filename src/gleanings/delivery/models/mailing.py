"""What is sent to whoever asked for it: an issue, what came later, and alerts."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from gleanings.delivery.models.subscriber import Subscriber, new_key
from gleanings.digest.models import Issue


class Kind(models.TextChoices):
    ISSUE = "issue", _("issue")
    SUMMARY = "summary", _("summary")
    RETRACTION = "retraction", _("retraction")
    MISTAKE = "mistake", _("retraction that was a mistake")
    CHANGE = "change", _("changed answer")


ALERTS = (Kind.RETRACTION, Kind.CHANGE)
"""For those who asked for alerts. Of a mistake all are told who were told of the retraction."""

URGENT = (Kind.RETRACTION, Kind.MISTAKE)
"""They go out before what else waits."""

GATHERED = dt.timedelta(minutes=15)
"""What is added to an issue within so long comes in one mail."""


class MailingQuerySet(models.QuerySet["Mailing"]):
    def under_way(self) -> Self:
        """Neither finished nor paused."""
        return self.filter(finished_at=None, paused_at=None)

    def to_be_prepared(self, now: dt.datetime | None = None) -> Self:
        """Those whose deliveries are to be written; what is added to an issue is gathered first."""
        began = (now or timezone.now()) - GATHERED
        gathering = models.Q(kind=Kind.SUMMARY, created_at__gt=began)
        return self.under_way().filter(prepared_at=None).exclude(gathering)


class Mailing(models.Model):
    """One for each thing that is sent, however often it is published.

    It is written in the transaction of the publication; its deliveries are written by whichever
    worker comes first, all in one transaction.
    """

    shows_nothing_new = True  # to readers

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    about = models.UUIDField()
    """The translation key of the page, or the first; of a changed answer, a key of the change."""
    page = models.ForeignKey(
        Page, verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(_("title"), max_length=255)
    contents = models.JSONField(default=list)
    """The translation keys of the summaries that it tells of, as far as anybody may read them. What
    goes online in the issue joins them until the deliveries are written, and not after."""
    told = models.JSONField(default=dict)
    """Of a changed answer: the keys of its ``topics``, its ``words`` in each language, and by what
    its ``question`` and ``version`` are known."""
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    prepared_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(_("paused"), null=True)
    pause_reason = models.CharField(max_length=500, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    objects = MailingQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "about"], name="mailed_once")]

    def __str__(self) -> str:
        """An issue's month, and of a changed answer the question, in the language of who looks."""
        if self.kind == Kind.ISSUE:
            issue = Issue.objects.filter(translation_key=self.about).first()
            return str(issue.get_admin_display_title()) if issue else self.title
        words = self.told.get("words", {}).get(get_language(), {})
        return str(words.get("question", self.title))

    def pause(self, reason: str = "") -> None:
        Mailing.objects.filter(pk=self.pk, paused_at=None, finished_at=None).update(
            paused_at=timezone.now(), pause_reason=reason[:500]
        )

    def resume(self) -> None:
        Mailing.objects.filter(pk=self.pk).update(paused_at=None, pause_reason="")

    def counts(self) -> Mapping[str, int]:
        """How many deliveries are in each state."""
        rows = self.deliveries.order_by().values_list("state").annotate(n=models.Count("pk"))
        found = dict(rows)
        return {state: found.get(state, 0) for state in State.values}


class Edition(models.Model):
    """What a mailing says to those of one language and one choice, as it was sent.

    After a correction there is another. ``subject``, ``text`` and ``html`` are the same for all but
    for the key in their links (see :mod:`gleanings.delivery.mail.links`).
    """

    shows_nothing_new = True  # to readers

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="editions")
    key = models.CharField(max_length=32, unique=True, default=new_key)
    language = models.CharField(_("language"), max_length=20)
    summaries = models.JSONField(default=list)
    """The primary keys of the summaries in it, in order."""
    digest = models.CharField(max_length=64)
    """Of all that is said, so that the same is stored once."""
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField()
    html = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailing", "digest"], name="edition_stored_once")
        ]

    def __str__(self) -> str:
        return self.subject


class State(models.TextChoices):
    """Where a delivery stands."""

    QUEUED = "queued", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("refused")
    BOUNCED = "bounced", _("came back")
    SUPPRESSED = "suppressed", _("not sent")


OPEN = (State.QUEUED, State.SENDING)
"""A mailing is finished when none is left of these."""


class Delivery(models.Model):
    """One mailing to one subscriber. These rows are the queue that workers take from.

    One is written after each message, so it has no index that it can do without.

    ``message_id`` is fixed when the row is written: what has to be sent again after a crash bears
    the same, and mail systems show it once.
    """

    shows_nothing_new = True  # to readers

    mailing = models.ForeignKey(
        Mailing, on_delete=models.CASCADE, related_name="deliveries", db_index=False
    )
    subscriber = models.ForeignKey(
        Subscriber, null=True, on_delete=models.SET_NULL, related_name="deliveries"
    )
    """None once the person was erased."""
    edition = models.ForeignKey(
        Edition, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(null=True, default=timezone.now)
    """While it is being sent: when another worker may take it for left behind. None when all is
    done."""
    worker = models.CharField(max_length=32, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    answer = models.CharField(_("the mail server’s answer"), max_length=500, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(fields=["mailing", "subscriber"], name="delivered_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "sending"], next_try__isnull=False)
                | models.Q(state__in=["sent", "failed", "bounced", "suppressed"], next_try=None),
                name="open_deliveries_are_due",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try", "id"],
                condition=models.Q(next_try__isnull=False),
                name="deliveries_due",
            ),
            models.Index(fields=["mailing", "state"], name="deliveries_by_state"),
        ]

    def __str__(self) -> str:
        return self.message_id


def new_message_id(domain: str) -> str:
    """Without its angle brackets."""
    return f"{secrets.token_hex(16)}@{domain}"
