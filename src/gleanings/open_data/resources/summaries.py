"""Summaries."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from pydantic import Field

from gleanings.community.commentaries.shown import public_commentaries
from gleanings.community.models import ClinicalCommentary
from gleanings.community.rating.told import Told, ratings_by_summary
from gleanings.digest.models import PracticeImplication, SummaryArticle, SummaryAuthor
from gleanings.digest.models import Summary as SummaryPage
from gleanings.literature.models import Notice
from gleanings.literature.notices.statements import status_of
from gleanings.open_data.fields import (
    ArticleLink,
    Change,
    Commentary,
    Correction,
    Implication,
    ProfessionRatings,
    Ratings,
    Record,
    RichText,
    Version,
    Writer,
    about,
)
from gleanings.open_data.paging import Part, Row, part_of_ranked
from gleanings.open_data.parameters import (
    Asked,
    Doi,
    Key,
    Language,
    OfMonths,
    OfTerms,
    in_months,
    one_of,
    term_keys,
)
from gleanings.open_data.problems import RefusedError
from gleanings.open_data.reading import Reading, grouped, paragraphs
from gleanings.open_data.resources import pages
from gleanings.open_data.resources.resource import Resource
from gleanings.reader.cache.catalogue import RESEARCH_TYPE, TOPIC
from gleanings.reader.lists.corrections import corrections_by_page
from gleanings.reader.lists.notices import statements_by_article
from gleanings.reader.search.query import MOST_CHARACTERS


class Summary(Record):
    """What an editor wrote about an article, seldom two."""

    id: str = about(
        "Of the summary; the same in every language, and it stays.",
        "5b0f7f4a-4a0e-4d4c-9a55-3a4f3a3f7a1e",
    )
    url: str = about(
        "Its address in the API.",
        "https://digest.example.org/api/v1/summaries/5b0f7f4a-4a0e-4d4c-9a55-3a4f3a3f7a1e",
    )
    page: str | None = about(
        "Its page for readers.", "https://digest.example.org/en/2018-03/alliance/"
    )
    language: str = about(
        "The language that its words are in: not the one asked for, where nobody translated it.",
        "en",
    )
    languages: list[Version] = about("Every language that it is written or translated in.")
    title: str = about("The bottom line.", "A strong alliance goes with better outcomes")
    studied: str = about(
        "Who was studied, where and for how long; may be empty.", "13 studies of adults in CBT"
    )
    implications_lead: str = about("Words before the implications; mostly empty.", "")
    implications: list[Implication] = about("The practice implications, in order.")
    text: RichText = about("The summary itself; as plain text, a line for each paragraph.")
    issue: str = about("The id of its issue.", "2018-03")
    issue_url: str = about(
        "The address of its issue in the API.", "https://digest.example.org/api/v1/issues/2018-03"
    )
    month: str = about("Year and month of its issue.", "2018-03")
    topics: list[str] = about("The ids of its topics, in the editor's order.", ["empathy"])
    types: list[str] = about("The ids of its types of research.", ["meta-analysis"])
    articles: list[ArticleLink] = about("The articles that it is about, in order.")
    writers: list[Writer] = about("Who wrote it, in order.")
    findings_url: str = about(
        "Where its findings are.",
        "https://digest.example.org/api/v1/findings?summary=5b0f7f4a-4a0e-4d4c-9a55-3a4f3a3f7a1e",
    )
    published: dt.datetime | None = about("When it was first published.", "2018-03-01T12:00:00Z")
    updated: dt.datetime | None = about(
        "When its words were last published.", "2018-03-01T12:00:00Z"
    )
    corrections: list[Correction] = about(
        "What was corrected after it was published, the newest first; mostly empty. In every "
        "language these are the original's."
    )
    ratings: Ratings | None = about(
        "How relevant readers who chose to answer find it; null while fewer than five have."
    )
    commentaries: list[Commentary] = about(
        "What clinicians say of it, whom the editors invited; mostly empty."
    )


RELEVANCE = "relevance"


class AskedSummaries(OfTerms, OfMonths, Asked):
    q: str | None = Field(
        None,
        min_length=1,
        max_length=MOST_CHARACTERS,
        description="Found by the site's own search for these words: as there, a word that occurs "
        "nowhere and is no word of a language is taken for the likest that does, and where nothing "
        "has all words, some are enough.",
        examples=["alliance depression"],
    )
    doi: Doi | None = Field(
        None, max_length=300, description="About this article.", examples=["10.1002/cpp.2180"]
    )
    article: Key | None = Field(None, description="About the article with this id.", examples=[12])
    words_in: Language | None = Field(
        None,
        description="Whose words are in this language, without what only stands in for it.",
        examples=[settings.LANGUAGE_CODE],
    )
    ordering: one_of(*pages.PAGE_ORDERS, RELEVANCE) = Field(  # type: ignore[valid-type]
        "-month",
        description="By month or by last publication; with “-”, the newest first. With “q”, also "
        "relevance: the best match first, which may shift a little while things are published.",
    )


_OF_ITS_ARTICLES = Notice.objects.filter(
    article__in=SummaryArticle.objects.filter(summary=OuterRef(OuterRef("pk"))).values("article")
)
_LAST_LEARNED = (
    _OF_ITS_ARTICLES.annotate(at=Coalesce("judged_at", "first_seen"))
    .order_by("-at")
    .values("at")[:1]
)
_UPDATED = Greatest(pages.UPDATED, Coalesce(Subquery(_LAST_LEARNED), pages.LONG_AGO))
"""Its publication, or the last that was learned of its articles: a retraction, say."""


class Summaries(Resource):
    name = "summaries"
    about = (
        "Each summary with its practice implications, who was studied, topics, types of research, "
        "and the articles that it is about."
    )
    schema = Summary
    asked = AskedSummaries
    orders = pages.PAGE_ORDERS
    id_example = "5b0f7f4a-4a0e-4d4c-9a55-3a4f3a3f7a1e"
    has_languages = True

    def rows(self, reading: Reading) -> QuerySet[Any]:
        return (
            reading.of_language(reading.summaries)
            .annotate(updated=_UPDATED)
            .values(
                *("pk", "translation_key", "month", "title", "studied", "text", "words_in"),
                *("implications_lead", "url_path", "first_published_at", "updated"),
            )
        )

    def with_id(self, rows: QuerySet[Any], key: str) -> QuerySet[Any]:
        try:
            return rows.filter(translation_key=UUID(key))
        except ValueError:
            return rows.none()

    def narrowed(self, rows: QuerySet[Any], asked: Any, reading: Reading) -> QuerySet[Any]:
        rows = in_months(rows, asked)
        rows = under_terms(rows, asked, reading)
        about_articles = SummaryArticle.objects.values("summary")
        if asked.doi:
            rows = rows.filter(pk__in=about_articles.filter(article__doi=asked.doi))
        if asked.article:
            rows = rows.filter(pk__in=about_articles.filter(article=asked.article))
        if asked.words_in:
            rows = rows.filter(words_in=asked.words_in)
        if asked.q:
            found = reading.found(asked.q)
            rows = rows if found is None else rows.filter(pk__in=found)
        return rows

    def part(self, rows: QuerySet[Any], asked: Any, reading: Reading) -> Part:
        if asked.ordering != RELEVANCE:
            return super().part(rows, asked, reading)
        if not asked.q:
            raise RefusedError(ordering="“ordering” can be “relevance” only together with “q”.")
        kept = set(rows.values_list("pk", flat=True))
        ranked = [key for key in reading.found(asked.q) or [] if key in kept]
        return part_of_ranked(ranked, rows, RELEVANCE, asked.cursor, asked.limit)

    def in_its_language(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return pages.in_its_language(rows)

    def items(self, rows: list[Row], reading: Reading) -> list[Summary]:
        keys = [row["pk"] for row in rows]
        versions = pages.versions(
            reading.summaries, [row["translation_key"] for row in rows], reading
        )
        parts = _Parts(keys, reading)
        corrections = corrections_by_page(
            (row["pk"], row["translation_key"], row["words_in"]) for row in rows
        )
        texts = reading.html([row["text"] for row in rows])
        ratings = ratings_by_summary(row["translation_key"] for row in rows)
        commentaries = public_commentaries()
        return [
            Summary(
                id=str(row["translation_key"]),
                url=reading.url(self.name, row["translation_key"]),
                page=reading.page(row["url_path"], reading.language),
                language=row["words_in"],
                languages=versions[row["translation_key"]],
                title=row["title"],
                studied=row["studied"],
                implications_lead=row["implications_lead"],
                implications=parts.implications[row["pk"]],
                text=RichText(text=paragraphs(text), html=text),
                issue=f"{row['month']:%Y-%m}",
                issue_url=reading.url("issues", f"{row['month']:%Y-%m}"),
                month=f"{row['month']:%Y-%m}",
                topics=parts.topics[row["pk"]],
                types=parts.types[row["pk"]],
                articles=parts.articles[row["pk"]],
                writers=parts.writers[row["pk"]],
                findings_url=reading.query("findings", summary=row["translation_key"]),
                published=row["first_published_at"],
                updated=row["updated"],
                corrections=[
                    Correction(
                        date=one.day,
                        text=one.text,
                        language=one.language,
                        changes=[Change(**change) for change in one.changes],
                    )
                    for one in corrections[row["pk"]]
                ],
                ratings=_ratings(ratings.get(str(row["translation_key"]))),
                commentaries=[
                    _commentary(one, reading.language)
                    for one in commentaries.get(str(row["translation_key"]), [])
                ],
            )
            for row, text in zip(rows, texts, strict=True)
        ]


def _commentary(one: ClinicalCommentary, language: str) -> Commentary:
    shown = language if one.in_language(language) else one.written_in
    own = one.in_language(shown)
    return Commentary(
        name=one.name,
        profession=own.get("profession", ""),
        place=own.get("place", ""),
        text=own.get("words", ""),
        interests=own.get("interests", "") if one.has_interests else "",
        language=shown,
        written_in=one.written_in,
        date=one.published_on,
    )


def _ratings(told: Told | None) -> Ratings | None:
    if told is None:
        return None
    return Ratings(
        number=told.number,
        relevant=told.relevant,
        answers=[number for _value, number in told.bars],
        outside=told.outside,
        professions=[
            ProfessionRatings(profession=one.value, number=number, relevant=relevant)
            for one, number, relevant in told.of_professions
        ],
    )


class _Parts:
    """What the summaries of a list consist of, by their primary keys."""

    def __init__(self, keys: list[int], reading: Reading) -> None:
        self.topics = slugs_of("topics", "topic", keys)
        self.types = slugs_of("research_types", "researchtype", keys)
        self.articles = articles_of(keys, reading)
        self.writers = grouped(
            (key, Writer(name=name, credentials=credentials, web=web))
            for key, name, credentials, web in SummaryAuthor.objects.filter(summary__in=keys)
            .order_by("sort_order", "pk")
            .values_list("summary", "author__name", "author__credentials", "author__url")
        )
        rows = list(
            PracticeImplication.objects.filter(summary__in=keys)
            .order_by("sort_order", "pk")
            .values_list("summary", "text", "basis")
        )
        texts = reading.html([text for _key, text, _basis in rows])
        self.implications = grouped(
            (key, Implication(text=paragraphs(text), html=text, basis=basis))
            for (key, _, basis), text in zip(rows, texts, strict=True)
        )


def slugs_of(field: str, column: str, keys: list[int]) -> dict[int, list[str]]:
    through: Any = getattr(SummaryPage, field).through
    return grouped(
        through.objects.filter(summary__in=keys)
        .order_by(f"{column}__sort_order", f"{column}__slug")
        .values_list("summary", f"{column}__slug")
    )


def articles_of(keys: list[int], reading: Reading) -> dict[int, list[ArticleLink]]:
    """By the primary key of the summary."""
    return grouped(
        (key, article_link(article, doi, reading))
        for key, article, doi in SummaryArticle.objects.filter(summary__in=keys)
        .order_by("sort_order", "pk")
        .values_list("summary", "article", "article__doi")
    )


def article_link(article: int, doi: str | None, reading: Reading) -> ArticleLink:
    return ArticleLink(
        id=article,
        url=reading.url("articles", article),
        doi=doi,
        status=status_of(statements_by_article().get(article, ())),
    )


def under_terms(
    rows: QuerySet[Any], asked: Any, reading: Reading, column: str = "pk"
) -> QuerySet[Any]:
    """The rows whose summary, in the column, has the terms asked for."""
    for facet, field, term, slugs in (
        (TOPIC, "topics", "topic", asked.topic),
        (RESEARCH_TYPE, "research_types", "researchtype", asked.type),
    ):
        if slugs:
            keys = term_keys(facet, slugs, reading.language)
            through: Any = getattr(SummaryPage, field).through
            under = through.objects.filter(**{f"{term}__in": keys}).values("summary")
            rows = rows.filter(**{f"{column}__in": under})
    return rows
