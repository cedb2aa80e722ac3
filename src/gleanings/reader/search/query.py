"""What a reader typed, taken apart: words, phrases, a DOI."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.conf import settings

from gleanings.literature.identifiers import split_off_doi
from gleanings.reader.search.stop_words import STOP_WORDS
from gleanings.reader.search.synonyms import synonyms
from gleanings.reader.search.words import fold, joined_words, stem, words

MOST_CHARACTERS = 200
MOST_WORDS = 16
LONGEST_ABBREVIATION = 5

Phrase = tuple[str, ...]
"""Stems that follow one another; a single word is a phrase of one."""

_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]*)[\"”“»]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True)
class Part:
    """One word or quoted phrase of the query: found where one of its phrases stands."""

    shown: str
    phrases: frozenset[Phrase]
    is_quoted: bool = False

    @property
    def folded(self) -> str:
        return fold(self.shown)

    @property
    def is_abbreviation(self) -> bool:
        """Letters that stand for a name: WAI, or any in capitals."""
        is_written_as_one = self.shown.isupper() and len(self.shown) <= LONGEST_ABBREVIATION
        return is_written_as_one or (self.folded,) in _known_phrases()


@dataclass(frozen=True)
class Query:
    """All parts are looked for together. ``left_out`` is what was too much to look for."""

    text: str = ""
    parts: tuple[Part, ...] = ()
    doi: str = ""
    left_out: str = ""
    corrections: dict[str, str] = field(default_factory=dict)
    """Of misspelt words, what was looked for instead."""

    def __bool__(self) -> bool:
        return bool(self.parts or self.doi)

    def corrected(self, likest: dict[Part, str]) -> "Query":
        """With other words in the place of misspelt ones."""
        parts = tuple(word_part(likest[part]) if part in likest else part for part in self.parts)
        corrections = {part.shown: word for part, word in likest.items()}
        return replace(self, parts=parts, corrections=corrections)

    @property
    def with_corrections(self) -> str:
        """The text as it was looked for."""
        text = self.text
        for word, other in self.corrections.items():
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", other, text)
        return text


def parse(typed: str) -> Query:
    """The query that was typed; whatever was typed gives one, if perhaps an empty one."""
    clean = " ".join(_CONTROL.sub(" ", typed).split())
    text = clean[:MOST_CHARACTERS]
    left_out = clean[MOST_CHARACTERS:]
    doi, rest = split_off_doi(text)
    if doi:
        return Query(text=text, parts=tuple(_parts(rest)), doi=doi, left_out=left_out)
    parts = list(_parts(text))
    if len(parts) > MOST_WORDS:
        left_out = " ".join([*(part.shown for part in parts[MOST_WORDS:]), left_out]).strip()
    return Query(text=text, parts=tuple(parts[:MOST_WORDS]), left_out=left_out)


def _parts(text: str) -> Iterable[Part]:
    quoted = [_quoted_part(match) for match in _QUOTED.findall(text)]
    single = _single_words(_QUOTED.sub(" ", text))
    telling = [part for part in single if part.folded not in STOP_WORDS]
    return dict.fromkeys([*filter(None, quoted), *(telling or ([] if any(quoted) else single))])


def _quoted_part(text: str) -> Part | None:
    phrases = _phrases(text)
    return Part(f"“{text.strip()}”", phrases, is_quoted=True) if phrases else None


def _single_words(text: str) -> list[Part]:
    """A part for each word; a neighbour that makes a compound, or a synonym, counts as well."""
    pieces = text.split()
    parts: list[Part] = []
    for piece in pieces:
        parts += _of_piece(piece)
    return _with_compounds(_with_synonyms(parts))


def _of_piece(piece: str) -> list[Part]:
    """“meta-analysis” is one part: the two words in a row, or the one word; “est-ce” is none."""
    found = list(words(piece))
    joined = list(joined_words(piece))
    says_something = any(word.folded not in STOP_WORDS for word in found)
    if len(joined) == 1 and len(found) > 1 and says_something:
        shown = piece[found[0].start : found[-1].end]
        return [Part(shown, _phrases(shown) | _alternatives(joined[0]))]
    return [word_part(word.shown) for word in found]


def word_part(shown: str) -> Part:
    return Part(shown, _alternatives(fold(shown).replace("'", "").replace("’", "")))


def _with_compounds(parts: list[Part]) -> list[Part]:
    """“drop out” is also found as “dropout”."""
    parts = list(parts)
    for position in range(len(parts) - 1):
        first, second = parts[position], parts[position + 1]
        if "-" in first.shown + second.shown:
            continue
        both = _alternatives(first.folded + second.folded)
        parts[position] = _or(first, both)
        parts[position + 1] = _or(parts[position + 1], both)
    return parts


def _with_synonyms(parts: list[Part]) -> list[Part]:
    parts = list(parts)
    for same in _synonym_phrases():
        for length in sorted({len(phrase) for phrase in same}, reverse=True):
            for start in range(len(parts) - length + 1):
                run = parts[start : start + length]
                if any(_spells(run, phrase) for phrase in same if len(phrase) == length):
                    parts[start : start + length] = [_or(part, same) for part in run]
    return parts


def _spells(run: list[Part], phrase: Phrase) -> bool:
    return all((word,) in part.phrases for part, word in zip(run, phrase, strict=True))


@lru_cache(maxsize=1)
def _synonym_phrases() -> list[frozenset[Phrase]]:
    return [frozenset().union(*map(_phrases, same)) for same in synonyms()]


@lru_cache(maxsize=1)
def _known_phrases() -> frozenset[Phrase]:
    return frozenset().union(*_synonym_phrases())


def _or(part: Part, phrases: frozenset[Phrase]) -> Part:
    return replace(part, phrases=part.phrases | phrases)


def _alternatives(folded: str) -> frozenset[Phrase]:
    """A word's stem in every language of the site, and the word itself, as names are kept."""
    return frozenset({(folded,), *((stem(folded, code),) for code, _name in settings.LANGUAGES)})


def _phrases(text: str) -> frozenset[Phrase]:
    folded = [word.folded for word in words(text)]
    by_language = (tuple(stem(word, code) for word in folded) for code, _name in settings.LANGUAGES)
    return frozenset(phrase for phrase in (tuple(folded), *by_language) if phrase)
