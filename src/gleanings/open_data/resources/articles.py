"""Articles."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from pydantic import Field

from gleanings.digest.models import SummaryArticle
from gleanings.literature.models import Article as ArticleRecord
from gleanings.literature.models import article_now
from gleanings.literature.notices.statements import Statement, status_of
from gleanings.literature.notices.words import sentence_of
from gleanings.literature.styles import apa_text, article_item
from gleanings.open_data.fields import STATUS, Name, Notice, Record, SummaryLink, about
from gleanings.open_data.paging import Order, Row
from gleanings.open_data.parameters import (
    FIRST_YEAR,
    LAST_YEAR,
    Asked,
    Doi,
    OfTerms,
    one_of,
)
from gleanings.open_data.reading import Reading, grouped
from gleanings.open_data.resources.resource import Resource
from gleanings.open_data.resources.summaries import under_terms
from gleanings.reader.lists.notices import statements_by_article

COLUMNS = (
    *("title", "type", "authors", "authors_left_out", "et_al", "year", "date", "container"),
    *("volume", "issue", "pages", "editors", "edition", "chapter", "publisher", "advance_online"),
    "free_at",
)


class Article(Record):
    """A published paper that a summary is about, as a bibliographic record."""

    id: int = about("Of the article; it stays.", 12)
    url: str = about("Its address in the API.", "https://digest.example.org/api/v1/articles/12")
    doi: str | None = about("Its DOI, in lower case, without resolver.", "10.1002/cpp.2180")
    title: str = about("The article's title.", "What helps: A meta-analysis")
    type: str = about("The kind of publication, in the words of CSL.", "article-journal")
    authors: list[Name] = about("Its authors, in order.")
    authors_left_out: bool = about("Whether authors before the last one are left out.", False)
    et_al: bool = about("Whether authors after the last one are left out.", False)
    year: int | None = about("Year of publication.", 2017)
    date: str = about("Date of publication as far as it is known; may be empty.", "2017-12-21")
    container: str = about("The journal or book.", "Journal of Practice")
    volume: str = about("The volume; may be empty.", "12")
    issue: str = about("The number within the volume; may be empty.", "3")
    pages: str = about("The pages; may be empty.", "45-67")
    editors: list[Name] = about("The editors of the book.")
    edition: str = about("The edition of the book; may be empty.", "2nd")
    chapter: str = about("The number of the chapter; may be empty.", "4")
    publisher: str = about("Who published the book; may be empty.", "Guilford Press")
    advance_online: bool = about("Whether it is online ahead of its number.", False)
    web: str = about("Its address on the web, where it is not that of the DOI; may be empty.", "")
    free_at: str = about(
        "Where anybody may read the whole text, as far as a source knows; may be empty.",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC5555555/",
    )
    reference: str = about(
        "The reference in APA style.",
        "Okafor, A. B., & Lind, C. (2017). What helps. Journal of Practice, 12(3), 45–67.",
    )
    status: str = about(STATUS, "")
    notices: list[Notice] = about(
        "What was published about it, what weighs most first; mostly empty, which says no more "
        "than that no source that was asked lists it."
    )
    summaries: list[SummaryLink] = about("The summaries of it.")
    added: dt.datetime = about("When it came into the archive.", "2018-02-20T09:00:00Z")


class AskedArticles(OfTerms, Asked):
    doi: Doi | None = Field(
        None, max_length=300, description="With this DOI.", examples=["10.1002/cpp.2180"]
    )
    year_from: int | None = Field(
        None, ge=FIRST_YEAR, le=LAST_YEAR, description="Published in this year or later."
    )
    year_to: int | None = Field(
        None, ge=FIRST_YEAR, le=LAST_YEAR, description="Published in this year or earlier."
    )
    ordering: one_of("-added", "added") = Field(  # type: ignore[valid-type]
        "-added", description="As they came in; with “-”, the newest first."
    )


class Articles(Resource):
    name = "articles"
    about = "The published papers that summaries are about, as bibliographic records."
    schema = Article
    asked = AskedArticles
    orders = {"-added": Order({"pk": int}, is_down=True), "added": Order({"pk": int})}
    id_example = "12"

    def rows(self, reading: Reading) -> QuerySet[Any]:
        about_it = SummaryArticle.objects.filter(
            reading.is_of(reading.summaries), article=OuterRef("pk")
        )
        return ArticleRecord.objects.filter(Exists(about_it)).values(
            "pk", "doi", "url", "created_at", *COLUMNS
        )

    def with_id(self, rows: QuerySet[Any], key: str) -> QuerySet[Any]:
        return rows.filter(pk=int(key)) if _is_key(key) else rows.none()

    def leads_on(self, key: str) -> str | None:
        now = article_now(int(key)) if _is_key(key) else None
        return str(now) if now is not None else None

    def narrowed(self, rows: QuerySet[Any], asked: Any, reading: Reading) -> QuerySet[Any]:
        if asked.doi:
            rows = rows.filter(doi=asked.doi)
        if asked.year_from:
            rows = rows.filter(year__gte=asked.year_from)
        if asked.year_to:
            rows = rows.filter(year__lte=asked.year_to)
        if asked.topic or asked.type:
            links = SummaryArticle.objects.filter(reading.is_of(reading.summaries))
            links = under_terms(links, asked, reading, "summary")
            rows = rows.filter(pk__in=links.values("article"))
        return rows

    def items(self, rows: list[Row], reading: Reading) -> list[Article]:
        keys = [row["pk"] for row in rows]
        statements = statements_by_article()
        summaries = grouped(
            (
                article,
                SummaryLink(
                    id=str(key),
                    url=reading.url("summaries", key),
                    page=reading.page(url_path, reading.language),
                ),
            )
            for article, key, url_path in SummaryArticle.objects.filter(
                reading.is_of(reading.of_language(reading.summaries)), article__in=keys
            )
            .order_by("summary__month", "summary")
            .values_list("article", "summary__translation_key", "summary__url_path")
        )
        return [
            Article(
                **{
                    **{name: row[name] for name in COLUMNS},
                    "id": row["pk"],
                    "url": reading.url(self.name, row["pk"]),
                    "doi": row["doi"],
                    "authors": _names(row["authors"]),
                    "editors": _names(row["editors"]),
                    "web": row["url"],
                    "reference": _reference(row, statements.get(row["pk"], ())),
                    "status": status_of(statements.get(row["pk"], ())),
                    "notices": [_notice(one) for one in statements.get(row["pk"], ())],
                    "summaries": summaries[row["pk"]],
                    "added": row["created_at"],
                }
            )
            for row in rows
        ]


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _names(people: list[dict[str, str]]) -> list[Name]:
    return [
        Name(**{part: person.get(part) or "" for part in ("family", "given", "literal")})
        for person in people
    ]


def _notice(statement: Statement) -> Notice:
    return Notice(
        kind=statement.kind,
        date=statement.date,
        doi=statement.doi,
        pmid=statement.pmid,
        sources=[one.source for one in statement.learned],
        learned=statement.learned_at,
        sentence=sentence_of(statement),
    )


def _reference(row: Row, statements: Sequence[Statement]) -> str:
    fields = {name: row[name] for name in (*COLUMNS, "doi", "url")}
    return apa_text(article_item(ArticleRecord(**fields), statements))
