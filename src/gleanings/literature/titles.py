"""A title's key: the same for the same title, however it is printed."""

import hashlib
import re
import unicodedata

# what publishers put before the title of a retracted article
_MARK = re.compile(
    r"^\W*(?:retracted|withdrawn|removed)(?:\s+(?:article|chapter|paper))?\W*[:\]\-–—]\s*",
    re.IGNORECASE,
)


def title_words(title: str) -> list[str]:
    """Its words in lower case, without accents, punctuation and a mark of retraction."""
    plain = unicodedata.normalize("NFKD", _MARK.sub("", title)).casefold()
    return re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))


def title_key(title: str) -> str:
    """32 hexadecimal digits; empty for a title without words."""
    words = "".join(title_words(title))
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest() if words else ""
