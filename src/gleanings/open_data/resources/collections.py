"""Collections: editors' ordered sets of summaries."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from pydantic import Field

from gleanings.community.collecting.contents import held_in, online
from gleanings.community.models import SummaryCollection
from gleanings.digest.models import Summary
from gleanings.open_data.fields import Record, RichText, SummaryLink, Version, about
from gleanings.open_data.paging import Order, Row
from gleanings.open_data.parameters import Asked, one_of
from gleanings.open_data.reading import Reading, paragraphs
from gleanings.open_data.resources import pages
from gleanings.open_data.resources.resource import Resource

_BY_UPDATE = {"updated": dt.datetime, "pk": int}


class Collection(Record):
    """Summaries that belong together, in the editor's order."""

    id: str = about(
        "Of the collection, the same in every language; it stays.",
        "5b0f7f4a-4a0e-4d4c-9a55-3a4f3a3f7a1e",
    )
    url: str = about(
        "Its address in the API.",
        "https://digest.example.org/api/v1/collections/5b0f7f4a-4a0e-4d4c-9a55-3a4f3a3f7a1e",
    )
    page: str | None = about("Its page for readers.", "https://digest.example.org/en/ruptures/")
    title: str = about("Its title.", "Ruptures: five summaries for a seminar")
    introduction: RichText = about("What they are about together; may be empty.")
    language: str = about("The language that title and introduction are in.", "en")
    languages: list[Version] = about("Every language that it is written or translated in.")
    summaries: list[SummaryLink] = about("Its summaries, in the editor's order.")
    published: dt.datetime | None = about("When it was first published.", "2018-03-01T12:00:00Z")
    updated: dt.datetime | None = about(
        "When its own words were last published.", "2018-03-01T12:00:00Z"
    )


class AskedCollections(Asked):
    ordering: one_of("-updated", "updated") = Field(  # type: ignore[valid-type]
        "-updated", description="By last publication; with “-”, the newest first."
    )


class Collections(Resource):
    name = "collections"
    about = "Summaries that belong together, chosen, ordered and introduced by an editor."
    schema = Collection
    asked = AskedCollections
    orders = {"-updated": Order(_BY_UPDATE, is_down=True), "updated": Order(_BY_UPDATE)}
    id_example = "5b0f7f4a-4a0e-4d4c-9a55-3a4f3a3f7a1e"
    has_languages = True

    def rows(self, reading: Reading) -> QuerySet[Any]:
        return (
            SummaryCollection.objects.filter(pk__in=[one.pk for one in online(reading.language)])
            .annotate(updated=pages.UPDATED)
            .values(
                *("pk", "translation_key", "title", "introduction", "words_in", "url_path"),
                *("first_published_at", "updated"),
            )
        )

    def with_id(self, rows: QuerySet[Any], key: str) -> QuerySet[Any]:
        try:
            return rows.filter(translation_key=UUID(key))
        except ValueError:
            return rows.none()

    def in_its_language(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return pages.in_its_language(rows)

    def items(self, rows: list[Row], reading: Reading) -> list[Collection]:
        public = SummaryCollection.objects.readable()
        versions = pages.versions(public, [row["translation_key"] for row in rows], reading)
        held = held_in([row["pk"] for row in rows], reading.language)
        keys = [key for keys in held.values() for key in keys]
        known = {
            pk: SummaryLink(
                id=str(key),
                url=reading.url("summaries", key),
                page=reading.page(url_path, reading.language),
            )
            for pk, key, url_path in Summary.objects.filter(pk__in=keys).values_list(
                "pk", "translation_key", "url_path"
            )
        }
        introductions = reading.html([row["introduction"] for row in rows])
        return [
            Collection(
                id=str(row["translation_key"]),
                url=reading.url(self.name, row["translation_key"]),
                page=reading.page(row["url_path"], reading.language),
                title=row["title"],
                introduction=RichText(html=html, text=paragraphs(html)),
                language=row["words_in"],
                languages=versions[row["translation_key"]],
                summaries=[known[key] for key in held[row["pk"]]],
                published=row["first_published_at"],
                updated=row["updated"],
            )
            for row, html in zip(rows, introductions, strict=True)
        ]
