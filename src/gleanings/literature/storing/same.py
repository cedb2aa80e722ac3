"""Is a record an article that is here? By DOI, by PMID, else by its title and all that is known.

No wrong merge comes first: two different DOIs or PMIDs forbid it, and of two papers with the same
title the weights of `duplicates.comparison` decide.
"""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from gleanings.literature.duplicates.comparison import Verdict, compare
from gleanings.literature.duplicates.normal_form import NormalForm, normal_form
from gleanings.literature.models import Article
from gleanings.literature.records import Record
from gleanings.literature.titles import title_key, title_words

Key = TypeVar("Key", bound=Hashable)

LEAST_LIKE = 60
"""Of 100: below it two titles under one DOI are of two papers, such as a book's chapters."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells one paper from another."""

    doi: str | None
    pmid: str | None
    title: str
    key: str
    year: int | None
    family: str
    volume: str
    page: str
    whole: str
    """Of all that a citation and an abstract say: the same for the same record that comes again."""
    paper: Record | Article = field(repr=False, compare=False)


def traits_of(paper: Record | Article) -> Traits:
    first = paper.authors[0] if paper.authors else {}
    family = "".join(title_words(first.get("family") or first.get("literal") or ""))
    return Traits(
        doi=paper.doi,
        pmid=paper.pmid,
        title=paper.title,
        key=title_key(paper.title),
        year=paper.year,
        family=family,
        volume=paper.volume.casefold(),
        page=paper.pages.partition("-")[0].partition("–")[0].casefold(),
        whole=_whole(paper),
        paper=paper,
    )


def _whole(paper: Record | Article) -> str:
    people = [name.get("family") or name.get("literal") for name in paper.authors]
    place = (paper.date, paper.container, paper.volume, paper.issue, paper.pages)
    said = repr((title_key(paper.title), people, paper.year, place, paper.abstract))
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Clash(Generic[Key]):
    """The record may be this article, and something speaks against it."""

    found: Key
    other: Key | None = None


class Known(Generic[Key]):
    """Papers by their traits, each under a key of the caller's."""

    def __init__(self) -> None:
        self._traits: dict[Key, Traits] = {}
        self._by_doi: dict[str, Key] = {}
        self._by_pmid: dict[str, Key] = {}
        self._by_title: dict[str, list[Key]] = defaultdict(list)

    def add(self, key: Key, traits: Traits) -> None:
        self._traits[key] = traits
        if traits.doi:
            self._by_doi.setdefault(traits.doi, key)
        if traits.pmid:
            self._by_pmid.setdefault(traits.pmid, key)
        if traits.key and key not in self._by_title[traits.key]:
            self._by_title[traits.key].append(key)

    def find(self, traits: Traits) -> Key | Clash[Key] | None:
        by_doi = self._by_doi.get(traits.doi) if traits.doi else None
        by_pmid = self._by_pmid.get(traits.pmid) if traits.pmid else None
        if by_doi is not None and by_pmid is not None and by_doi != by_pmid:
            return Clash(by_doi, by_pmid)
        found = by_doi if by_doi is not None else by_pmid
        if found is None:
            return self._by_their_titles(traits)
        known = self._traits[found]
        contradicts = (by_doi is None and _differ(known.doi, traits.doi)) or (
            by_pmid is None and _differ(known.pmid, traits.pmid)
        )
        return Clash(found) if contradicts or not _titles_agree(known, traits) else found

    def _by_their_titles(self, traits: Traits) -> Key | Clash[Key] | None:
        titled = {key: self._traits[key] for key in self._by_title.get(traits.key, ())}
        same = [key for key, one in titled.items() if same_by_title(one, traits)]
        if len(same) < 2:
            return next(iter(same), None)
        closest = [
            key
            for key in same
            if (titled[key].year, titled[key].volume, titled[key].page)
            == (traits.year, traits.volume, traits.page)
        ]
        return closest[0] if closest else Clash(same[0], same[1])


def same_by_title(one: Traits, other: Traits) -> bool:
    """Of two papers with the same title: is all that is known of them of one article?

    What is doubtful is not merged: two articles of one title may both be wanted.
    """
    if _differ(one.doi, other.doi) or _differ(one.pmid, other.pmid):
        return False
    if one.whole == other.whole:
        return True
    return compare(_form(one.paper), _form(other.paper)).verdict is Verdict.SAME


def _form(paper: Record | Article) -> NormalForm:
    return normal_form(
        "",
        title=paper.title,
        authors=[
            " ".join(filter(None, (name.get("family"), name.get("given"), name.get("literal"))))
            for name in paper.authors
        ],
        year=paper.year,
        journal=paper.container,
        volume=paper.volume,
        number=paper.issue,
        pages=paper.pages,
        doi=paper.doi or "",
        pmid=paper.pmid or "",
        abstract=paper.abstract,
    )


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def _titles_agree(one: Traits, other: Traits) -> bool:
    if not one.title or not other.title or one.key == other.key:
        return True
    place, other_place = (one.year, one.family, one.page), (other.year, other.family, other.page)
    if all(place) and place == other_place:
        return True  # one of them translated
    first, second = " ".join(title_words(one.title)), " ".join(title_words(other.title))
    return fuzz.token_set_ratio(first, second) >= LEAST_LIKE


def known_articles(articles: Iterable[Article]) -> "Known[int]":
    known: Known[int] = Known()
    for article in articles:
        known.add(article.pk, traits_of(article))
    return known
