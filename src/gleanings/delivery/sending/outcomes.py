"""What the answers of a mail server, or of a provider's API, mean.

For the message, the address, and the whole mailing.

By class and detail of RFC 3463: 4 may pass by itself, 5 does not; x.1 is about the address, x.7 the
server's policy, which is about us.
"""

import re
import smtplib
from dataclasses import dataclass
from enum import Enum

import requests
from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused


class Meaning(Enum):
    LATER = "this message, later"
    BUSY = "the server closes the connection: this message, later, and then nothing for now"
    DROPPED = "nobody knows whether it arrived: this message, later"
    WAIT = "nothing for now: the server is away, is too busy, or does not let us in"
    GONE = "the address takes no mail"
    FULL = "the mailbox is full"
    REFUSED = "this message is not taken"


NOT_AGAIN = frozenset({Meaning.GONE, Meaning.FULL, Meaning.REFUSED})
"""What is sent again only when a person wants it."""


class ServerAwayError(Exception):
    """No connection came about, so nothing was sent."""


@dataclass(frozen=True)
class Refusal:
    meaning: Meaning
    answer: str
    """The server's words, or the system's."""


_PERMANENT = re.compile(r"\b5\d\d\b|\b5\.\d+\.\d+\b")
_DETAIL = re.compile(r"\b5\.(?!0\.0\b|5\.0\b)(\d+\.\d+)\b")
"""Not the two that stand for no detail: what they mean is in the words."""
_OF_THE_SENDER = {"1.7", "1.8"}
_SURELY_GONE = {"1.1", "1.2", "1.3", "1.6", "1.10", "4.1", "4.4", "4.310"}
"""The address or its domain is not known, as some say it."""
_GONE_IF_NOT_ABOUT_US = {"2.0", "2.1"}
_ADDRESS = re.compile(r"<[^<>\s]*>|\S+@\S+")
_ABOUT_US = re.compile(
    r"spam|block|black ?list|reputation|policy|denied|abuse|authenticat|\brelay|sender|\bspf\b|"
    r"dkim|dmarc|\brates?\b|limit|\bhelo\b|\behlo\b|\bip\b|score|not permitted|prohibit|"
    r"messages from",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"(?:unknown|no such|invalid|nonexist\w+|non-exist\w+|bad|unrout\w+|undeliverable|inactive|"
    r"disabled|closed)(?: local| destination| recipient'?s?)? "
    r"(?:user|mailbox|recipient|address|account|person|domain)"
    r"|(?:user|mailbox|recipient|address|account|domain|person)\b.{0,40}?"
    r"(?:unknown|not (?:be )?(?:found|known|exist|valid|listed|local|here|available)|unavailable|"
    r"(?:does|do)(?: not|n['’]t) exist|has been (?:disabled|closed|deleted|suspended)|"
    r"(?:is |was )?(?:disabled|inactive|invalid|closed|deleted|expired|suspended|nonexist\w*)|"
    r"isn['’]t (?:valid|known|here)|no longer|rejected: (?:undeliverable|unknown|user unknown))"
    r"|(?:no|not a(?: valid| known)?|not our) (?:mailbox|recipient|user|customer|account)\b"
    r"|not (?:a )?(?:valid|known) (?:mailbox|recipient|user|address)"
    r"|does(?: not|n['’]t) have an? .{0,20}account",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"\b5\.2\.2\b|mailbox (?:is )?full|(?:over|exceed\w*)\b.{0,25}quota|quota\b.{0,25}exceed|"
    r"insufficient (?:system )?storage",
    re.IGNORECASE,
)
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
        case AnymailRecipientsRefused():  # the provider mails the address no more
            why = error.response.text if error.response is not None else ""
            return Refusal(Meaning.GONE, _text(f"{error} {why}"))
        case AnymailAPIError():
            return Refusal(_of_the_api(error), words_of(error))
        case smtplib.SMTPException() | OSError():  # closed, or silent for too long
            return Refusal(Meaning.DROPPED, words_of(error))
    raise error


_NOT_FOR_NOW = frozenset({401, 402, 403, 429, 503})
"""The key is not right, it is not paid for, or it is too much for now (RFC 9110, 6585)."""


def _of_the_api(error: AnymailAPIError) -> Meaning:
    """A provider that answers nothing, or fails itself, may have taken the message."""
    status = error.status_code
    if status is None:
        is_away = isinstance(error, requests.ConnectionError)
        return Meaning.WAIT if is_away else Meaning.DROPPED
    if status in _NOT_FOR_NOW:
        return Meaning.WAIT
    return Meaning.DROPPED if status >= 500 or status < 400 else Meaning.REFUSED


def _of_the_address(code: int, words: str) -> Meaning:
    if code == 421:  # perhaps at this address alone, so that the others are tried before it again
        return Meaning.BUSY
    if code in _TEMPORARY:
        return Meaning.LATER
    answer = f"{code} {words}"
    if says_gone(answer):
        return Meaning.GONE
    return Meaning.FULL if _FULL.search(words) else Meaning.REFUSED


def says_gone(words: str) -> bool:
    """Whether a server's answer means that the address takes no mail any more.

    Not where the mailbox is full, or where it is the sender whom the server does not want. Where no
    code says which of them it is, the words have to say that there is nobody of that name.
    """
    if detail := _DETAIL.search(words):
        found = detail[1]
        if found in _SURELY_GONE:
            return True
        may_be = found.startswith("1.") and found not in _OF_THE_SENDER
        return (may_be or found in _GONE_IF_NOT_ABOUT_US) and not says_it_is_us(words)
    is_unknown = _PERMANENT.search(words) and _UNKNOWN.search(_ADDRESS.sub(" ", words))
    return bool(is_unknown) and not says_it_is_us(words)


def says_it_is_us(words: str) -> bool:
    """Whether the server does not want the sender, or not so much of it."""
    return bool(_ABOUT_US.search(_ADDRESS.sub(" ", words)))


def words_of(error: Exception) -> str:
    """The server's words, or the system's."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    return _text(str(error)) or type(error).__name__


def _said(code: int, words: bytes | str) -> str:
    return f"{code} {_text(words)}"


def _text(words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return " ".join(text.split())
