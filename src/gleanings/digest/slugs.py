"""What an address says of the words that it comes from."""

import re

from django.utils.text import slugify

LETTERS = [
    # “l’alliance” is two words, “client’s” and “don’t” are one
    (r"['’](?!(?:s|t|re|ve|ll|m|d)(?![a-z]))", "-"),
    ("œ", "oe"),
    ("Œ", "Oe"),
    ("æ", "ae"),
    ("Æ", "Ae"),
]
"""In the place of signs that an address would lose: a pattern, for Python and for the browser."""


def slug_of(words: str) -> str:
    """Empty where the words have no letter that an address takes."""
    for pattern, letters in LETTERS:
        words = re.sub(pattern, letters, words)
    return slugify(words)
