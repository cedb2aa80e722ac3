"""Findings."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from pydantic import Field

from gleanings.digest.measures import label_of
from gleanings.digest.models import Finding as FindingRecord
from gleanings.digest.models import SummaryArticle
from gleanings.digest.models.finding import PHRASES, PLAIN_PHRASES, Role, Verdict
from gleanings.evidence.measures import reported_measures
from gleanings.open_data.fields import ArticleLink, Record, SummaryLink, about
from gleanings.open_data.paging import Order, Row
from gleanings.open_data.parameters import (
    Asked,
    Doi,
    Key,
    OfMonths,
    OfTerms,
    in_months,
    one_of,
)
from gleanings.open_data.reading import Reading
from gleanings.open_data.resources.pages import LONG_AGO
from gleanings.open_data.resources.resource import Resource
from gleanings.open_data.resources.summaries import article_link, articles_of, slugs_of, under_terms

MOST_PEOPLE = 2**31 - 1
NUMBERS = (
    "bound",
    "estimate",
    "decimals",
    "ci_low",
    "ci_high",
    "level",
    "se",
    "n",
    "k",
    "p",
    "df1",
    "df2",
)
WORDS = ("predictor", "outcome", "group", "time", "place", "words", "words_are_gone")


class Finding(Record):
    """One statistic that a summary reports, confirmed by its editor, and checked."""

    id: int = about("Of the finding; it stays.", 31)
    url: str = about("Its address in the API.", "https://digest.example.org/api/v1/findings/31")
    page: str | None = about(
        "The page for readers of its summary.", "https://digest.example.org/en/2018-03/alliance/"
    )
    summary: SummaryLink = about("The summary that reports it.")
    article: ArticleLink | None = about("The article that it comes from, where that is clear.")
    month: str = about("Year and month of the issue.", "2018-03")
    topics: list[str] = about("The ids of the summary's topics.", ["empathy"])
    types: list[str] = about("The ids of the summary's types of research.", ["meta-analysis"])
    role: str = about("Whether main, secondary, comparison or context.", "main")
    measure: str = about("What the number is, as a symbol.", "r")
    measure_name: str = about("The same in words, in the language asked for.", "correlation (r)")
    bound: str = about(
        "Where the number is a bound: > (more than), >=, <, <=; empty where it is exact.", ""
    )
    estimate: float | None = about(
        "The number as readers read it: a ratio, not its logarithm.", 0.26
    )
    decimals: int | None = about("How many decimals it is reported with.", 2)
    ci_low: float | None = about("Lower end of the interval, or of a range.", 0.19)
    ci_high: float | None = about("Upper end of the interval, or of a range.", 0.32)
    level: float | None = about("Level of the interval in per cent; none of a range.", 95)
    se: float | None = about("Standard error.", 0.04)
    n: int | None = about("People.", 1340)
    k: int | None = about("Studies.", 13)
    p: float | None = about("The p value as it is reported.", 0.001)
    p_comparison: str = about("What stands before the p value: =, <, > or nothing.", "<")
    df1: float | None = about("Degrees of freedom, of the numerator where there are two.", 12)
    df2: float | None = about("Degrees of freedom of the denominator.", 88)
    total: float | None = about("The second number of “so many of so many”.", 120)
    predictor: str = about(
        "What predicts, or which treatment against which; may be empty.", "therapeutic alliance"
    )
    outcome: str = about("The outcome; may be empty.", "depression")
    plain_subject: str = about(
        "The subject of the sentence that a clinician would say, in the language asked for; empty "
        "as long as its editor has not said it so.",
        "clients with a stronger alliance",
    )
    plain_outcome: str = about(
        "What they tended to do, as the result has it; of a share, what they did.",
        "have better outcomes",
    )
    plain_comparison: str = about("Than whom; may be empty.", "clients on a waiting list")
    plain_one: str = about("One of them; may be empty.", "the one with the stronger alliance")
    favours: str = about(
        "Who did better by the number, whatever its sign: first (those who had the predictor, or "
        "had more of it; of one group, people afterwards), others, neither, or empty as long as "
        "nobody has said.",
        "first",
    )
    design: str = about(
        "How it came about: comparison (of groups), before-after (in one group), cross-sectional, "
        "single-group, or empty.",
        "comparison",
    )
    group: str = about("Of whom it holds; may be empty.", "adults in CBT")
    time: str = about("At what time; may be empty.", "at the end of therapy")
    place: str = about("Its place in the article; may be empty.", "p. 92, table 2")
    words: str = about(
        "The words of the summary that it was read from; may be empty.",
        "r = .26, 95% CI [.19, .32]",
    )
    words_are_gone: bool = about("Whether these words left the summary since.", False)
    language: str = about("The language of its words.", "en")
    verdict: str | None = about(
        "Of the check: consistent, style note (consistent, but not written in the usual way), "
        "rounding slip (in the last digit), inconsistent, decision error (the decision at .05 is "
        "wrong with it), not checkable; null where nothing was checked.",
        "consistent",
    )
    why: str = about(
        "How the verdict was reached, in the language asked for or in English; may be empty.",
        "From r and n, p is < .001, as reported.",
    )
    acknowledgement: str = about("Why the number stands as it is, if it is not consistent.", "")
    updated: dt.datetime | None = about(
        "When its summary was last published.", "2018-03-01T12:00:00Z"
    )


class AskedFindings(OfTerms, OfMonths, Asked):
    summary: UUID | None = Field(None, description="Of the summary with this id.")
    article: Key | None = Field(None, description="From the article with this id.", examples=[12])
    doi: Doi | None = Field(
        None, max_length=300, description="From this article.", examples=["10.1002/cpp.2180"]
    )
    measure: list[one_of(*(one.code for one in reported_measures()))] = Field(  # type: ignore[valid-type]
        [], description="Of this measure; given again, of any of them.", examples=[["r"]]
    )
    role: list[one_of(*Role.values)] = Field(  # type: ignore[valid-type]
        [], description="In this role; given again, in any of them.", examples=[["main"]]
    )
    verdict: list[one_of(*Verdict.values)] = Field(  # type: ignore[valid-type]
        [], description="With this verdict; given again, with any.", examples=[["consistent"]]
    )
    min_n: int | None = Field(None, ge=0, le=MOST_PEOPLE, description="Of so many people or more.")
    max_n: int | None = Field(None, ge=0, le=MOST_PEOPLE, description="Of so many people or fewer.")
    ordering: one_of("-id", "id", "-updated", "updated") = Field(  # type: ignore[valid-type]
        "-id", description="As they came in, or by last publication; with “-”, newest first."
    )


_BY_UPDATE = {"updated": dt.datetime, "pk": int}


class Findings(Resource):
    name = "findings"
    about = (
        "The statistics that summaries report, as data: measure, estimate, interval, n, k, p, what "
        "relates to what, the words they were read from, and the verdict of the check."
    )
    schema = Finding
    asked = AskedFindings
    orders = {
        "-id": Order({"pk": int}, is_down=True),
        "id": Order({"pk": int}),
        "-updated": Order(_BY_UPDATE, is_down=True),
        "updated": Order(_BY_UPDATE),
    }
    id_example = "31"

    def rows(self, reading: Reading) -> QuerySet[Any]:
        return (
            # as `published`, of what the API has as summaries
            FindingRecord.objects.confirmed()
            .filter(reading.is_of(reading.summaries))
            .annotate(
                updated=Coalesce(
                    "summary__last_published_at", "summary__first_published_at", Value(LONG_AGO)
                ),
                month=F("summary__month"),
                key=F("summary__translation_key"),
                language=F("summary__words_in"),
                doi=F("article__doi"),
            )
            .values(
                *("pk", "summary_id", "article_id", "role", "measure", "p_comparison", "total"),
                *(
                    "favours",
                    "design",
                    "verdict",
                    "check_record",
                    "acknowledgement",
                    "other_languages",
                ),
                *NUMBERS,
                *WORDS,
                *(*PLAIN_PHRASES, "plain_ways"),
                *("updated", "month", "key", "language", "doi"),
            )
        )

    def with_id(self, rows: QuerySet[Any], key: str) -> QuerySet[Any]:
        is_key = key.isascii() and key.isdecimal() and len(key) < 19
        return rows.filter(pk=int(key)) if is_key else rows.none()

    def narrowed(self, rows: QuerySet[Any], asked: Any, reading: Reading) -> QuerySet[Any]:
        rows = in_months(rows, asked)
        rows = under_terms(rows, asked, reading, "summary")
        if asked.summary:
            rows = rows.filter(key=asked.summary)
        if asked.article:
            rows = rows.filter(_from_article(article=asked.article))
        if asked.doi:
            rows = rows.filter(_from_article(article__doi=asked.doi))
        for name in ("measure", "role", "verdict"):
            if values := getattr(asked, name):
                rows = rows.filter(**{f"{name}__in": values})
        if asked.min_n is not None:
            rows = rows.filter(n__gte=asked.min_n)
        if asked.max_n is not None:
            rows = rows.filter(n__lte=asked.max_n)
        return rows

    def items(self, rows: list[Row], reading: Reading) -> list[Finding]:
        keys = list({row["summary_id"] for row in rows})
        topics = slugs_of("topics", "topic", keys)
        types = slugs_of("research_types", "researchtype", keys)
        articles = articles_of(keys, reading)
        pages = {
            key: reading.page(url_path, reading.language)
            for key, url_path in reading.of_language(reading.summaries)
            .filter(translation_key__in={row["key"] for row in rows})
            .values_list("translation_key", "url_path")
        }
        names = {one.code: label_of(one.code) for one in reported_measures()}
        return [
            Finding(
                **{
                    **{name: row[name] for name in (*NUMBERS, *WORDS)},
                    "acknowledgement": row["acknowledgement"],
                    **_phrases(row["other_languages"], reading.language),
                    **_plain_phrases(row, reading.language),
                    **{
                        name: row[name]
                        for name in ("p_comparison", "total", "favours", "design", "role")
                    },
                    "id": row["pk"],
                    "url": reading.url(self.name, row["pk"]),
                    "page": pages.get(row["key"]),
                    "summary": SummaryLink(
                        id=str(row["key"]),
                        url=reading.url("summaries", row["key"]),
                        page=pages.get(row["key"]),
                    ),
                    "article": _article(row, articles[row["summary_id"]], reading),
                    "month": f"{row['month']:%Y-%m}",
                    "topics": topics[row["summary_id"]],
                    "types": types[row["summary_id"]],
                    "measure": row["measure"],
                    "measure_name": names.get(row["measure"], row["measure"]),
                    "language": row["language"],
                    "verdict": row["verdict"] or None,
                    "why": _why(row["check_record"], reading.language),
                    "updated": row["updated"],
                }
            )
            for row in rows
        ]


def _phrases(given: dict[str, dict[str, str]], language: str) -> dict[str, str]:
    """What the editor gave in the language asked for, in place of the original's."""
    phrases = given.get(language) or {}
    return {name: phrases[name] for name in PHRASES if phrases.get(name)}


def _plain_phrases(row: Row, language: str) -> dict[str, str]:
    """As :meth:`Finding.plain_in`: all in one language, and of the result as it is."""
    fields = ("measure", "bound", "estimate", "ci_low", "se", "favours", "design")
    of_phrases = (*PLAIN_PHRASES, "plain_ways", "other_languages")
    finding = FindingRecord(**{name: row[name] for name in (*fields, *of_phrases)})
    return dict.fromkeys(PLAIN_PHRASES, "") | finding.plain_in(language, row["language"])


def _from_article(**which: Any) -> Q:
    """Its own article, or else the summary's only one."""
    of_summaries = SummaryArticle.objects.filter(**which).values("summary")
    return Q(**which) | Q(article=None, summary__in=of_summaries)


def _article(row: Row, of_summary: list[ArticleLink], reading: Reading) -> ArticleLink | None:
    if row["article_id"]:
        key = row["article_id"]
        return article_link(key, row["doi"], reading)
    return of_summary[0] if len(of_summary) == 1 else None


def _why(record: Any, language: str) -> str:
    """As :meth:`Finding.why` chooses."""
    sentences = (record or {}).get("why") or {}
    return sentences.get(language) or sentences.get("en", "")
