"""A mailbox that gets what mail servers send back, read by IMAP or POP3."""

import imaplib
import poplib
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings

from gleanings.delivery.bounces.account import take_in
from gleanings.delivery.bounces.reports import is_report, read_report

AT_ONCE = 500
SECONDS = 20.0
# one letter with a longer line, which POP3 allows none of, would keep all others from being read
setattr(poplib, "_MAXLINE", 1_000_000)  # noqa: B010


class MailboxError(Exception):
    """The mailbox cannot be read; says why."""


def read_what_came_back() -> int:
    """How many mails of ours did not arrive; each report is taken in once.

    By IMAP nothing is deleted: what was read is marked so. POP3 knows no marks, so the reports that
    were read are deleted, and nothing else is. Raises MailboxError.
    """
    if not settings.EMAIL_BOUNCE_MAILBOX:
        return 0
    try:
        reports = map(read_report, _unread(settings.EMAIL_BOUNCE_MAILBOX))
        return sum(take_in(report) for report in reports if report is not None)
    except (imaplib.IMAP4.error, poplib.error_proto, OSError) as error:
        raise MailboxError(str(error)) from error


def _unread(address: str) -> Iterator[bytes]:
    parts = urlsplit(address)
    match parts.scheme:
        case "imaps" | "imap":
            return _by_imap(parts)
        case "pop3s" | "pop3":
            return _by_pop3(parts)
    raise MailboxError(
        "GLEANINGS_EMAIL_BOUNCE_MAILBOX begins with imaps:// or pop3s://, not with "
        f"“{parts.scheme}”."
    )


def _by_imap(parts: SplitResult) -> Iterator[bytes]:
    """Each is marked as read once it was dealt with."""
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


def _by_pop3(parts: SplitResult) -> Iterator[bytes]:
    """The newest first, lest letters that stay there hide them; a report is deleted once it was
    dealt with."""
    kind = poplib.POP3_SSL if parts.scheme == "pop3s" else poplib.POP3
    port = parts.port or (995 if parts.scheme == "pop3s" else 110)
    box = kind(parts.hostname or "", port, timeout=SECONDS)
    with closing(box):
        box.user(unquote(parts.username or ""))
        box.pass_(unquote(parts.password or ""))
        try:
            number, _size = box.stat()
            for newest in range(number, max(0, number - AT_ONCE), -1):
                _answer, lines, _size = box.retr(newest)
                content = b"\r\n".join(lines)
                yield content
                if is_report(content):
                    box.dele(newest)
        finally:
            box.quit()  # only now is it deleted
