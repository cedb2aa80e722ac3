"""A mailbox that gets what mail servers send back, read by IMAP."""

import imaplib
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.conf import settings

from gleanings.delivery.bounces.account import take_in
from gleanings.delivery.bounces.reports import read_report

AT_ONCE = 500
SECONDS = 20.0


class MailboxError(Exception):
    """The mailbox cannot be read; says why."""


def read_what_came_back() -> int:
    """How many mails of ours did not arrive. Nothing is deleted; what was read is marked so.

    Raises MailboxError.
    """
    if not settings.EMAIL_BOUNCE_MAILBOX:
        return 0
    try:
        reports = map(read_report, _unread(settings.EMAIL_BOUNCE_MAILBOX))
        return sum(take_in(report) for report in reports if report is not None)
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxError(str(error)) from error


def _unread(address: str) -> Iterator[bytes]:
    """Each is marked as read once it was dealt with."""
    parts = urlsplit(address)
    kind = imaplib.IMAP4_SSL if parts.scheme == "imaps" else imaplib.IMAP4
    port = parts.port or (993 if parts.scheme == "imaps" else 143)
    with kind(parts.hostname or "", port, timeout=SECONDS) as box:
        box.login(unquote(parts.username or ""), unquote(parts.password or ""))
        box.select(unquote(parts.path.strip("/")) or "INBOX")
        _answer, found = box.search(None, "UNSEEN")
        for number in found[0].split()[:AT_ONCE]:
            _answer, rows = box.fetch(number, "(BODY.PEEK[])")
            if isinstance(rows[0], tuple):
                yield rows[0][1]
            box.store(number, "+FLAGS", r"(\Seen)")
