"""Is a record an article that is here? By DOI, by PMID, else by its title and all that is known.

No wrong merge comes first: two different DOIs or PMIDs forbid it, and of two papers with the same
title the weights of `duplicates.comparison` decide.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import Q, QuerySet

from gleanings.literature.duplicates.comparison import Verdict, compare
from gleanings.literature.duplicates.normal_form import NormalForm, normal_form
from gleanings.literature.models import Article, ArticleMerge
from gleanings.literature.records import Record
from gleanings.literature.titles import title_key

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells one paper from another."""

    doi: str | None
    pmid: str | None
    key: str
    """Of its title."""
    whole: str
    """Of all that a citation and an abstract say: the same for the same record that comes again."""
    paper: Record | Article = field(repr=False, compare=False)


def traits_of(paper: Record | Article) -> Traits:
    return Traits(
        doi=paper.doi or None,
        pmid=paper.pmid or None,
        key=title_key(paper.title),
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
    """Papers by their traits, each under a key of the caller's.

    One key may have several: an article is known by all records that went into it.
    """

    def __init__(self) -> None:
        self._traits: dict[Key, list[Traits]] = defaultdict(list)
        self._by_doi: dict[str, Key] = {}
        self._by_pmid: dict[str, Key] = {}
        self._by_title: dict[str, list[Key]] = defaultdict(list)

    def add(self, key: Key, traits: Traits) -> None:
        self._traits[key].append(traits)
        if traits.doi:
            self._by_doi.setdefault(traits.doi, key)
        if traits.pmid:
            self._by_pmid.setdefault(traits.pmid, key)
        if traits.key and key not in self._by_title[traits.key]:
            self._by_title[traits.key].append(key)

    def replace(self, key: Key, traits: Traits) -> None:
        """What is known of the paper itself, which was added first, has changed."""
        self.add(key, traits)
        self._traits[key] = [traits, *self._traits[key][1:-1]]

    def keys(self) -> list[Key]:
        return list(self._traits)

    def find(self, traits: Traits) -> Key | Clash[Key] | None:
        by_doi = self._by_doi.get(traits.doi) if traits.doi else None
        by_pmid = self._by_pmid.get(traits.pmid) if traits.pmid else None
        if by_doi is not None and by_pmid is not None and by_doi != by_pmid:
            return Clash(by_doi, by_pmid)
        found = by_doi if by_doi is not None else by_pmid
        if found is None:
            return self._by_their_titles(traits)
        agree = any(_titles_agree(one, traits) for one in self._traits[found])
        return Clash(found) if self._contradicts(found, traits) or not agree else found

    def _contradicts(self, key: Key, traits: Traits) -> bool:
        """Whether the paper has a DOI or a PMID, and none of those that are known of this one."""
        known = self._traits[key]
        return any(
            bool(theirs) and bool(ours) and theirs not in ours
            for theirs, ours in (
                (traits.doi, {one.doi for one in known if one.doi}),
                (traits.pmid, {one.pmid for one in known if one.pmid}),
            )
        )

    def doubts(self, traits: Traits) -> list[Key]:
        """With what a paper that is none of these may be the same all the same: for a person."""
        return [
            key
            for key in self._by_title.get(traits.key, ())
            if any(_compared(one, traits) is Verdict.DOUBTFUL for one in self._traits[key])
        ]

    def _by_their_titles(self, traits: Traits) -> Key | Clash[Key] | None:
        titled = self._by_title.get(traits.key, ())
        titled = [key for key in titled if not self._contradicts(key, traits)]
        weights = {key: max(_weight(one, traits) for one in self._traits[key]) for key in titled}
        same = sorted((key for key in weights if weights[key]), key=lambda key: -weights[key])
        if len(same) > 1 and weights[same[0]] == weights[same[1]]:
            return Clash(same[0], same[1])
        return same[0] if same else None


def _compared(one: Traits, other: Traits) -> Verdict:
    return compare(form_of(one.paper), form_of(other.paper)).verdict


def _weight(one: Traits, other: Traits) -> float:
    """How surely two papers with one title are one article; 0 where they are not.

    What is doubtful is not merged: two articles of one title may both be wanted.
    """
    if one.whole == other.whole:
        return math.inf
    compared = compare(form_of(one.paper), form_of(other.paper))
    return compared.weight if compared.verdict is Verdict.SAME else 0.0


def _titles_agree(one: Traits, other: Traits) -> bool:
    """Of two papers with one identifier: a book's DOI may stand on each of its chapters."""
    if not one.key or not other.key or one.key == other.key:
        return True
    return compare(form_of(one.paper), form_of(other.paper)).verdict is Verdict.SAME


def form_of(paper: Record | Article, key: str = "") -> NormalForm:
    return normal_form(
        key,
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


def known_articles(articles: Iterable[Article]) -> "Known[int]":
    known: Known[int] = Known()
    for article in articles:
        known.add(article.pk, traits_of(article))
    for merge in ArticleMerge.objects.of_articles(known.keys()):
        known.add(merge.kept_id, traits_of(merge.merged_article))
    return known


def possibly_same(papers: Iterable[Traits]) -> QuerySet[Article]:
    """The articles here that any of the papers may be."""
    by = _by_any_trait(list(papers))
    went_into = ArticleMerge.objects.standing().filter(by).values_list("kept", flat=True)
    return Article.objects.filter(by | Q(pk__in=set(went_into))).order_by("pk")


def _by_any_trait(papers: list[Traits]) -> Q:
    """For articles and for what was merged, whose fields bear the same names."""
    by = Q(doi__in={one.doi for one in papers if one.doi})
    by |= Q(pmid__in={one.pmid for one in papers if one.pmid})
    return by | Q(title_key__in={one.key for one in papers if one.key})
