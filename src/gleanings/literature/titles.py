"""A title's key: the same for the same title, however it is printed."""

import hashlib
import re
import unicodedata
from functools import lru_cache

# what publishers put before the title of a retracted article
_MARK = re.compile(
    r"^\W*(?:retracted|withdrawn|removed)(?:\s+(?:article|chapter|paper))?\W*[:\]\-–—]\s*",
    re.IGNORECASE,
)


def title_words(title: str) -> list[str]:
    """Its words in lower case, without accents, punctuation and a mark of retraction."""
    plain = _MARK.sub("", title).casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", plain)


@lru_cache(maxsize=2_000)
def title_key(title: str) -> str:
    """32 hexadecimal digits; empty for a title without words."""
    words = "".join(title_words(title))
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest() if words else ""
