"""Topics and research types with the number of summaries that a reader finds under each."""

from typing import Any

from django.db.models import Count

from gleanings.digest.models import ResearchType, Summary, Topic

Term = Topic | ResearchType

# the summary's field that holds the terms of a list
FIELD_OF: dict[type, str] = {Topic: "topics", ResearchType: "research_types"}


def summaries_by_term(model: type[Term], language: str) -> dict[int, int]:
    """How many readable summaries each term has, by the term's primary key."""
    field = FIELD_OF[model]
    rows = (
        Summary.objects.in_language(language)
        .readable()
        .order_by()
        .filter(**{f"{field}__isnull": False})
        .values_list(field)
        .annotate(count=Count("pk"))
    )
    return dict(rows)


def terms_with_counts(model: type[Term], language: str) -> list[Any]:
    """The current terms in the editor's order, each with its ``count``; unused ones too."""
    counts = summaries_by_term(model, language)
    terms = list(model.objects.current().with_names())
    for term in terms:
        term.count = counts.get(term.pk, 0)  # type: ignore[attr-defined]
    return terms


def most_used(terms: list[Any], number: int) -> list[Any]:
    """Those with most summaries, in the editor's order."""
    used = sorted((term for term in terms if term.count), key=lambda term: -term.count)[:number]
    chosen = {term.pk for term in used}
    return [term for term in terms if term.pk in chosen]
