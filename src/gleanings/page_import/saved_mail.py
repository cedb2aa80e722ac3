"""A mail as mail programs save it (.eml): its words, out of the coding in which it was sent."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

# a coded mail says how it is coded, among the lines before the first blank one
_CODED = re.compile(
    rb"^(?:mime-version|content-transfer-encoding)\s*:", re.IGNORECASE | re.MULTILINE
)
_FIELD = re.compile(rb"[!-9;-~]+:.*\r?\n(?:[ \t].*\r?\n)*")
_LONGEST_HEAD = 60_000
# what browsers save of a page is written as a mail, too
_WEB_ARCHIVE = re.compile(
    rb"^(?:snapshot-content-location|from\s*:\s*<saved by)", re.IGNORECASE | re.M
)
_TOLD = ("From", "Date", "Subject")


def opened(data: bytes) -> bytes | None:
    """Who wrote it, when, about what, and its text, in UTF-8; None for what is no coded mail."""
    head = _head(data)
    if not head or not _CODED.search(head) or _WEB_ARCHIVE.search(head):
        return None
    message = message_from_bytes(data, policy=default)
    body = message.get_body(preferencelist=("plain", "html")) if _is_whole(message) else None
    if body is None:
        return None
    text = str(body.get_content()).replace("\r\n", "\n")
    if body.get_content_subtype() == "html":
        return text.encode("utf-8", errors="replace")
    told = [f"{name}: {str(message[name]).strip()}" for name in _TOLD if message[name]]
    return "\n".join([*told, "", text]).encode("utf-8", errors="replace")


def _head(data: bytes) -> bytes:
    """The fields before the first blank line, or nothing where something else stands there."""
    start = place = len(data) - len(data.lstrip())
    while found := _FIELD.match(data, place, start + _LONGEST_HEAD):
        place = found.end()
    ends = data[place : place + 2]
    return data[start:place] if ends[:1] == b"\n" or ends == b"\r\n" else b""


def _is_whole(message: object) -> bool:
    return isinstance(message, EmailMessage)
