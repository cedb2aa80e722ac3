"""Questions, each with its newest answer."""

import datetime as dt
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from pydantic import Field

from gleanings.open_data.fields import Piece, Record, about
from gleanings.open_data.paging import Order, Row
from gleanings.open_data.parameters import (
    Asked,
    Moment,
    Slug,
    one_of,
    term_keys,
)
from gleanings.open_data.reading import Reading
from gleanings.open_data.resources.resource import Resource
from gleanings.reader.cache.catalogue import TOPIC
from gleanings.synthesis import measures
from gleanings.synthesis.answers import answer_of, heading_of
from gleanings.synthesis.models import Question as QuestionRecord
from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.newest import newest
from gleanings.synthesis.phrases import Given, given_phrases
from gleanings.synthesis.withdrawal import NOTHING, Public, public_by_question

_BY_ID = {"slug": str}
_BY_UPDATE = {"updated": dt.datetime, "pk": int}


class SynthesisLink(Piece):
    """A synthesis."""

    id: str = about("Of the synthesis.", "alliance-in-cbt-v2")
    url: str = about(
        "Its address in the API.",
        "https://digest.example.org/api/v1/syntheses/alliance-in-cbt-v2",
    )
    version: int = about("Its number, from 1.", 2)

    def cell(self) -> str:
        return self.id


class Question(Record):
    """What a synthesis answers, with the newest answer."""

    id: str = about("As it stands in addresses; it stays.", "alliance-in-cbt")
    url: str = about(
        "Its address in the API.", "https://digest.example.org/api/v1/questions/alliance-in-cbt"
    )
    page: str = about(
        "Its page for readers.", "https://digest.example.org/en/evidence/alliance-in-cbt/"
    )
    question: str = about("As a reader would ask it.", "Does the alliance predict outcome in CBT?")
    predictor: str = about("What predicts, or which treatment; may be empty.", "alliance")
    outcome: str = about("The outcome; may be empty.", "depression")
    group: str = about("Of whom it is asked; may be empty.", "adults in CBT")
    comment: str = about("What the editor adds to the numbers; may be empty.", "")
    language: str = about("The language that its words are in.", "en")
    languages: list[str] = about("Every language that it is asked in.", ["en", "fr"])
    measure: str = about("The measure of the answer, as metafor names it.", "ZCOR")
    measure_name: str = about("The same in words, in the language asked for.", "correlation (r)")
    better: str = about(
        "Which end of the pooled number is the better one: higher, lower or empty.", "lower"
    )
    topics: list[str] = about("The ids of its topics.", ["empathy"])
    overlap: str = about(
        "Whether meta-analyses that may share primary studies stay apart (assumed), or are known "
        "to share none (none).",
        "assumed",
    )
    overlap_reason: str = about("How that is known; may be empty.", "")
    found: str = about(
        "How its studies were found: picked by the editors (picked), or by a systematic search "
        "(searched).",
        "picked",
    )
    databases: str = about("Of a systematic search, which databases; may be empty.", "")
    searched_on: dt.date | None = about("The day up to which it was searched.", None)
    criteria: str = about("Which studies were taken, in words; may be empty.", "")
    answer: str = about(
        "The newest answer in a sentence, in the language asked for or in English.",
        "People with a stronger alliance tended to do better.",
    )
    label: str = about("What the answer amounts to, as a code.", "few-or-imprecise")
    label_name: str = about("The same in words.", "Few or imprecise studies")
    n_studies: int = about("How many studies the answer rests on.", 13)
    n_people: int | None = about("How many people, where that is known.", 1340)
    synthesis: SynthesisLink = about("The newest synthesis, with all numbers.")
    syntheses_url: str = about(
        "Where all of its syntheses are.",
        "https://digest.example.org/api/v1/syntheses?question=alliance-in-cbt",
    )
    updated: dt.datetime = about("When the newest synthesis was computed.", "2018-03-01T12:00:00Z")


