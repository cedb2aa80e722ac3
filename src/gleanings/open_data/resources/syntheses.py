"""Syntheses: every version of every answer, with its numbers and what went in."""

import datetime as dt
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from pydantic import Field

from gleanings.digest.spoken_language import spoken_language
from gleanings.open_data.fields import Piece, Record, about
from gleanings.open_data.paging import Order, Row
from gleanings.open_data.parameters import Asked, Moment, Slug, one_of
from gleanings.open_data.reading import Reading
from gleanings.open_data.resources.questions import on_topics
from gleanings.open_data.resources.resource import Resource
from gleanings.synthesis import measures
from gleanings.synthesis.answers import answer_of, heading_of
from gleanings.synthesis.downloads import effects, has_scripts
from gleanings.synthesis.models import Question
from gleanings.synthesis.models import Synthesis as SynthesisRecord
from gleanings.synthesis.stored_result import Headline
from gleanings.synthesis.withdrawal import NOTHING, for_readers, public_by_question

MOST = 20
SPREAD = ("tau2", "i2", "q", "q_df", "q_p")
_BY_UPDATE = {"updated": dt.datetime, "pk": int}


class Effect(Piece):
    """One effect that went in."""

    label: str = about("The study.", "Okafor & Lind (2017)")
    cluster: str = about("The same for effects of one study, which depend on each other.", "okafor")
    citation: str = about("Its reference; may be empty.", "")
    doi: str = about("Its DOI; may be empty.", "10.5555/helps")
    year: int | None = about("Year of publication.", 2017)
    subgroup: str = about("The subgroup that it belongs to; may be empty.", "")
    n: int | None = about("People.", 80)
    k: int | None = about("Studies behind it, where it is itself pooled.", None)
    measure: str = about("The measure as it was reported; may be empty.", "r")
    estimate: float | None = about("As it is read.", 0.3)
    bound: str = about("“>”, “>=”, “<” or “<=” where it is only a bound; may be empty.", "")
    limit: float | None = about("That bound, as it is read.", None)
    ci_low: float | None = about("Lower end of its interval, as it is read.", 0.09)
    ci_high: float | None = about("Upper end of its interval, as it is read.", 0.48)
    yi: float | None = about("On the scale of the analysis.", 0.31)
    vi: float | None = about("Its sampling variance on that scale.", 0.013)
    weight: float | None = about("Its share in the pooled value, in per cent.", 17.2)
    is_pooled: bool = about("Whether it is pooled, or stands beside.", True)
    place: str = about("Its place in the article; may be empty.", "table 2")
    retracted: str = about(
        "When its article was retracted, as far as that is known, or “yes”; else empty.", ""
    )

    def cell(self) -> str:
        return self.label


class WithRetracted(Piece):
    """The answer if it still counted what was retracted."""

    label: str = about("What it would amount to, as a code.", "effect")
    estimate: float | None = about("The pooled value; null where nothing is pooled.", 0.31)
    ci_low: float | None = about("Lower end of its interval.", 0.22)
    ci_high: float | None = about("Upper end of its interval.", 0.39)
    n_effects: int = about("How many effects would be pooled.", 15)
    n_studies: int = about("Of how many studies.", 14)

    def cell(self) -> str:
        if self.estimate is None:
            return self.label
        return f"{self.estimate} ({self.ci_low} to {self.ci_high})"


class Withdrawn(Piece):
    """An effect whose record is no longer public."""

    kind: str = about("“finding” of a summary, or “study” of an uploaded table.", "finding")
    is_pooled: bool = about("Whether it is part of the pooled value.", True)
    on: dt.date | None = about("When; null where the next answer is still to come.", "2018-04-02")

    def cell(self) -> str:
        return f"{self.kind} {self.on or ''}".strip()


class LeftOut(Piece):
    """A finding that an editor left out."""

    words: str = about("The finding's words.", "r = .10")
    reason: str = about("Why it does not belong; may be empty.", "Other outcome")

    def cell(self) -> str:
        return f"{self.words}: {self.reason}" if self.reason else self.words


class Download(Piece):
    """A file of the synthesis."""

    name: str = about("Its name.", "data.csv")
    url: str = about(
        "Where to download it.",
        "https://digest.example.org/en/evidence/alliance-in-cbt/v2/data.csv",
    )

    def cell(self) -> str:
        return self.url


