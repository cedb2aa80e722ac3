"""Words that mean the same: the editors' synonyms, and a term's names in several languages."""

import re
from collections.abc import Iterable, Iterator

from django.conf import settings

from gleanings.digest.models import ResearchType, Topic
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.models import SynonymSet
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


Synonyms = dict[str, list[tuple[Phrase, frozenset[Phrase]]]]
"""By the first word of a phrase, the phrases that begin so, each with all that means the same."""


def synonyms() -> Synonyms:
    """As the editors have them now."""
    return cached_until_change(_synonyms)


def is_known(folded: str) -> bool:
    """Whether the word is somebody's synonym."""
    return any(len(phrase) == 1 for phrase, _same in synonyms().get(folded, ()))


def _synonyms() -> Synonyms:
    found: Synonyms = {}
    for texts in _sets():
        # “no-show” is written as two words too, and as one
        spellings = {spelling for text in texts for spelling in (text, _HYPHEN.sub("", text))}
        same = frozenset().union(*map(stemmed, spellings))
        for phrase in frozenset().union(*map(phrases_of, spellings)):
            found.setdefault(phrase[0], []).append((phrase, same))
    return found


def _sets() -> Iterator[Iterable[str]]:
    for phrases in SynonymSet.objects.values_list("phrases", flat=True):
        yield phrases.splitlines()
    for model in (Topic, ResearchType):
        for term in model.objects.current().with_names():
            yield [_IN_BRACKETS.sub("", name.name) for name in term.names.all()]
