"""Citations of hundreds of authors, which are longer than the patterns are tried on at once.

The names stand before the year, the rest after it. The names are read a part at a time, so that the
whole takes time that grows as its length does.
"""

import re

from gleanings.literature.citations.dates import YEAR
from gleanings.literature.citations.names import NameList, read_names
from gleanings.literature.citations.parsed_citation import Name

# the patterns take the square of what they are tried on at worst; a citation of few authors, and
# the part of any after its year, is far shorter
LONGEST_CITATION = 3_000
_YEAR = re.compile(rf"[(\[]\s?{YEAR}[a-z]?\b[^()\[\]]{{0,40}}[)\]]")
_FIRST_NAMES = 600


def split_long(text: str) -> tuple[list[str], str] | None:
    """The people of a long citation in parts, and the rest from its year on.

    Nothing where no year in brackets stands, or no list of names before it: then it is another
    text.
    """
    year = _YEAR.search(text)
    if year is None:
        return None
    people, rest = text[: year.start()], text[year.start() :]
    parts = []
    begin = 0
    while len(people) - begin > LONGEST_CITATION:
        # between "Smith, J. A." and the next name
        end = people.rfind(".,", begin, begin + LONGEST_CITATION)
        if end < 0:
            return None
        parts.append(people[begin : end + 1])
        begin = end + 2
    return [*parts, people[begin:]], rest


def read_long_names(parts: list[str]) -> NameList:
    names: list[Name] = []
    unread: list[str] = []
    ellipsis_at = None
    for part in parts:
        read = read_names(part)
        if read.ellipsis_at is not None and ellipsis_at is None:
            ellipsis_at = len(names) + read.ellipsis_at
        names += read.names
        unread += read.unread
    return NameList(tuple(names), ellipsis_at, tuple(unread))


def with_first_names_only(text: str) -> str:
    """A long citation with a few of its authors, which looks like one as the whole does."""
    split = split_long(text)
    if split is None:
        return text
    people, rest = split
    end = people[0].rfind(".,", 0, _FIRST_NAMES)
    return f"{people[0][: end + 1]} {rest}" if end > 0 else f"{people[0]}{rest}"
