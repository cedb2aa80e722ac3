"""Words that mean the same: the editors' synonyms, and a term's names in several languages."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings

from gleanings.digest.models import ResearchType, Topic
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.models import SAME, SynonymSet
from gleanings.reader.search.words import stem, words

Phrase = tuple[str, ...]
"""Stems that follow one another; a single word is a phrase of one."""

_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


def phrases_of(text: str) -> frozenset[Phrase]:
    """The words of a text in a row, as each language of the site cuts them, and as they are."""
    folded = tuple(word.folded for word in words(text))
    return stemmed(text) | {folded} if folded else frozenset()


def stemmed(text: str) -> frozenset[Phrase]:
    folded = [word.folded for word in words(text)]
    by_language = (tuple(stem(word, code) for word in folded) for code, _name in settings.LANGUAGES)
    return frozenset(filter(None, by_language))


class Others(NamedTuple):
    """What is looked for beside a phrase."""

    same: frozenset[Phrase]
    """Its names in other languages and in short: “bulimia”, “boulimie”."""
    near: frozenset[Phrase]
    """All of its set, those with the same meaning too: “eating disorder”, “anorexia”."""


Synonyms = dict[str, list[tuple[Phrase, Others]]]
"""By the first word of a phrase, the phrases that begin so, each with what stands for it."""


def synonyms() -> Synonyms:
    """As the editors have them now."""
    return cached_until_change(_synonyms)


def is_known(folded: str) -> bool:
    """Whether the word is somebody's synonym."""
    return any(len(phrase) == 1 for phrase, _others in synonyms().get(folded, ()))


def _synonyms() -> Synonyms:
    found: Synonyms = {}
    for lines in _sets():
        # “no-show” is written as two words too, and as one
        spelled = [
            {spelling for text in texts for spelling in (text, _HYPHEN.sub("", text))}
            for texts in lines
        ]
        by_line = [frozenset().union(*map(stemmed, spellings)) for spellings in spelled]
        near = frozenset().union(*by_line)
        for spellings, same in zip(spelled, by_line, strict=True):
            for phrase in frozenset().union(*map(phrases_of, spellings)):
                found.setdefault(phrase[0], []).append((phrase, Others(same, near)))
    return found


def _sets() -> Iterator[list[list[str]]]:
    """The lines of each set, each line the phrases of one meaning."""
    for phrases in SynonymSet.objects.values_list("phrases", flat=True):
        yield [line.split(SAME) for line in phrases.splitlines()]
    for model in (Topic, ResearchType):
        for term in model.objects.current().with_names():
            yield [[_IN_BRACKETS.sub("", name.name) for name in term.names.all()]]
