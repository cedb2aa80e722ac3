"""A mail as it goes out.

Fifty thousand mails of one issue differ in a key and a few headers. So the message is written once,
by the standard library, with a mark in the place of each subscriber's key; a copy fills it in.
"""

import binascii
import re
from dataclasses import dataclass, field
from email.header import Header, decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, formatdate, parseaddr
from functools import cached_property

from anymail.message import AnymailMessage
from django.conf import settings

from gleanings.delivery.mail.links import SUBSCRIBER

TEXT, HTML = "00000text0000000000000000body0000", "00000html0000000000000000body0000"
MESSAGE_ID = "message_id"
"""What a provider keeps beside a message and says again in its reports."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Letter:
    """What many get. The mark of a subscriber's key may stand in the bodies and in ``personal``."""

    sender: str
    """Header *From*: a name and an address."""
    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)
    personal: dict[str, str] = field(default_factory=dict)
    """Headers that have the key in them."""

    @cached_property
    def return_path(self) -> str:
        """Where mail servers report to; a star in it stands for each message's own."""
        return settings.EMAIL_BOUNCES or parseaddr(self.sender)[1]

    @cached_property
    def parts(self) -> list[bytes]:
        """The message but for what only a copy has; a key belongs between each two of them.

        Raises ValueError for a header that would become two.
        """
        message = EmailMessage(policy=SMTP)
        message.set_content(TEXT, charset="utf-8", cte="quoted-printable")
        message.add_alternative(HTML, subtype="html", charset="utf-8", cte="quoted-printable")
        # now only: with the second body those that begin with Content- would go to the first
        for name, value in self.headers.items():
            message[name] = value
        own = [_header(*item) for item in self.personal.items()]
        own += [_from(self.sender), _folded("Subject", Header(self.subject, header_name="Subject"))]
        whole = "".join(own).encode() + message.as_bytes()
        whole = whole.replace(TEXT.encode(), quoted_printable(self.text))
        return whole.replace(HTML.encode(), quoted_printable(self.html)).split(SUBSCRIBER.encode())


@dataclass(frozen=True)
class Copy:
    """What one person gets."""

    letter: Letter
    to: str
    message_id: str
    """Without angle brackets."""
    key: str = SUBSCRIBER
    """The subscriber's; by itself the links lead nowhere."""

    @property
    def return_path(self) -> str:
        return self.letter.return_path.replace("*", self.message_id.partition("@")[0])

    def own_headers(self) -> dict[str, str]:
        return {"To": self.to, "Message-ID": f"<{self.message_id}>", "Date": formatdate()}

    def as_bytes(self) -> bytes:
        """Raises ValueError for a header that would become two."""
        own = "".join(_header(*item) for item in self.own_headers().items())
        return own.encode() + self.key.encode().join(self.letter.parts)

    def for_django(self) -> AnymailMessage:
        letter = self.letter
        headers = {**letter.headers, **letter.personal}
        headers = {name: self._filled(value) for name, value in headers.items()}
        own = {name: value for name, value in self.own_headers().items() if name != "To"}
        message = AnymailMessage(
            letter.subject,
            self._filled(letter.text),
            letter.sender,
            [self.to],
            headers={**own, **headers},
            metadata={MESSAGE_ID: self.message_id},
        )
        message.attach_alternative(self._filled(letter.html), "text/html")
        return message

    def _filled(self, text: str) -> str:
        return text.replace(SUBSCRIBER, self.key)


def _header(name: str, value: str) -> str:
    # these are not folded: addresses and links, short and in ASCII
    if _CONTROL.search(value) or not value.isascii() or len(value) > 900:
        raise ValueError(f"{name} cannot be a header: {value!r}")
    return f"{name}: {value}\r\n"


def _from(sender: str) -> str:
    name, address = parseaddr(sender)
    name = str(make_header(decode_header(name)))
    if name.isascii():
        header = Header(formataddr((name, address)), header_name="From")
    else:
        header = Header(name, "utf-8", header_name="From")
        header.append(f"<{address}>", "us-ascii")
    return _folded("From", header)


def _folded(name: str, value: Header) -> str:
    """A message folds its own so that words in UTF-8 come back with blanks more or less, and a name
    with a comma as two."""
    if _CONTROL.search(str(value)):
        raise ValueError(f"{name} cannot be a header: {str(value)!r}")
    return f"{name}: " + value.encode(linesep="\r\n") + "\r\n"


def quoted_printable(text: str) -> bytes:
    """Each mark of a key has a line of its own, where none of the coding's line ends divides it."""
    lines = text.rstrip("\n").replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    coded = [binascii.b2a_qp(part.encode(), istext=True) for part in lines.split(SUBSCRIBER)]
    return b"=\r\n%b=\r\n".replace(b"%b", SUBSCRIBER.encode()).join(coded)