class Synthesis(Record):
    """One computed answer to a question; its numbers never change."""

    id: str = about("The question and the version; it stays.", "alliance-in-cbt-v2")
    url: str = about(
        "Its address in the API.",
        "https://digest.example.org/api/v1/syntheses/alliance-in-cbt-v2",
    )
    page: str = about(
        "Its page for readers.", "https://digest.example.org/en/evidence/alliance-in-cbt/v2/"
    )
    question: str = about("The id of its question.", "alliance-in-cbt")
    question_url: str = about(
        "The address of its question in the API.",
        "https://digest.example.org/api/v1/questions/alliance-in-cbt",
    )
    version: int = about("Its number, from 1.", 2)
    is_newest: bool = about("Whether it is the answer as it stands now.", True)
    language: str = about("The language of answer and label.", "en")
    answer: str = about(
        "The answer in a sentence.", "People with a stronger alliance tended to do better."
    )
    label: str = about("What the answer amounts to, as a code.", "few-or-imprecise")
    label_name: str = about("The same in words.", "Few or imprecise studies")
    measure: str = about("The measure, as metafor names it.", "ZCOR")
    measure_name: str = about("The same in words, in the language asked for.", "correlation (r)")
    is_pooled: bool = about("Whether there is a pooled value.", True)
    why_not_pooled: str = about("Why there is none, as a code; empty if there is one.", "")
    estimate: float | None = about("The pooled value, as it is read.", 0.26)
    ci_low: float | None = about("Lower end of its interval.", 0.19)
    ci_high: float | None = about("Upper end of its interval.", 0.32)
    level: float = about("Level of the intervals, in per cent.", 95)
    prediction_low: float | None = about("Lower end of what to expect in a new setting.", 0.02)
    prediction_high: float | None = about("Upper end of what to expect in a new setting.", 0.46)
    p: float | None = about("The p value of the pooled value.", 0.001)
    n_effects: int = about("How many effects were pooled.", 14)
    n_studies: int = about("Of how many studies.", 13)
    n_people: int | None = about("Of how many people, where that is known.", 1340)
    tau2: float | None = about("The variance between effects (τ²).", 0.01)
    i2: float | None = about("The share of variation beyond chance (I²), in per cent.", 42.0)
    q: float | None = about("The test of heterogeneity (Q).", 20.7)
    q_df: int | None = about("Its degrees of freedom.", 12)
    q_p: float | None = about("Its p value.", 0.05)
    model: str = about("The model, as a code; empty where nothing is pooled.", "random-effects")
    method: str = about("The estimator of τ², as metafor names it; may be empty.", "REML")
    test: str = about("How intervals are made, as a code; may be empty.", "knapp-hartung-adhoc")
    rho: float | None = about("The assumed correlation of errors within a study.", 0.6)
    effects: list[Effect] = about("What went in, pooled or beside.")
    with_retracted: WithRetracted | None = about(
        "The answer if it still counted effects of retracted articles, which are listed and not "
        "pooled; null where there are none."
    )
    withdrawn: list[Withdrawn] = about(
        "What went in and was withdrawn since: counted in the numbers of this version, and no "
        "longer among its effects. Scripts are not offered then."
    )
    left_out: list[LeftOut] = about("Findings that an editor left out, with the reason.")
    is_notable: bool = about("Whether it changed the answer enough to tell followers.", False)
    data_hash: str = about("SHA-256 of data and settings.", "9f86d081884c7d65")
    engine: str = about("The version of Gleanings that computed it.", "0.1.0")
    files: list[Download] = about("Data and scripts to download.")
    computed: dt.datetime = about("When it was computed.", "2018-03-01T12:00:00Z")
    updated: dt.datetime = about(
        "Since when it is the answer, or was last: when it was computed, or later, where the "
        "evidence became again what it had been.",
        "2018-03-01T12:00:00Z",
    )


class AskedSyntheses(Asked):
    limit: int = Field(
        MOST, ge=1, le=MOST, description="The most items in an answer; each has all its effects."
    )
    question: Slug | None = Field(
        None, description="Of the question with this id.", examples=["alliance-in-cbt"]
    )
    topic: list[Slug] = Field(
        [], description="Of this topic; given again, of any of them.", examples=[["empathy"]]
    )
    newest: bool | None = Field(
        None, description="With true, the newest of each question alone; with false, older ones."
    )
    updated_since: Moment | None = Field(
        None,
        description="Computed at this time or later. Without a time zone it is UTC.",
        examples=["2018-01-01T00:00:00Z"],
    )
    ordering: one_of("-updated", "updated") = Field(  # type: ignore[valid-type]
        "-updated", description="By when they were computed; with “-”, the newest first."
    )


