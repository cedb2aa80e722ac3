"""Names told from the words of a title that stand where names do."""

import re

from gleanings.literature.citations.names import GROUP_WORDS, PARTICLES, NameList
from gleanings.literature.citations.parsed_citation import Name

_LONGEST_GROUP = 150
# what stands in a name of no person and no group: quotes, figures, the end of a sentence
_OF_A_SENTENCE = re.compile(r"[\"“”«»:?!]|\b\d|[a-zà-ÿ]{3}[.?!]\s+\S|^(?:pp?|vol|nos?|n°)\b")
_GLUED_PARTICLE = re.compile(r"^(?:d|l|al|el|ibn|bin)['’\-]")


def without_words(people: NameList) -> NameList:
    """The names alone; what is made of a sentence's words ("predicting", "p. 15-37") is unread."""
    words = [at for at, name in enumerate(people.names) if not _could_be_a_name(name)]
    if not words:
        return people
    names = tuple(name for at, name in enumerate(people.names) if at not in words)
    ellipsis_at = people.ellipsis_at
    if ellipsis_at is not None:
        ellipsis_at -= sum(at < ellipsis_at for at in words)
    unread = (str(people.names[at]) for at in words)
    return NameList(names, ellipsis_at, (*people.unread, *unread))


def could_be_names(people: NameList) -> bool:
    return all(map(_could_be_a_name, people.names))


def _could_be_a_name(name: Name) -> bool:
    if name.literal and GROUP_WORDS.search(name.literal):
        return len(name.literal) <= _LONGEST_GROUP
    words = f"{name.given} {name.family} {name.literal}".split()
    small = [
        word
        for word in words
        if word[0].islower() and word not in PARTICLES and not _GLUED_PARTICLE.match(word)
    ]
    # some people write their own name in small letters, both words of it
    are_two = len(words) == 2 and len(small) == 2 and not name.literal
    return (not small or are_two) and not any(
        map(_OF_A_SENTENCE.search, (name.family, name.given, name.literal))
    )
