"""What addresses of the API may ask for, and refusing what they may not."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from gleanings.literature.identifiers import normalise_doi
from gleanings.open_data.problems import RefusedError, shown
from gleanings.reader.cache.catalogue import RESEARCH_TYPE, TOPIC, catalogue

MOST = 200
USUAL = 50
MONTH = r"^[12][0-9]{3}-(0[1-9]|1[0-2])$"
FIRST_YEAR, LAST_YEAR = 1900, 2999


def one_of(*values: str) -> Any:
    """The type of a parameter that takes one of these."""

    def check(value: str) -> str:
        if value not in values:
            raise ValueError(f"“{shown(value)}” is none of: {', '.join(values)}")
        return value

    schema = {"type": "string", "enum": list(values)}
    return Annotated[str, AfterValidator(check), WithJsonSchema(schema)]


def _moment(value: Any) -> dt.datetime:
    try:
        moment = parse_datetime(str(value))
        day = None if moment else parse_date(str(value))
    except ValueError:
        moment = day = None
    if day:
        moment = dt.datetime.combine(day, dt.time())
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(
            f"“{shown(value)}” is not a day or a time: write 2018-03-01 or 2018-03-01T12:00:00Z"
        )
    return moment if timezone.is_aware(moment) else moment.replace(tzinfo=dt.UTC)


def _doi(value: str) -> str:
    doi = normalise_doi(value)
    if doi is None:
        raise ValueError(f"“{shown(value)}” is not a DOI: one looks like 10.1002/cpp.2180")
    return doi


Moment = Annotated[
    dt.datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})
]
Doi = Annotated[str, AfterValidator(_doi)]
Language = one_of(*(code for code, _name in settings.LANGUAGES))
Key = Annotated[int, Field(ge=1, le=2**53)]
Slug = Annotated[str, Field(max_length=100, pattern=r"^[-a-zA-Z0-9_]+$")]


class AskedOfOne(Schema):
    """What may be asked of a single resource."""

    language: Language = Field(  # type: ignore[valid-type]
        settings.LANGUAGE_CODE,
        description="The language of names and texts. Where something is not there in this "
        "language, it comes as it is, and its own “language” says which that is.",
        examples=[settings.LANGUAGE_CODE],
    )


class Asked(AskedOfOne):
    """What may be asked of every list."""

    limit: int = Field(USUAL, ge=1, le=MOST, description="The most items in an answer.")
    cursor: str = Field(
        "",
        max_length=400,
        description="Where to go on, as “next” or “previous” of another answer has it.",
    )


class OfMonths(Schema):
    """Filters by the month of the issue."""

    year: int | None = Field(
        None, ge=FIRST_YEAR, le=LAST_YEAR, description="Of issues of this year.", examples=[2018]
    )
    month_from: str | None = Field(
        None, pattern=MONTH, description="From this month on.", examples=["2018-01"]
    )
    month_to: str | None = Field(
        None, pattern=MONTH, description="Up to this month.", examples=["2018-03"]
    )
    updated_since: Moment | None = Field(
        None,
        description="Published, or published anew, at this time or later. Without a time zone it "
        "is UTC.",
        examples=["2018-01-01T00:00:00Z"],
    )


class OfTerms(Schema):
    """Filters by topic and type of research."""

    topic: list[Slug] = Field(
        [], description="Under this topic; given again, under any of them.", examples=[["empathy"]]
    )
    type: list[Slug] = Field(
        [],
        description="Of this type of research; given again, of any of them.",
        examples=[["meta-analysis"]],
    )


def refuse_unknown(request: HttpRequest, schema: type[Schema]) -> None:
    """A misspelt filter must not pass for one that filters."""
    known = schema.model_fields
    sentences = {}
    for name, values in request.GET.lists():
        if name not in known:
            sentences[shown(name)] = (
                f"There is no parameter “{shown(name)}” here; there are: {', '.join(known)}."
            )
        elif len(values) > 1 and "list" not in str(known[name].annotation):
            sentences[name] = f"“{name}” is given {len(values)} times; give it once."
    if sentences:
        raise RefusedError(**sentences)


def in_months(rows: Any, asked: Any, month: str = "month", updated: str = "updated") -> Any:
    """The rows that fit :class:`OfMonths`."""
    if asked.year:
        rows = rows.filter(**{f"{month}__year": asked.year})
    if asked.month_from:
        rows = rows.filter(**{f"{month}__gte": f"{asked.month_from}-01"})
    if asked.month_to:
        rows = rows.filter(**{f"{month}__lte": f"{asked.month_to}-01"})
    if asked.updated_since:
        rows = rows.filter(**{f"{updated}__gte": asked.updated_since})
    return rows


def term_keys(facet: str, slugs: Iterable[str], language: str) -> list[int]:
    """Primary keys of the terms; a merged one's slug gives what it went into."""
    known = catalogue(language).choices[facet]
    name, noun = {TOPIC: ("topic", "topic"), RESEARCH_TYPE: ("type", "type of research")}[facet]
    unknown = [slug for slug in slugs if slug not in known]
    if unknown:
        told = ", ".join(f"“{shown(slug)}”" for slug in unknown)
        raise RefusedError(**{name: f"There is no {noun} {told}."})
    return [known[slug].value for slug in slugs]


class Nothing(Schema):
    """Of what takes no parameters."""
