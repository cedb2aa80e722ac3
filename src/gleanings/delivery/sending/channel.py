"""The ways that mail goes out: one connection to a mail server, Django's other backends, a folder.

The settings choose, as for every other mail of the site. All raise what `refusal_of` understands.
"""

import smtplib
from contextlib import suppress
from typing import Any, Protocol

from django.conf import settings
from django.core.mail import get_connection

from gleanings.delivery import sender
from gleanings.delivery.mail.letter import Copy
from gleanings.delivery.sending.outcomes import ServerAwayError, words_of

SMTP = "django.core.mail.backends.smtp.EmailBackend"
CONSOLE = "django.core.mail.backends.console.EmailBackend"
MESSAGES_A_CONNECTION = 100
"""Many servers close after so many, and a new one costs little."""
MESSAGES_STEP_BY_STEP = 1000
"""So many go without extensions after a message that went with them came to grief."""
NOT_UNDERSTOOD = (500, 502, 503, 504)


class Channel(Protocol):
    def send(self, copy: Copy) -> None: ...

    def close(self) -> None: ...


def open_channel() -> Channel:
    if settings.EMAIL_BACKEND == SMTP:
        return ServerChannel()
    if settings.EMAIL_BACKEND == CONSOLE and sender.may_subscribe():
        return FolderChannel()
    return BackendChannel()


class ServerChannel:
    """Django opens the connection, signs in and encrypts; it is kept for many messages."""

    def __init__(self) -> None:
        self.backend: Any = None
        self.sent = 0
        self.step_by_step = 0
        """How many messages more go without extensions: some servers offer what they cannot do."""

    def send(self, copy: Copy) -> None:
        content = copy.as_bytes()
        server = self._server()
        self.sent += 1
        try:
            if self.step_by_step:
                server.sendmail(copy.return_path, [copy.to], content)
                self.step_by_step -= 1
            else:
                _send(server, copy.return_path, copy.to, content)
        except NotUnderstoodError:
            # the message was not taken, and what else the server made of it nobody knows
            self.close()
            self.step_by_step = MESSAGES_STEP_BY_STEP
            self.send(copy)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
            # the connection is as good as before, unless the server said that it closes
            if "421" in str(error):
                self.close()
            raise
        except Exception:
            self.close()
            self.step_by_step = MESSAGES_STEP_BY_STEP
            raise

    def _server(self) -> smtplib.SMTP:
        if self.backend is not None and self.sent >= MESSAGES_A_CONNECTION:
            self.close()
        if self.backend is None:
            backend: Any = get_connection(SMTP)
            try:
                backend.open()
            except (smtplib.SMTPException, OSError) as error:
                with suppress(Exception):  # where signing in failed it is open, half
                    backend.close()
                raise ServerAwayError(words_of(error)) from error
            self.backend, self.sent = backend, 0
        server: smtplib.SMTP = self.backend.connection
        return server

    def close(self) -> None:
        backend, self.backend = self.backend, None
        if backend is not None:
            with suppress(Exception):  # what is closed need not say goodbye
                backend.close()


class NotUnderstoodError(Exception):
    """The server does not know what it offered, and has not taken the message."""


def _send(server: smtplib.SMTP, sender: str, to: str, content: bytes) -> None:
    """As ``sendmail``, with fewer waits for the server's answers where it takes several commands at
    once (RFC 2920): two of four, and one where it takes a message without a go-ahead (RFC 3030).

    Raises what ``sendmail`` raises, and NotUnderstoodError.
    """
    server.ehlo_or_helo_if_needed()
    if not server.has_extn("pipelining"):
        server.sendmail(sender, [to], content)
        return
    envelope = f"MAIL FROM:<{sender}>\r\nRCPT TO:<{to}>\r\n".encode("ascii")
    if server.has_extn("chunking"):
        server.send(b"%bBDAT %d LAST\r\n%b" % (envelope, len(content), content))
        of_sender, of_recipient, of_data = (server.getreply() for _command in range(3))
    else:
        of_sender, of_recipient, of_data = _send_after_go_ahead(server, envelope, content)
    is_taken = of_sender[0] == 250 and of_recipient[0] in (250, 251)
    if is_taken and of_data[0] == 250:
        return
    first_refusal = of_sender if of_sender[0] != 250 else of_data if is_taken else of_recipient
    if first_refusal[0] in NOT_UNDERSTOOD:
        raise NotUnderstoodError
    server.rset()
    if of_sender[0] != 250:
        raise smtplib.SMTPSenderRefused(*of_sender, sender)
    if not is_taken:
        raise smtplib.SMTPRecipientsRefused({to: of_recipient})
    raise smtplib.SMTPDataError(*of_data)


Reply = tuple[int, bytes]


def _send_after_go_ahead(
    server: smtplib.SMTP, envelope: bytes, content: bytes
) -> tuple[Reply, Reply, Reply]:
    server.send(envelope + b"DATA\r\n")
    of_sender, of_recipient, of_data = (server.getreply() for _command in range(3))
    if of_data[0] == 354:
        if of_sender[0] == 250 and of_recipient[0] in (250, 251):
            server.send(content.replace(b"\r\n.", b"\r\n..") + b"\r\n.\r\n")
        else:  # it waits for a message that nobody gets
            server.send(b".\r\n")
        of_data = server.getreply()
    return of_sender, of_recipient, of_data


class BackendChannel:
    """Any other of Django's backends: a provider's, or that of tests. It is kept open."""

    def __init__(self) -> None:
        self.backend: Any = None

    def send(self, copy: Copy) -> None:
        if self.backend is None:
            self.backend = get_connection()
            self.backend.open()
        try:
            self.backend.send_messages([copy.for_django()])
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        backend, self.backend = self.backend, None
        if backend is not None:
            backend.close()


class FolderChannel:
    """On a site without a mail server each mail is a file, which the desk shows."""

    def send(self, copy: Copy) -> None:
        folder = sender.mail_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = copy.message_id.partition("@")[0]
        (folder / f"{name}.eml").write_bytes(copy.as_bytes())

    def close(self) -> None:
        pass
