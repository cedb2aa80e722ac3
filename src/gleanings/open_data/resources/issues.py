"""Issues."""

import datetime as dt
import re
from typing import Any

from django.db.models import QuerySet
from pydantic import Field

from gleanings.open_data.fields import Record, SummaryLink, Version, about
from gleanings.open_data.paging import Row
from gleanings.open_data.parameters import MONTH, Asked, OfMonths, in_months, one_of
from gleanings.open_data.reading import Reading, grouped
from gleanings.open_data.resources import pages
from gleanings.open_data.resources.resource import Resource


class Issue(Record):
    """One month's issue, with its summaries in the editor's order."""

    id: str = about("The month; it stays.", "2018-03")
    url: str = about("Its address in the API.", "https://digest.example.org/api/v1/issues/2018-03")
    page: str | None = about("Its page for readers.", "https://digest.example.org/en/2018-03/")
    month: str = about("Year and month.", "2018-03")
    title: str = about("The month in words.", "March 2018")
    teaser: str = about("What the month brings, in a sentence; may be empty.", "This month …")
    language: str = about("The language that title and teaser are in.", "en")
    languages: list[Version] = about("Every language that it is written or translated in.")
    summaries: list[SummaryLink] = about("Its summaries, in the editor's order.")
    published: dt.datetime | None = about("When it was first published.", "2018-03-01T12:00:00Z")
    updated: dt.datetime | None = about(
        "When its own words were last published.", "2018-03-01T12:00:00Z"
    )


class AskedIssues(OfMonths, Asked):
    ordering: one_of(*pages.PAGE_ORDERS) = Field(  # type: ignore[valid-type]
        "-month", description="By month or by last publication; with “-”, the newest first."
    )


class Issues(Resource):
    name = "issues"
    about = "Each month's issue, with its teaser and the summaries that it has."
    schema = Issue
    asked = AskedIssues
    orders = pages.PAGE_ORDERS
    id_example = "2018-03"
    has_languages = True

    def rows(self, reading: Reading) -> QuerySet[Any]:
        return (
            reading.of_language(reading.issues)
            .annotate(updated=pages.UPDATED)
            .values(
                *("pk", "translation_key", "month", "slug", "title", "teaser", "words_in"),
                *("url_path", "first_published_at", "updated"),
            )
        )

    def with_id(self, rows: QuerySet[Any], key: str) -> QuerySet[Any]:
        return rows.filter(slug=key) if re.fullmatch(MONTH, key) else rows.none()

    def narrowed(self, rows: QuerySet[Any], asked: Any, reading: Reading) -> QuerySet[Any]:
        return in_months(rows, asked)

    def in_its_language(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return pages.in_its_language(rows)

    def items(self, rows: list[Row], reading: Reading) -> list[Issue]:
        versions = pages.versions(reading.issues, [row["translation_key"] for row in rows], reading)
        summaries = grouped(
            (month, SummaryLink(id=str(key), url=reading.url("summaries", key), page=page))
            for month, key, page in (
                (month, key, reading.page(url_path, reading.language))
                for month, key, url_path in reading.of_language(reading.summaries)
                .filter(month__in=[row["month"] for row in rows])
                .order_by("path")
                .values_list("month", "translation_key", "url_path")
            )
        )
        return [
            Issue(
                id=row["slug"],
                url=reading.url(self.name, row["slug"]),
                page=reading.page(row["url_path"], reading.language),
                month=f"{row['month']:%Y-%m}",
                title=row["title"],
                teaser=row["teaser"],
                language=row["words_in"],
                languages=versions[row["translation_key"]],
                summaries=summaries[row["month"]],
                published=row["first_published_at"],
                updated=row["updated"],
            )
            for row in rows
        ]
