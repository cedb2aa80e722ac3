"""Why a record stands where it stands: the words that count for and against it, in its own text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gleanings.desk.ranking.features import WORD, columns_of
from gleanings.desk.ranking.function_words import FUNCTION_WORDS

MOST_SAID = 8
_LITTLE = 0.1
"""A word that counts less than this share of the strongest is not worth saying."""

Weights = Mapping[int, float]
"""The weight of a term by its column, positive for what was taken up."""


@dataclass(frozen=True)
class Counted:
    """A word or a pair of words of a text, and how much it counts."""

    words: str
    weight: float


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; ``weight`` is 0 where it does not count."""

    text: str
    weight: float


def words_that_count(text: str, weights: Weights, most: int = MOST_SAID) -> list[Counted]:
    """Each once, the strongest first; a word within a pair that counts more is not said again.

    Function words and pairs with one count too, but are not said.
    """
    found: dict[str, Counted] = {}
    words = [match[0] for match in WORD.finditer(text)]
    alone, pairs = columns_of([word.lower() for word in words])
    said = [(word, weights.get(int(c), 0.0)) for word, c in zip(words, alone, strict=True)]
    said += [
        (f"{first} {second}", weights.get(int(column), 0.0))
        for first, second, column in zip(words, words[1:], pairs, strict=False)
    ]
    for phrase, weight in said:
        if weight and FUNCTION_WORDS.isdisjoint(phrase.lower().split()):
            found.setdefault(phrase.lower(), Counted(phrase, weight))
    ranked = sorted(found.values(), key=lambda one: -abs(one.weight))
    least = _LITTLE * abs(ranked[0].weight) if ranked else 0.0
    chosen: list[Counted] = []
    for one in ranked:
        if len(chosen) == most or abs(one.weight) < least:
            break
        if not any(re.search(rf"\b{re.escape(one.words)}\b", c.words, re.I) for c in chosen):
            chosen.append(one)
    return chosen


def pieces(text: str, counted: list[Counted]) -> list[Piece]:
    """The text in stretches, those of the words that count apart; together they are the text."""
    weight_of = {one.words.lower(): one.weight for one in counted}
    if not weight_of:
        return [Piece(text, 0.0)] if text else []
    longest_first = sorted(weight_of, key=len, reverse=True)
    # whatever stood between two words of a pair stands there still
    spelled = (r"\W+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE)
    made, end = [], 0
    for match in pattern.finditer(text):
        phrase = " ".join(WORD.findall(match[0].lower()))
        made.append(Piece(text[end : match.start()], 0.0))
        made.append(Piece(match[0], weight_of.get(phrase, 0.0)))
        end = match.end()
    made.append(Piece(text[end:], 0.0))
    return [piece for piece in made if piece.text]
