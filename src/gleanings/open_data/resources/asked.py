"""What readers asked the network, in the editors' words."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from pydantic import Field

from gleanings.community.asking.answers import Public, public_questions
from gleanings.community.models import AskedQuestion
from gleanings.open_data.fields import Record, about
from gleanings.open_data.paging import Order, Row
from gleanings.open_data.parameters import Asked, Slug, one_of, term_keys
from gleanings.open_data.reading import Reading
from gleanings.open_data.resources.resource import Resource
from gleanings.reader.cache.catalogue import TOPIC


class AskedOfTheNetwork(Record):
    """A question that practitioners asked the network."""

    id: str = about("Its number; it stays.", "7")
    url: str = about("Its address in the API.", "https://digest.example.org/api/v1/asked/7")
    page: str = about("Where readers see it.", "https://digest.example.org/en/asked/#question-7")
    question: str = about("The editors' words.", "Do written agreements shorten therapy?")
    language: str = about("The language that these are in.", "en")
    languages: list[str] = about("Every language that it is put in.", ["en", "fr"])
    topic: str | None = about("The id of its topic, or null.", "empathy")
    asked_by: int = about("How many readers asked it, as editors merged their questions.", 4)
    state: str = about("“open”, or “answered” while its answer is online.", "open")
    since: dt.date = about("The day since which it is open or answered.", "2018-03-01")
    answer: str | None = about(
        "The page that answers it, or null.", "https://digest.example.org/en/2018-03/alliance/"
    )


class AskedAsked(Asked):
    state: one_of("open", "answered") | None = Field(  # type: ignore[valid-type]
        None, description="Open ones, or answered ones."
    )
    topic: list[Slug] = Field(
        [], description="Of this topic; given again, of any of them.", examples=[["empathy"]]
    )
    ordering: one_of("-id", "id") = Field(  # type: ignore[valid-type]
        "-id", description="By number; with “-”, the newest first."
    )


class AskedResource(Resource):
    name = "asked"
    about = "What practitioners would like to know from research: open questions to take up."
    schema = AskedOfTheNetwork
    asked = AskedAsked
    orders = {"-id": Order({"pk": int}, is_down=True), "id": Order({"pk": int})}
    id_example = "7"
    has_languages = True

    def rows(self, reading: Reading) -> QuerySet[Any]:
        return AskedQuestion.objects.public().values("pk")

    def with_id(self, rows: QuerySet[Any], key: str) -> QuerySet[Any]:
        is_number = key.isascii() and key.isdecimal() and len(key) < 18
        return rows.filter(pk=int(key)) if is_number else rows.none()

    def narrowed(self, rows: QuerySet[Any], asked: Any, reading: Reading) -> QuerySet[Any]:
        if asked.topic:
            keys = term_keys(TOPIC, asked.topic, reading.language)
            of_topic = [one for one in _known().values() if _topic(one) in keys]
            rows = rows.filter(pk__in=[one.question.pk for one in of_topic])
        if asked.state:
            in_state = [key for key, one in _known().items() if one.state == asked.state]
            rows = rows.filter(pk__in=in_state)
        return rows

    def items(self, rows: list[Row], reading: Reading) -> list[AskedOfTheNetwork]:
        known = _known()
        return [self._item(known[row["pk"]], reading) for row in rows if row["pk"] in known]

    def _item(self, one: Public, reading: Reading) -> AskedOfTheNetwork:
        question = one.question
        return AskedOfTheNetwork(
            id=str(question.pk),
            url=reading.url(self.name, question.pk),
            page=f"{reading.named_page('asked_questions')}#question-{question.pk}",
            question=question.text,
            language=question.language_of_text,
            languages=sorted(question.texts),
            topic=question.topic.target.slug if question.topic else None,
            asked_by=question.number,
            state=one.state.value,
            since=question.decided_on or question.day,
            answer=f"{reading.base}{one.answer.path}" if one.answer else None,
        )


def _known() -> dict[int, Public]:
    return {one.question.pk: one for one in public_questions()}


def _topic(one: Public) -> int | None:
    return one.question.topic.target.pk if one.question.topic else None
