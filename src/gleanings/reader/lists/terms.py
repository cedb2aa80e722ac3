"""Topics and research types with the number of summaries that a reader finds under each."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import override

from gleanings.digest.models import ResearchType, Topic
from gleanings.reader.cache import catalogue
from gleanings.reader.cache.memory import cached_until_change

Term = Topic | ResearchType

FACET_OF: dict[type[Term], str] = {
    Topic: catalogue.TOPIC,
    ResearchType: catalogue.RESEARCH_TYPE,
}


@dataclass(frozen=True)
class CountedTerm:
    """A term as a list shows it, in the reader's language."""

    key: int
    slug: str
    name: str
    definition: str
    count: int = 0


def terms_with_counts(model: type[Term], language: str) -> list[CountedTerm]:
    """The current terms in the editor's order; unused ones too."""
    summaries = catalogue.catalogue(language)
    readable = summaries.readable()
    places = summaries.facets[FACET_OF[model]]
    return [
        replace(term, count=(places.get(term.key, 0) & readable).bit_count())
        for term in cached_until_change(_terms, model, language)
    ]


def _terms(model: type[Term], language: str) -> list[CountedTerm]:
    with override(language):
        return [
            CountedTerm(term.pk, term.slug, term.name, term.definition)
            for term in model.objects.current().with_names()
        ]


def by_letter(terms: Iterable[CountedTerm]) -> list[tuple[str, list[CountedTerm]]]:
    """The terms by name, under the letter that they begin with; É stands with E."""
    ordered = sorted(terms, key=lambda term: _sortable(term.name))
    groups = groupby(ordered, key=lambda term: _sortable(term.name)[:1].upper())
    return [(letter, list(of_letter)) for letter, of_letter in groups]


def _sortable(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def most_used(terms: list[CountedTerm], number: int) -> list[CountedTerm]:
    """Those with most summaries, in the editor's order."""
    used = sorted((term for term in terms if term.count), key=lambda term: -term.count)[:number]
    return [term for term in terms if term in used]