class AskedQuestions(Asked):
    topic: list[Slug] = Field(
        [], description="Of this topic; given again, of any of them.", examples=[["empathy"]]
    )
    updated_since: Moment | None = Field(
        None,
        description="With a synthesis computed at this time or later. Without a time zone it is "
        "UTC.",
        examples=["2018-01-01T00:00:00Z"],
    )
    ordering: one_of("id", "-id", "-updated", "updated") = Field(  # type: ignore[valid-type]
        "id", description="By id, or by the newest synthesis; with “-”, from the end."
    )


class Questions(Resource):
    name = "questions"
    about = "What the findings say together: each question with its newest answer."
    schema = Question
    asked = AskedQuestions
    orders = {
        "id": Order(_BY_ID),
        "-id": Order(_BY_ID, is_down=True),
        "-updated": Order(_BY_UPDATE, is_down=True),
        "updated": Order(_BY_UPDATE),
    }
    id_example = "alliance-in-cbt"
    has_languages = True

    def rows(self, reading: Reading) -> QuerySet[Any]:
        computed = Synthesis.objects.filter(question=OuterRef("pk")).newest_first()
        return (
            QuestionRecord.objects.published()
            .annotate(updated=Subquery(computed.values("answers_since")[:1]))
            .filter(updated__isnull=False)
            .values("pk", "slug", "updated")
        )

    def with_id(self, rows: QuerySet[Any], key: str) -> QuerySet[Any]:
        return rows.filter(slug=key) if key.isprintable() else rows.none()

    def narrowed(self, rows: QuerySet[Any], asked: Any, reading: Reading) -> QuerySet[Any]:
        if asked.topic:
            rows = rows.filter(pk__in=on_topics(asked.topic, reading))
        if asked.updated_since:
            rows = rows.filter(updated__gte=asked.updated_since)
        return rows

    def items(self, rows: list[Row], reading: Reading) -> list[Question]:
        found = (
            QuestionRecord.objects.with_texts()
            .prefetch_related("topics")
            .in_bulk([row["pk"] for row in rows])
        )
        answers, public = newest(found.values()), public_by_question()
        phrases = given_phrases()
        return [
            self._item(
                found[row["pk"]],
                answers[row["pk"]],
                reading,
                public=public.get(row["pk"], NOTHING),
                phrases=phrases,
            )
            for row in rows
            if row["pk"] in answers
        ]

    def _item(
        self,
        question: Any,
        synthesis: Synthesis,
        reading: Reading,
        *,
        public: Public,
        phrases: Given,
    ) -> Question:
        text = question.text_in(reading.language)
        words = ("question", "predictor", "outcome", "group", "comment", "criteria")
        return Question(
            id=question.slug,
            url=reading.url(self.name, question.slug),
            page=reading.named_page("synthesis", question.slug),
            **{name: getattr(text, name, "") for name in words},
            language=text.language if text else reading.language,
            languages=sorted(one.language for one in question.texts.all()),
            measure=question.measure,
            measure_name=measures.label_of(question.measure),
            better=question.better,
            topics=[topic.slug for topic in question.topics.all()],
            overlap=question.overlap,
            overlap_reason=question.overlap_reason,
            found=question.found,
            databases=question.databases,
            searched_on=question.searched_on,
            answer=answer_of(synthesis, reading.language, public, phrases),
            label=synthesis.headline.label,
            label_name=heading_of(synthesis, reading.language),
            n_studies=synthesis.headline.n_studies,
            n_people=synthesis.headline.n_people,
            synthesis=link_to(question.slug, synthesis.version, reading),
            syntheses_url=reading.query("syntheses", question=question.slug),
            updated=synthesis.answers_since,
        )


def link_to(slug: str, version: int, reading: Reading) -> SynthesisLink:
    key = f"{slug}-v{version}"
    return SynthesisLink(id=key, url=reading.url("syntheses", key), version=version)


def on_topics(slugs: list[str], reading: Reading) -> Any:
    """Primary keys of the questions that have any of the topics."""
    through: Any = QuestionRecord.topics.through
    keys = term_keys(TOPIC, slugs, reading.language)
    return through.objects.filter(topic__in=keys).values("question")
