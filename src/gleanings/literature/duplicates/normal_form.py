"""A record as the comparison needs it: each field in one spelling."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gleanings.literature.duplicates.titles import (
    is_generic,
    kind_of_title,
    numbers,
    plain_title,
    tells_of_an_erratum,
)
from gleanings.literature.identifiers import normalise_doi
from gleanings.literature.titles import plain

_NOBODY = {"anonymous", "anon", "no authors listed", "no author", "unknown", "et al", "and others"}
_SMALL_WORDS = {
    "of",
    "the",
    "and",
    "in",
    "for",
    "on",
    "a",
    "an",
    "de",
    "la",
    "le",
    "et",
    "des",
    "du",
}
_AFTER_JOURNAL = re.compile(r"[.:=/(\[].*$", re.DOTALL)
_VOLUME = re.compile(
    r"\s*(?:vol(?:ume)?\.?\s*)?(\d+)\s*(?:\(([^)]+)\)|((?:suppl?|pt|part|no)\b.*))?", re.IGNORECASE
)
_NUMBER_WORD = re.compile(r"\b(?:no|number|issue|nr)\b\.?", re.IGNORECASE)
_SUPPLEMENT = re.compile(r"\bsuppl(?:ement)?\b\s*")
_LENGTH = re.compile(r"\b\d+\s*p(?:p|ages)?\b\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NormalForm:
    """What two records are compared by; an empty field says nothing.

    `people` is the number of authors, `names` the words of their names that are longer than an
    initial, `first_author` those of the first. `has_erratum` where the title says so. Pages are
    digits without letters, the last page written out (`943-5` ends on 945).
    """

    id: str
    title: str
    kind: str
    has_erratum: bool
    is_generic: bool
    title_numbers: tuple[str, ...]
    year: int | None
    people: int
    names: frozenset[str]
    first_author: frozenset[str]
    journal: tuple[str, ...]
    volume: str
    number: str
    first_page: str
    last_page: str
    doi: str
    pmid: str
    abstract: str


def normal_form(
    id: str,
    *,
    title: str = "",
    authors: Iterable[str] = (),
    year: str | int | None = None,
    journal: str = "",
    volume: str = "",
    number: str = "",
    pages: str = "",
    doi: str = "",
    pmid: str = "",
    abstract: str = "",
) -> NormalForm:
    """`authors` one name each, in any order of its parts."""
    words = plain_title(title)
    people = [name for name in map(plain, authors) if name and name not in _NOBODY]
    first_page, last_page = _pages(pages)
    volume, number = _volume_and_number(volume, number)
    return NormalForm(
        id=id,
        title=words,
        kind=kind_of_title(title),
        has_erratum=tells_of_an_erratum(title),
        is_generic=is_generic(words),
        title_numbers=tuple(numbers(words)),
        year=_year(year),
        people=len(people),
        names=frozenset(word for name in people for word in _long_words(name)),
        first_author=frozenset(_long_words(people[0])) if people else frozenset(),
        journal=_journal(journal),
        volume=volume,
        number=number,
        first_page=first_page,
        last_page=last_page,
        doi=(doi and normalise_doi(doi)) or "",
        pmid="".join(filter(str.isdigit, pmid)).lstrip("0"),
        abstract=plain(abstract[:600]),
    )


def _long_words(name: str) -> list[str]:
    return [word for word in name.split() if len(word) > 1]


def _year(text: str | int | None) -> int | None:
    found = re.search(r"(?:1[5-9]|20)\d\d", str(text or ""))
    return int(found[0]) if found else None


def _journal(name: str) -> tuple[str, ...]:
    words = plain(_AFTER_JOURNAL.sub("", name.replace(". ", " ").strip(" .")) or name).split()
    return tuple(word for word in words if word not in _SMALL_WORDS)


def _volume_and_number(volume: str, number: str) -> tuple[str, str]:
    """`35 Suppl 1` is volume 35, number supplement 1; a supplement is a number of its own."""
    if found := _VOLUME.match(volume):
        volume, number = found[1].lstrip("0"), number or found[2] or found[3] or ""
    return plain(volume), _number(number)


def _number(number: str) -> str:
    words = plain(_NUMBER_WORD.sub("", number))
    return _SUPPLEMENT.sub("s", words).replace(" ", "").lstrip("0")


def _pages(pages: str) -> tuple[str, str]:
    found = re.findall(r"\d+", _LENGTH.sub("", pages))
    if not found:
        return "", ""
    first = found[0].lstrip("0")
    last = found[1].lstrip("0") if len(found) > 1 else first
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last
