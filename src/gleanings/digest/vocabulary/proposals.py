"""Topics and research types proposed for an article or a summary from its words.

Plain rules over a readable vocabulary (`digest/vocabulary/*_words.toml`), so that an editor can
see why a topic was proposed: the score of a term is the sum over its words of
weight x place x occurrences, the occurrences counted up to a limit in each place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from gleanings.digest.vocabulary.terms import research_types, words_of
from gleanings.literature.citations import ParsedCitation

# how much a word counts by where it stands, and how often it counts there at most
_TITLE, _ARTICLE, _TEXT, _IMPLICATIONS = (3.0, 1), (2.0, 1), (1.0, 3), (1.0, 2)
_TOPIC_THRESHOLD = 5.0
_TYPE_THRESHOLD = 4.0
_MOST_TOPICS = 5
_MOST_TYPES = 2
# a term far behind the first is mentioned, and is not what the entry is about
_NEAR_FIRST_TOPIC = 0.2
_NEAR_FIRST_TYPE = 0.5


class Named(Protocol):
    """Anything with a slug and a name: a topic of this package, or of the database."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...


class Worded(Protocol):
    """An article or a summary as far as its words go."""

    @property
    def title(self) -> str: ...
    @property
    def article(self) -> ParsedCitation | None: ...
    @property
    def text(self) -> str: ...
    @property
    def implications(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Words:
    """Words that are no summary yet: an article's title and abstract."""

    title: str
    text: str = ""
    article: ParsedCitation | None = None
    implications: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Place:
    text: str
    lower: str
    factor: float
    limit: int


@dataclass(frozen=True)
class _Places:
    """The places of an entry, and all that stands in them in small letters."""

    of: list[_Place]
    lower: str


@dataclass(frozen=True)
class Proposal:
    """A proposed term with its score, and the words that spoke for it, the strongest first."""

    slug: str
    name: str
    score: float
    because: tuple[str, ...]


def propose_topics(entry: Worded, topics: Iterable[Named]) -> list[Proposal]:
    """The topics that the entry's words speak for, best first, at most five.

    A topic that the vocabulary does not know (an editor's own) is looked for by its name.
    "Miscellaneous" is proposed where nothing else is.
    """
    known = words_of("topics")
    places = _places(entry)
    listed = list(topics)
    proposals = []
    for topic in listed:
        words = known[topic.slug].weights if topic.slug in known else {topic.name.lower(): 3.0}
        proposals.append(_proposal(places, topic, words))
    ranked = _ranked(proposals, _TOPIC_THRESHOLD, _NEAR_FIRST_TOPIC)[:_MOST_TOPICS]
    if ranked:
        return ranked
    return [Proposal(t.slug, t.name, 0.0, ()) for t in listed if t.slug == "miscellaneous"]


def propose_types(entry: Worded, types: Iterable[Named] | None = None) -> list[Proposal]:
    """The research types that the entry's words speak for, best first, at most two."""
    known = words_of("research_types")
    places = _places(entry)
    proposals = [
        _proposal(places, kind, known[kind.slug].weights)
        for kind in (research_types() if types is None else types)
        if kind.slug in known
    ]
    return _ranked(proposals, _TYPE_THRESHOLD, _NEAR_FIRST_TYPE)[:_MOST_TYPES]


def _ranked(proposals: list[Proposal], threshold: float, near: float) -> list[Proposal]:
    """Those above the threshold and near the first; equal scores keep the order of the list."""
    ranked = sorted(proposals, key=lambda proposal: -proposal.score)
    first = ranked[0].score if ranked else 0.0
    return [p for p in ranked if p.score >= max(threshold, near * first)]


def _proposal(places: _Places, term: Named, words: dict[str, float]) -> Proposal:
    scores: dict[str, float] = {}
    for word, weight in words.items():
        # hundreds of words are looked for, and few are there: spare the slower search
        if _stem(word) not in places.lower:
            continue
        if score := weight * _presence(word, places):
            scores[word] = score
    because = sorted(scores, key=lambda word: -scores[word])
    return Proposal(term.slug, term.name, round(sum(scores.values()), 2), tuple(because))


def _places(entry: Worded) -> _Places:
    article = entry.article
    texts = (
        (entry.title, _TITLE),
        (f"{article.title} {_chapter_words(article)}" if article else "", _ARTICLE),
        (entry.text, _TEXT),
        (" ".join(entry.implications), _IMPLICATIONS),
    )
    places = [_Place(text, text.lower(), *weights) for text, weights in texts if text]
    return _Places(places, "\n".join(place.lower for place in places))


def _presence(word: str, places: _Places) -> float:
    pattern, as_written = _pattern(word)
    return sum(
        place.factor
        * min(place.limit, len(pattern.findall(place.text if as_written else place.lower)))
        for place in places.of
    )


@cache
def _stem(word: str) -> str:
    """The longest run of letters that every spelling of the word has in common."""
    return max(re.split(r"[*?\s-]", word.lower()), key=len)


def _chapter_words(article: ParsedCitation) -> str:
    """A chapter is one by its citation, whatever its title says."""
    return "in this chapter" if article.type == "chapter" else ""


@cache
def _pattern(word: str) -> tuple[re.Pattern[str], bool]:
    """What finds a word, and whether in the text as it is written; else in small letters."""
    # abbreviations mean what they say in capitals only: "NICE" and "nice"
    as_written = word.rstrip("*").isupper()
    parts = re.split(r"([*?\s-])", word if as_written else word.lower())
    signs = {"*": r"\w*", "?": r"\w", " ": r"\s+", "-": r"[\s\-‐–]?", "": ""}
    head = re.escape(parts[0])
    body = "".join(signs.get(part, re.escape(part)) for part in parts[1:])
    # letters first: a pattern that begins with them is found by a much faster search
    return re.compile(rf"{head}(?<!\w{head}){body}(?!\w)"), as_written
