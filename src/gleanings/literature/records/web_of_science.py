"""Web of Science's own tagged text: FN, VR, then PT … ER for each record."""

import re
from collections.abc import Iterable
from typing import Any, ClassVar

import rispy
from django.utils.translation import gettext as _

from gleanings.literature.records import notices
from gleanings.literature.records.fields import (
    article_number,
    doi_of,
    language_code,
    page_range,
    pmid_of,
    year_and_date,
)
from gleanings.literature.records.people import each_inverted
from gleanings.literature.records.record import Outcomes, Record, Refused
from gleanings.literature.records.tagged import Cut, chunks
from gleanings.literature.records.text import paragraphs, plain, title_of

BEGINS = r"^\ufeff?(?:FN \S.*|VR 1\.0\s*|PT [JBSP]\s*)$"
_CUT = Cut(
    begins=re.compile(r"^\ufeff?PT \w"),
    ends=re.compile(r"^ER\s*$"),
    tells=re.compile(r"^(?:AU|TI) \S"),
)
_TAGS = (
    *(
        "PT",
        "AU",
        "AF",
        "CA",
        "BE",
        "TI",
        "SO",
        "SE",
        "LA",
        "DT",
        "DE",
        "ID",
        "AB",
        "PU",
        "PD",
        "PY",
    ),
    *("VL", "IS", "BP", "EP", "AR", "DI", "D2", "PM", "UT", "BA", "GP", "FT"),
)
_TYPES = {"J": "article-journal", "S": "chapter", "B": "book", "P": "document"}


class _Parser(rispy.WokParser):
    DEFAULT_MAPPING: ClassVar[dict[str, str]] = {tag: tag for tag in _TAGS}
    DEFAULT_LIST_TAGS: ClassVar[list[str]] = [tag for tag in _TAGS if tag != "PT"]


def read_web_of_science(lines: Iterable[tuple[int, str]]) -> Outcomes:
    for chunk in chunks(lines, _CUT):
        if chunk.is_stray:
            yield Refused(
                chunk.line,
                _("These lines belong to no record: the line that begins one (PT) is missing."),
            )
            continue
        if chunk.refusal:
            yield chunk.refusal
            continue
        text = "\n".join(line for line in chunk.lines if line.strip()).removeprefix("\ufeff")
        (fields,) = _Parser(skip_unknown_tags=True).parse(f"{text}\nER")
        record = _record(fields)
        record.line = chunk.line
        yield record


def _record(fields: dict[str, Any]) -> Record:
    def every(tag: str) -> list[str]:
        return [line for line in map(plain, fields.get(tag) or []) if line]

    def joined(tag: str) -> str:
        return " ".join(every(tag))

    year, date = year_and_date(joined("PY"), f"{joined('PD')} {joined('PY')}")
    kind = _TYPES.get(fields.get("PT", "").strip(), "document")
    record = Record(
        title=title_of(joined("TI")),
        authors=each_inverted(every("AF") or every("AU"))
        + [{"literal": group} for group in every("CA")],
        year=year,
        date=date,
        container=joined("SO"),
        volume=joined("VL"),
        issue=joined("IS"),
        pages=page_range(joined("BP"), joined("EP")) or article_number(joined("AR")),
        doi=doi_of(joined("DI"), joined("D2")),
        pmid=pmid_of(joined("PM")),
        identifiers={"wos": joined("UT")} if every("UT") else {},
        type=kind,
        abstract=paragraphs(joined("AB")),
        language=language_code(joined("LA")),
        keywords=[
            word for tag in ("DE", "ID") for word in re.split(r"\s*;\s*", joined(tag)) if word
        ],
        publication_types=re.split(r"\s*;\s*", joined("DT")) if every("DT") else [],
        editors=each_inverted(every("BE")),
        publisher=joined("PU"),
        source="Web of Science",
    )
    if kind != "article-journal" and set(record.publication_types) & {"Article", "Book Chapter"}:
        record.type = "chapter" if "Book Chapter" in record.publication_types else kind
    notices.add_what_types_and_title_say(record, "Web of Science")
    return record
