"""A mail as it goes out.

Fifty thousand mails of one issue differ in a key and a few headers. So the message is built once,
by the standard library, with marks for its two bodies; each subscriber's copy fills them in.
"""

import binascii
import re
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr

from django.core.mail import EmailMultiAlternatives

TEXT, HTML = "00000text0000000000000000body0000", "00000html0000000000000000body0000"
_NO_HEADER = re.compile(r"[\x00-\x1f\x7f]|[^\x00-\x7f]")


@dataclass(frozen=True)
class Letter:
    """What one person gets."""

    sender: str
    """Header *From*: a name and an address."""
    to: str
    subject: str
    text: str
    html: str
    message_id: str
    """Without angle brackets."""
    headers: dict[str, str] = field(default_factory=dict)

    def personal_headers(self) -> dict[str, str]:
        return {
            "To": self.to,
            "Message-ID": f"<{self.message_id}>",
            "Date": formatdate(),
            **self.headers,
        }

    def for_django(self) -> EmailMultiAlternatives:
        headers = {name: value for name, value in self.personal_headers().items() if name != "To"}
        message = EmailMultiAlternatives(
            self.subject, self.text, self.sender, [self.to], headers=headers
        )
        message.attach_alternative(self.html, "text/html")
        return message


class Envelope:
    """The parts that the letters of one sender and subject share, as bytes."""

    def __init__(self, sender: str, subject: str, headers: dict[str, str]) -> None:
        self.sender_address = parseaddr(sender)[1]
        message = EmailMessage(policy=SMTP)
        message["From"] = sender
        message["Subject"] = subject
        message.set_content(TEXT, charset="utf-8", cte="quoted-printable")
        message.add_alternative(HTML, subtype="html", charset="utf-8", cte="quoted-printable")
        # now only: with the second body those that begin with Content- would go to the first
        for name, value in headers.items():
            message[name] = value
        whole = message.as_bytes()
        self.head, _mark, rest = whole.partition(TEXT.encode())
        self.between, _mark, self.end = rest.partition(HTML.encode())

    def filled(self, letter: Letter) -> bytes:
        """The message. Raises ValueError for a header that would become two."""
        own = "".join(_header(*item) for item in letter.personal_headers().items())
        return b"".join(
            (
                own.encode("ascii"),
                self.head,
                quoted_printable(letter.text),
                self.between,
                quoted_printable(letter.html),
                self.end,
            )
        )


def _header(name: str, value: str) -> str:
    # these are not folded: addresses and links, short and in ASCII
    if _NO_HEADER.search(value) or len(value) > 900:
        raise ValueError(f"{name} cannot be a header: {value!r}")
    return f"{name}: {value}\r\n"


def quoted_printable(text: str) -> bytes:
    lines = text.rstrip("\n").replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    return binascii.b2a_qp(lines.encode(), istext=True)
