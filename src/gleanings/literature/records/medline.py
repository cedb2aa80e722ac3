"""MEDLINE's own format, which PubMed saves as .nbib or .txt."""

import re
from collections.abc import Iterable
from typing import ClassVar

import rispy
from django.utils.translation import gettext as _

from gleanings.literature.records import notices
from gleanings.literature.records.fields import (
    article_number,
    doi_of,
    language_code,
    pages_of,
    pmcid_of,
    pmid_of,
    year_and_date,
)
from gleanings.literature.records.people import each_inverted
from gleanings.literature.records.record import Outcomes, Record, Refused
from gleanings.literature.records.tagged import Cut, chunks
from gleanings.literature.records.text import paragraphs, plain, title_of

BEGINS = r"^\ufeff?[ \t]*PMID {0,2}- ?"
_CUT = Cut(begins=re.compile(BEGINS), ends=None, tells=re.compile(r"(?!)"))
_TAG = re.compile(r"^([A-Z]{2,4}) {0,2}- ?(.*)$")
_LAST = re.compile(r"^SO {0,2}- ")  # the line that PubMed ends each record with
_NOTICE_TAGS = tuple(
    key.upper() for key in (*notices.ON_ARTICLE, *notices.ON_NOTICE) if len(key) <= 4
)
# an abstract in one run: “AIMS: … METHODS: …”
_LABEL = re.compile(r"(?<=[.?!)]) (?=[A-Z][A-Z/,&' -]{3,60}: )")


class _Parser(rispy.RisParser):
    """rispy, with PubMed's tags of up to four letters, each as a list."""

    START_TAG = "PMID"
    DEFAULT_MAPPING: ClassVar[dict[str, str]] = {
        tag: tag
        for tag in (
            *("PMID", "TI", "BTI", "CTI", "TT", "FAU", "AU", "CN", "FED", "ED", "DP", "JT", "TA"),
            *("VI", "IP", "PG", "LID", "AID", "PT", "PB", "AB", "OAB", "LA", "OT", "MH", "PMC"),
            *("PMCR", "EN", "SO", "DEP", *_NOTICE_TAGS),
        )
    }
    DEFAULT_LIST_TAGS: ClassVar[list[str]] = list(DEFAULT_MAPPING)
    DEFAULT_DELIMITER_MAPPING: ClassVar[dict[str, str]] = {}

    def parse_line(self, line: str) -> tuple[str, str] | tuple[None, str]:
        match = _TAG.match(line)
        return (match[1], match[2].strip()) if match else (None, line.strip())


def read_medline(lines: Iterable[tuple[int, str]]) -> Outcomes:
    """Every record, from its PMID to the next one's."""
    have_ends, has_end, line = False, True, 1
    for chunk in chunks(lines, _CUT):
        line = chunk.line
        if chunk.refusal:
            yield chunk.refusal
        else:
            record = _record(_fields(chunk.lines))
            record.line = line
            yield record
        has_end = any(map(_LAST.match, chunk.lines))
        have_ends |= has_end
    if have_ends and not has_end:
        yield Refused(
            line,
            _("The last record lacks its last lines. If the file was cut off, fetch it again."),
        )


def _fields(lines: list[str]) -> dict[str, list[str]]:
    # rispy would make a value of its own of a continued line
    text = re.sub(r"\n {4,}[ \t]*", " ", "\n".join(lines).strip().removeprefix("\ufeff").strip())
    (fields,) = _Parser(skip_unknown_tags=True).parse(f"{text}\nER  - ")
    fields["PMID"] = [fields["PMID"]]
    return fields


def _record(fields: dict[str, list[str]]) -> Record:
    def every(tag: str) -> list[str]:
        return [line for line in map(plain, fields.get(tag, [])) if line]

    def first(*tags: str) -> str:
        return next((line for tag in tags for line in every(tag)), "")

    year, date = year_and_date(first("DP"))
    places = [*every("LID"), *every("AID")]
    pii = [place.removesuffix("[pii]").strip() for place in places if place.endswith("[pii]")]
    is_chapter = bool(every("BTI") and every("TI"))
    is_book = bool(every("BTI")) and not is_chapter
    record = Record(
        title=title_of(first("TI", "BTI")),
        authors=each_inverted([*(every("FAU") or every("AU"))])
        + [{"literal": group} for group in every("CN")],
        year=year,
        date=date,
        container=first("BTI", "CTI") if is_chapter else first("JT", "TA") if not is_book else "",
        volume=first("VI"),
        issue=first("IP"),
        pages=pages_of(first("PG")) or next(filter(None, map(article_number, pii)), ""),
        doi=doi_of(*(place.removesuffix("[doi]") for place in places if place.endswith("[doi]"))),
        pmid=pmid_of(first("PMID")),
        pmcid=pmcid_of(first("PMC")),
        identifiers={"pii": pii[0]} if pii else {},
        type="chapter" if is_chapter else "book" if is_book else "article-journal",
        abstract=paragraphs(_LABEL.sub("\n", first("AB", "OAB"))),
        language=language_code(first("LA")),
        keywords=list(dict.fromkeys(word.lstrip("*") for word in [*every("OT"), *every("MH")])),
        publication_types=every("PT"),
        original_title=title_of(first("TT")),
        editors=each_inverted(every("FED") or every("ED")),
        edition=first("EN"),
        publisher=first("PB"),
        source="PubMed",
    )
    for tag in _NOTICE_TAGS:
        for citation in every(tag):
            notices.add_reference(record, tag, citation, None, "PubMed")
    notices.add_what_types_and_title_say(record, "PubMed")
    return record
