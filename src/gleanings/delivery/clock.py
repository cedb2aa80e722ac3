"""What the clock does: send what is due, and forget what nobody confirmed."""

import datetime as dt

from django.utils import timezone

from gleanings.delivery.alerts import begin_alerts
from gleanings.delivery.mail.links import DAYS_A_LINK_HOLDS
from gleanings.delivery.mailings import end_for_deleted, go_on_where_online
from gleanings.delivery.models import LinkRequest
from gleanings.delivery.sending.worker import Worker

SECONDS = 240.0
"""``gleanings tick`` has more to do than to send; it comes again."""


class MailWaitsError(Exception):
    """The mail server takes nothing for now."""


def tick() -> None:
    """Raises MailWaitsError with the server's words; the mail stays where it is."""
    forget_old_requests()
    begin_alerts()
    end_for_deleted()
    go_on_where_online()
    worker = Worker()
    worker.run(SECONDS)
    if worker.trouble:
        raise MailWaitsError(worker.trouble)


def forget_old_requests() -> None:
    """An address that nobody confirmed is kept no longer than its link."""
    before = timezone.now() - dt.timedelta(days=DAYS_A_LINK_HOLDS)
    old = LinkRequest.objects.filter(created_at__lt=before)
    if old.exists():
        old.delete()
