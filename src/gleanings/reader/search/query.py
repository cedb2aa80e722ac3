"""What a reader typed, taken apart: words, phrases, a DOI."""

import operator
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate

from django.conf import settings

from gleanings.literature.identifiers import split_off_doi
from gleanings.reader.search.stop_words import IN_QUESTIONS, QUESTIONS_BEGIN, STOP_WORDS
from gleanings.reader.search.synonyms import (
    Others,
    Phrase,
    is_known,
    phrases_of,
    synonyms,
)
from gleanings.reader.search.words import fold, joined_words, stem, words

MOST_CHARACTERS = 200
MOST_WORDS = 16
LONGEST_ABBREVIATION = 5

_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]*)[\"”“»]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True)
class Part:
    """One word or quoted phrase of the query: found where one of its phrases stands, or a synonym.

    The synonyms of words in a row are those of each of them.
    """

    shown: str
    phrases: frozenset[Phrase]
    """What was typed, in all its spellings."""
    same: frozenset[Phrase] = frozenset()
    """What means just that."""
    synonyms: frozenset[Phrase] = frozenset()
    """What stands for it at all, those with the same meaning too."""
    is_quoted: bool = False

    @property
    def folded(self) -> str:
        return fold(self.shown)

    @property
    def is_abbreviation(self) -> bool:
        """Letters that stand for a name: WAI, or any in capitals."""
        is_written_as_one = self.shown.isupper() and len(self.shown) <= LONGEST_ABBREVIATION
        return is_written_as_one or is_known(self.folded)


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
        query = replace(self, corrections={part.shown: word for part, word in likest.items()})
        return replace(query, parts=parse(query.with_corrections).parts)

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
    passed_over = STOP_WORDS | IN_QUESTIONS if _is_question(text) else STOP_WORDS
    telling = [part for part in single if part.folded not in passed_over]
    return dict.fromkeys([*filter(None, quoted), *(telling or ([] if any(quoted) else single))])


def _is_question(text: str) -> bool:
    first = next(words(text), None)
    return text.endswith("?") or (first is not None and first.folded in QUESTIONS_BEGIN)


def _quoted_part(text: str) -> Part | None:
    phrases = phrases_of(text)
    return Part(f"“{text.strip()}”", phrases, is_quoted=True) if phrases else None


def _single_words(text: str) -> list[Part]:
    """A part for each word; a neighbour that makes a compound, or a synonym, counts as well."""
    pieces = text.split()
    parts: list[Part] = []
    for piece in pieces:
        parts += _of_piece(piece)
    return _with_synonyms(_with_compounds(parts))


def _of_piece(piece: str) -> list[Part]:
    """“meta-analysis” is one part: the two words in a row, or the one word; “est-ce” is none."""
    found = list(words(piece))
    joined = list(joined_words(piece))
    says_something = any(word.folded not in STOP_WORDS for word in found)
    if len(joined) == 1 and len(found) > 1 and says_something:
        shown = piece[found[0].start : found[-1].end]
        return [Part(shown, phrases_of(shown) | _alternatives(joined[0]))]
    return [word_part(word.shown) for word in found]


def word_part(shown: str) -> Part:
    folded = fold(shown).replace("'", "").replace("’", "")
    return Part(shown, _alternatives(folded))


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
    """Each part with what means the same as the phrases that it belongs to.

    A phrase with a word in it that says nothing alone is looked for whole: “no show” not by “show”.
    """
    whole: list[set[Phrase]] = [set() for _part in parts]
    same: list[set[Phrase]] = [set() for _part in parts]
    near: list[set[Phrase]] = [set() for _part in parts]
    for in_words in (_as_one_word, _as_several_words):
        row = [(position, word) for position, part in enumerate(parts) for word in in_words(part)]
        for start, phrase, others in _longest_known([word for _position, word in row]):
            within = {position for position, _word in row[start : start + len(phrase)]}
            says_nothing = any(parts[position].folded in STOP_WORDS for position in within)
            for position in within:
                same[position] |= others.same
                near[position] |= others.near
                if says_nothing:
                    whole[position].add(phrase)
    return [
        replace(
            part,
            phrases=phrases,
            same=frozenset(same[position]) - phrases,
            synonyms=frozenset(near[position]) - phrases,
        )
        for position, part in enumerate(parts)
        for phrases in [frozenset(whole[position]) or part.phrases]
    ]


Spellings = set[str]
"""In which a word may stand in a phrase."""


def _as_one_word(part: Part) -> list[Spellings]:
    return [{phrase[0] for phrase in part.phrases if len(phrase) == 1}]


def _as_several_words(part: Part) -> list[Spellings]:
    """“cognitive-behavioural” is two words of a longer phrase."""
    longest = max(map(len, part.phrases))
    several = [phrase for phrase in part.phrases if len(phrase) == longest]
    return [set(spellings) for spellings in zip(*several, strict=True)]


Known = tuple[int, Phrase, Others]
"""Where a phrase begins, the phrase, and what stands for it."""


def _longest_known(row: list[Spellings]) -> list[Known]:
    """The phrases of the row that have synonyms, but those within another: CBT-I is not CBT."""
    known = synonyms()
    found = [
        (start, phrase, others)
        for start, spellings in enumerate(row)
        for word in spellings
        for phrase, others in known.get(word, ())
        if start + len(phrase) <= len(row) and all(map(operator.contains, row[start:], phrase))
    ]
    ends = [0] * len(row)
    for start, phrase, _others in found:
        ends[start] = max(ends[start], start + len(phrase))
    reached = [0, *accumulate(ends, max)]
    return [
        (start, phrase, others)
        for start, phrase, others in found
        if ends[start] == start + len(phrase) > reached[start]
    ]


def _or(part: Part, phrases: frozenset[Phrase]) -> Part:
    return replace(part, phrases=part.phrases | phrases)


def _alternatives(folded: str) -> frozenset[Phrase]:
    """A word's stem in every language of the site, and the word itself, as names are kept."""
    return frozenset({(folded,), *((stem(folded, code),) for code, _name in settings.LANGUAGES)})
