"""Words as search compares them: lower case, no accents, cut to their stem.

Index and query go through the same functions, so that “Thérapies”, “therapie” and “thérapie” meet.
Accents are taken off before the stem is cut: who leaves accents out gets the same stem.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from gleanings.reader.search.spellings import IRREGULAR, one_spelling

LONGEST_LETTERS = 3
"""Of letters that stand for a name, as ORS does, the last is not cut off."""

_STEMMERS = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "it": "italian", "nb": "norwegian", "nl": "dutch", "pt": "portuguese",
    "sv": "swedish",
}  # fmt: skip
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_JOINED = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)+")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’ʼ](?=..)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’ʼ]s$|['’ʼ]$", re.IGNORECASE)


class Word(NamedTuple):
    """A word of a text: as it is compared, as it is written, and where it stands."""

    folded: str
    shown: str
    start: int
    end: int


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """A word in lower case, without accents and ligatures."""
    return without_accents(text)


def without_accents(text: str) -> str:
    """A text in lower case, without accents and ligatures."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def words(text: str) -> Iterator[Word]:
    """The words of a text; “client’s” is “client”, “l’alliance” is “alliance”."""
    return (word for word in map(_word, _WORD.finditer(text)) if word.folded)


def _word(match: re.Match[str]) -> Word:
    shown, start = match[0], match.start()
    if shown.isalnum():
        return Word(fold(shown), shown, start, match.end())
    elision = _ELISION.match(shown)
    if elision:
        shown, start = shown[elision.end() :], start + elision.end()
    shown = _POSSESSIVE.sub("", shown)
    return Word(re.sub(r"['’ʼ]", "", fold(shown)), shown, start, start + len(shown))


class Words:
    """The words of a text, each taken apart when it is asked for: few of a text are."""

    def __init__(self, text: str) -> None:
        self._matches = list(_WORD.finditer(text))

    def __len__(self) -> int:
        return len(self._matches)

    def __getitem__(self, place: int) -> Word:
        return _word(self._matches[place])

    def beginning_with(self, initials: frozenset[str]) -> Iterator[int]:
        """The places of the words that may begin with one of these letters."""
        for place, match in enumerate(self._matches):
            shown = match[0]
            if shown[0].lower() in initials or not (shown.isascii() and shown.isalnum()):
                yield place


def joined_words(text: str) -> Iterator[str]:
    """“metaanalysis” of “meta-analysis”: some write it so."""
    for match in _JOINED.finditer(text):
        yield fold(re.sub(r"[-‐‑]", "", match[0]))


@lru_cache(maxsize=100_000)
def stem(folded: str, language: str) -> str:
    """The stem of a folded word; the word itself in a language without a stemmer."""
    stemmer = _stemmer(language)
    if stemmer is None or not folded.isalpha():
        return folded
    word = IRREGULAR.get(language, {}).get(folded, folded)
    if len(word) <= LONGEST_LETTERS:
        return word
    return str(fold(stemmer.stemWord(one_spelling(word, language))))


def stems(text: str, language: str) -> list[str]:
    return [stem(word.folded, language) for word in words(text)]


def _stemmer(language: str) -> "snowballstemmer.stemmer | None":
    """A new one each time: it holds the word that it works on, and threads would share it."""
    name = _STEMMERS.get(language.split("-")[0])
    return snowballstemmer.stemmer(name) if name else None
