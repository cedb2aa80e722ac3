"""What a mail server's answers mean for the message, the address, and the whole mailing.

By class and detail of RFC 3463: 4 may pass by itself, 5 does not; x.1 is about the address, x.7 the
server's policy, which is about us.
"""

import re
import smtplib
from dataclasses import dataclass
from enum import Enum


class Meaning(Enum):
    LATER = "this message, later"
    DROPPED = "nobody knows whether it arrived: this message, later"
    WAIT = "nothing for now: the server is away, is too busy, or does not let us in"
    GONE = "the address takes no mail"
    REFUSED = "this message is not taken"


class ServerAwayError(Exception):
    """No connection came about, so nothing was sent."""


@dataclass(frozen=True)
class Refusal:
    meaning: Meaning
    answer: str
    """The server's words, or the system's."""


_PERMANENT = re.compile(r"\b5\d\d\b|\b5\.\d+\.\d+\b")
_DETAIL = re.compile(r"\b5\.(?!0\.0\b)(\d+\.\d+)\b")
_OF_THE_SENDER = {"1.7", "1.8"}
_GONE_BY_OTHER_NAMES = {"2.0", "2.1", "4.1", "4.4"}
"""The mailbox is closed; the address or its domain is not known, as some say it."""
_ABOUT_US = re.compile(r"spam|block|black ?list|reputation|policy|denied|abuse|authenticat", re.I)
_TEMPORARY = range(400, 500)


def refusal_of(error: Exception) -> Refusal:
    """Of what smtplib or the network raised. Raises it again if it is neither's."""
    match error:
        case ServerAwayError():
            return Refusal(Meaning.WAIT, str(error))
        case smtplib.SMTPRecipientsRefused():
            ((code, words),) = error.recipients.values()
            return Refusal(_of_the_address(code, _text(words)), _said(code, words))
        case smtplib.SMTPSenderRefused():
            return Refusal(Meaning.WAIT, _said(error.smtp_code, error.smtp_error))
        case smtplib.SMTPResponseException():
            is_temporary = error.smtp_code in _TEMPORARY
            meaning = Meaning.LATER if is_temporary else Meaning.REFUSED
            return Refusal(meaning, _said(error.smtp_code, error.smtp_error))
        case smtplib.SMTPException() | OSError():  # closed, or silent for too long
            return Refusal(Meaning.DROPPED, words_of(error))
    raise error


def _of_the_address(code: int, words: str) -> Meaning:
    if code == 421:  # the server closes: nothing is wrong with the address
        return Meaning.WAIT
    if code in _TEMPORARY:
        return Meaning.LATER
    return Meaning.GONE if says_gone(f"{code} {words}") else Meaning.REFUSED


def says_gone(words: str) -> bool:
    """Whether a server's answer means that the address takes no mail any more.

    Not where the mailbox is full, or where it is the sender whom the server does not want.
    """
    if detail := _DETAIL.search(words):
        found = detail[1]
        is_of_the_address = found.startswith("1.") and found not in _OF_THE_SENDER
        return is_of_the_address or found in _GONE_BY_OTHER_NAMES
    return bool(_PERMANENT.search(words)) and not _ABOUT_US.search(words)


def words_of(error: Exception) -> str:
    """The server's words, or the system's."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def _said(code: int, words: bytes | str) -> str:
    return f"{code} {_text(words)}"


def _text(words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return " ".join(text.split())
