"""Rich text as the plain text that search looks in, blocks kept apart."""

import re
from html import unescape

_INLINE = re.compile(r"</?(?:a|abbr|b|em|i|span|strong|sub|sup)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_END_OF_HEADING = re.compile(r"</h\d>", re.IGNORECASE)


def plain_text(html: str) -> str:
    """One line of text; a word that is partly in italics stays one word."""
    blocks = _END_OF_HEADING.sub(" — ", _INLINE.sub("", html))
    return " ".join(unescape(_TAG.sub(" ", blocks)).split())
