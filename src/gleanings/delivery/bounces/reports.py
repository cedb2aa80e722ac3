"""What mail servers report: a message that did not arrive (RFC 3464), a complaint (RFC 5965)."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, Message
from typing import Any

_OWN_ID = re.compile(r"\+([0-9a-f]{32})@")
_MESSAGE_ID = re.compile(r"^Message-ID:\s*<([^<>\s]+)>", re.I | re.M)
_SENT_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To")


@dataclass(frozen=True)
class Report:
    """One that was given up, of which the sender hears no more."""

    message_id: str
    """Of the message, without angle brackets; empty where the report does not say."""
    local_part: str
    """What stands before the @ in it, from the address that the report came to; or empty."""
    words: str
    """Its status and the server's answer, or what kind of complaint it is."""
    is_complaint: bool = False
    """The reader called it spam."""


def is_report(content: bytes) -> bool:
    """Whether a mail server wrote it."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    return message.get_content_type() == "multipart/report"


def read_report(content: bytes) -> Report | None:
    """None for any other mail, and for what is only late."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    if message.get_content_type() != "multipart/report":
        return None
    if kind := _complaint(message):
        return Report(_message_id(message), _from_the_address(message), kind, is_complaint=True)
    for block in _recipients(message):
        if _text(block, "Action").lower() == "failed":
            answer = _text(block, "Diagnostic-Code").partition(";")[2].strip()
            words = f"{_text(block, 'Status')} {answer}".strip()
            return Report(_message_id(message), _from_the_address(message), words[:500])
    return None


_COMPLAINTS = frozenset({"abuse", "fraud", "opt-out"})
"""A report of “not-spam” says the opposite, one of “auth-failure” nothing of the reader."""


def _complaint(message: EmailMessage) -> str:
    """What kind of complaint it is; empty where it is none."""
    for part in message.walk():
        if part.get_content_type() == "message/feedback-report":
            block = email.message_from_string(part.as_string().partition("\n\n")[2])
            kind = _text(block, "Feedback-Type").lower()
            return f"complaint: {kind}" if kind in _COMPLAINTS else ""
    return ""


def _recipients(message: EmailMessage) -> "Iterator[Message[Any, Any]]":
    """The blocks of header lines, one for each recipient; ours had one."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (block for block in part.iter_parts() if "Final-Recipient" in block)


def _message_id(message: EmailMessage) -> str:
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            return _of_headers(part.get_content())
        if kind == "message/rfc822":
            return _of_headers(part.as_string().partition("\n\n")[2])
    return ""


def _of_headers(text: str) -> str:
    """As it is written: the standard library's reader of this header fails on a broken one."""
    found = _MESSAGE_ID.search(text.partition("\n\n")[0].replace("\r\n", "\n"))
    return found[1] if found else ""


def _from_the_address(message: EmailMessage) -> str:
    for name in _SENT_TO:
        for value in message.get_all(name, []):
            if found := _OWN_ID.search(str(value)):
                return found[1]
    return ""


def _text(message: "Message[Any, Any]", name: str) -> str:
    return " ".join(str(message.get(name, "")).split())
