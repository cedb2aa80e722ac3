"""Titles in plain words, and a key: the same for the same title, however it is printed."""

import hashlib
import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "λ": "lambda"}
    | {"μ": "mu", "ω": "omega", "&": " and ", "’": "'", "+": " plus "}
)
_WORDS = re.compile(r"[^\W_]+")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
RETRACTED = "RETRACTED: "
"""What our own exports put before the title of a retracted article; PubMed writes it so too."""
# what publishers put before the title of a retracted article
_MARK = re.compile(
    r"^\W*(?:(?:retracted|withdrawn|removed)(?:\s+(?:article|chapter|paper))?"
    r"|(?:article|chapitre)\s+rétracté|publication\s+rétractée)\W*[:.\]\-–—]\s*",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Small letters and digits without accents, one space between words."""
    text = text.lower().translate(_LETTERS)
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return " ".join(_WORDS.findall(text))


def without_mark(title: str) -> str:
    """The title without a mark of its retraction."""
    return _MARK.sub("", title)


@lru_cache(maxsize=2_000)
def title_key(title: str) -> str:
    """32 hexadecimal digits; empty for a title without words."""
    words = plain(without_mark(title)).replace(" ", "")
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest() if words else ""