class Syntheses(Resource):
    name = "syntheses"
    about = (
        "Every answer that was computed to a question, with its numbers, the effects that went in, "
        "and data and scripts to reproduce it."
    )
    schema = Synthesis
    asked = AskedSyntheses
    orders = {
        "-updated": Order(_BY_UPDATE, is_down=True),
        "updated": Order(_BY_UPDATE),
    }
    id_example = "alliance-in-cbt-v2"
    has_languages = True

    def rows(self, reading: Reading) -> QuerySet[Any]:
        newest = SynthesisRecord.objects.filter(question=OuterRef("question")).newest_first()
        return (
            SynthesisRecord.objects.filter(question__in=Question.objects.published())
            .annotate(
                slug=F("question__slug"),
                updated=F("answers_since"),
                is_newest=Q(pk=Subquery(newest.values("pk")[:1])),
            )
            .values("pk", "slug", "version", "updated", "is_newest")
        )

    def with_id(self, rows: QuerySet[Any], key: str) -> QuerySet[Any]:
        slug, _, version = key.rpartition("-v")
        is_id = key.isprintable() and version.isascii() and version.isdecimal()
        return rows.filter(slug=slug, version=int(version[:9])) if is_id else rows.none()

    def narrowed(self, rows: QuerySet[Any], asked: Any, reading: Reading) -> QuerySet[Any]:
        if asked.question:
            rows = rows.filter(slug=asked.question)
        if asked.topic:
            rows = rows.filter(question__in=on_topics(asked.topic, reading))
        if asked.newest is not None:
            rows = rows.filter(is_newest=asked.newest)
        if asked.updated_since:
            rows = rows.filter(updated__gte=asked.updated_since)
        return rows

    def items(self, rows: list[Row], reading: Reading) -> list[Synthesis]:
        found = (
            SynthesisRecord.objects.select_related("question")
            .prefetch_related("question__texts")
            .in_bulk([row["pk"] for row in rows])
        )
        public = public_by_question()
        return [
            self._item(for_readers(one, public.get(one.question_id, NOTHING)), row, reading)
            for row in rows
            if (one := found.get(row["pk"]))
        ]

    def _item(self, one: SynthesisRecord, row: Row, reading: Reading) -> Synthesis:
        slug, result, headline = row["slug"], one.result, one.headline
        spread: dict[str, Any] = {
            name: getattr(result.heterogeneity, name, None) for name in SPREAD
        }
        key = f"{slug}-v{one.version}"
        return Synthesis(
            id=key,
            url=reading.url(self.name, key),
            page=reading.named_page("synthesis_version", slug, one.version),
            question=slug,
            question_url=reading.url("questions", slug),
            version=one.version,
            is_newest=row["is_newest"],
            language=spoken_language(reading.language),
            answer=answer_of(one, reading.language),
            label=headline.label,
            label_name=heading_of(one, reading.language),
            measure=headline.measure,
            measure_name=measures.label_of(headline.measure),
            is_pooled=bool(result.pooled),
            why_not_pooled=headline.why_not_pooled or "",
            estimate=headline.estimate,
            ci_low=headline.ci_low,
            ci_high=headline.ci_high,
            prediction_low=headline.prediction_low,
            prediction_high=headline.prediction_high,
            **spread,
            model=result.model or "",
            method=result.method or "",
            test=result.test or "",
            level=100 * result.level,
            p=result.pooled.p if result.pooled else None,
            n_effects=result.k,
            n_studies=result.n_studies,
            n_people=headline.n_people,
            rho=result.rho,
            effects=[_effect(values) for values in effects(one)],
            with_retracted=_with_retracted(one.with_retracted),
            withdrawn=[
                Withdrawn(kind=gone.kind, is_pooled=gone.is_pooled, on=gone.on)
                for gone in one.withdrawn
            ],
            left_out=[LeftOut(words=left.words, reason=left.reason) for left in one.data.excluded],
            is_notable=one.is_notable,
            data_hash=one.data_hash,
            engine=one.engine,
            files=[
                Download(
                    name=name, url=reading.named_page("synthesis_file", slug, one.version, name)
                )
                for name in ("data.csv", "data.json", "reproduce.R", "reproduce.py")
                if name.startswith("data") or has_scripts(one)
            ],
            computed=one.computed_at,
            updated=one.answers_since,
        )


def _with_retracted(headline: Headline | None) -> WithRetracted | None:
    if headline is None:
        return None
    return WithRetracted(
        label=headline.label,
        estimate=headline.estimate,
        ci_low=headline.ci_low,
        ci_high=headline.ci_high,
        n_effects=headline.k,
        n_studies=headline.n_studies,
    )


def _effect(values: dict[str, Any]) -> Effect:
    names = [name for name in Effect.model_fields if name != "is_pooled"]
    return Effect(**{name: values[name] for name in names}, is_pooled=values["pooled"] == "yes")
