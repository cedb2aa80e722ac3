"""Topics and types of research: the two controlled lists."""

from typing import Any, ClassVar

from django.conf import settings
from django.db.models import QuerySet
from pydantic import Field

from gleanings.digest.models import ResearchType, Topic
from gleanings.open_data.fields import Record, about
from gleanings.open_data.paging import Order, Row
from gleanings.open_data.parameters import Asked, one_of
from gleanings.open_data.reading import Reading, grouped
from gleanings.open_data.resources.resource import Resource
from gleanings.reader.lists.terms import terms_with_counts


class Term(Record):
    """One entry of a controlled list."""

    id: str = about("As it stands in addresses; it stays.", "empathy")
    url: str = about("Its address in the API.", "https://digest.example.org/api/v1/topics/empathy")
    page: str = about("Its page for readers.", "https://digest.example.org/en/topics/empathy/")
    name: str = about("Its name.", "Empathy")
    definition: str = about("What belongs here; may be empty.", "How well a therapist understands.")
    language: str = about("The language that name and definition are in.", "en")
    languages: list[str] = about("Every language that it has a name in.", ["en", "fr"])
    position: int = about("Its place in the editor's order, from 1.", 7)
    summaries: int = about("How many summaries readers of the language find under it.", 14)


class AskedTerms(Asked):
    ordering: one_of("id", "-id") = Field(  # type: ignore[valid-type]
        "id", description="By the letters of the id; with “-”, from the end."
    )


class _Terms(Resource):
    model: ClassVar[type[Topic] | type[ResearchType]]
    page_name: ClassVar[str]
    schema = Term
    asked = AskedTerms
    orders = {"id": Order({"slug": str}), "-id": Order({"slug": str}, is_down=True)}
    has_languages = True

    def rows(self, reading: Reading) -> QuerySet[Any]:
        return self.model.objects.current().values("pk", "slug")

    def with_id(self, rows: QuerySet[Any], key: str) -> QuerySet[Any]:
        return rows.filter(slug=key) if key.isprintable() else rows.none()

    def leads_on(self, key: str) -> str | None:
        merged = self.model.objects.filter(slug=key, merged_into__isnull=False)
        term = merged.select_related("merged_into").first() if key.isprintable() else None
        return term.target.slug if term else None

    def items(self, rows: list[Row], reading: Reading) -> list[Term]:
        terms = terms_with_counts(self.model, reading.language)
        counted = {term.key: (place, term) for place, term in enumerate(terms, start=1)}
        languages = grouped(
            self.model.objects.order_by("names__language")
            .filter(pk__in=[row["pk"] for row in rows], names__isnull=False)
            .values_list("pk", "names__language")
        )
        return [
            Term(
                id=row["slug"],
                url=reading.url(self.name, row["slug"]),
                page=reading.named_page(self.page_name, row["slug"]),
                name=term.name,
                definition=term.definition,
                language=_language(reading.language, languages[row["pk"]]),
                languages=languages[row["pk"]],
                position=place,
                summaries=term.count,
            )
            for row in rows
            for place, term in [counted[row["pk"]]]
        ]


class Topics(_Terms):
    name = "topics"
    about = "What summaries are about: a controlled list."
    model = Topic
    page_name = "topic"
    id_example = "empathy"


class ResearchTypes(_Terms):
    name = "types"
    about = "The kinds of study: a controlled list."
    model = ResearchType
    page_name = "research_type"
    id_example = "meta-analysis"


def _language(asked: str, there: list[Any]) -> str:
    """As :meth:`ControlledTerm.name_in` chooses."""
    for language in (asked, settings.LANGUAGE_CODE):
        if language in there:
            return language
    return there[0] if there else settings.LANGUAGE_CODE
