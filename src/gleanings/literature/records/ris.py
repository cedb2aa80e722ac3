"""RIS in its dialects: EndNote, Zotero, Ovid, Embase, ProQuest, Scopus, Web of Science, EBSCO …"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import rispy
from django.utils.translation import gettext as _

from gleanings.literature.records import notices
from gleanings.literature.records.fields import (
    article_number,
    doi_of,
    language_code,
    page_range,
    pmcid_of,
    pmid_of,
    web_address,
    year_and_date,
)
from gleanings.literature.records.people import each_inverted
from gleanings.literature.records.record import Outcomes, Record, Refused
from gleanings.literature.records.tagged import Chunk, Cut, chunks
from gleanings.literature.records.text import paragraphs, plain, title_of

BEGINS = r"^\ufeff?[ \t]*(?:\d{1,7}\.[ \t]*)?TY[ \t]{1,3}-"
_CUT = Cut(
    begins=re.compile(BEGINS),
    # with words behind it only where it is spelled as rispy reads it: an abstract may go on with
    # “ER - mediated”
    ends=re.compile(r"^[ \t]*ER[ \t]{1,3}-\s*$|^ER  -"),
    tells=re.compile(r"^(?:AU|A1|TI|T1)  - \S"),
)
_TAG = re.compile(r"^\ufeff?[ \t]*(?:\d{1,7}\.[ \t]*)?([A-Z][A-Z0-9])[ \t]{1,3}-(?:[ \t]|$)")
_STRICT_TAG = re.compile(r"^[A-Z][A-Z0-9]  -")

TYPES = {
    **dict.fromkeys(
        ("JOUR", "EJOUR", "JFULL", "MGZN", "ABST", "INPR", "JOURNAL ARTICLE"), "article-journal"
    ),
    **dict.fromkeys(("CHAP", "ECHAP"), "chapter"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "WHOLE"), "book"),
    **dict.fromkeys(("RPRT", "GOVDOC"), "report"),
    "THES": "thesis",
}
_NUMBERS_IN_DATABASES = (
    ("wos", re.compile(r"WOS:\w+")),
    ("scopus", re.compile(r"2-s2\.0-\d+")),
    ("embase", re.compile(r"\bL\d{8,10}\b")),
    ("psycinfo", re.compile(r"\b(?:19|20)\d\d-\d{5}-\d{3}\b")),
)
# the kinds of publication that EndNote leaves among the notes of what it took from PubMed
_KINDS_IN_NOTES = re.compile(
    r"^(?:Retracted Publication|Retraction of Publication|Retraction Notice|Published Erratum"
    r"|Expression of Concern|Meta-Analysis|Systematic Review|Review|Journal Article|Comment"
    r"|Randomized Controlled Trial|Case Reports|Editorial|Letter)$"
)

_TITLES = ("TI", "T1", "T2", "JF", "JO", "TT")


class _Parser(rispy.RisParser):
    """rispy, with the tags as they are and every one that may come twice as a list."""

    DEFAULT_MAPPING: ClassVar[dict[str, str]] = {
        tag: tag for tag in (*rispy.TAG_KEY_MAPPING, "VO", "AR", "PM", "C7", "L3", "LK", "BT", "ED")
    }
    DEFAULT_LIST_TAGS: ClassVar[list[str]] = [
        tag for tag in DEFAULT_MAPPING if tag not in {"TY", "AB", "N2", *_TITLES}
    ]
    DEFAULT_DELIMITER_MAPPING: ClassVar[dict[str, str]] = {}


_KNOWN = frozenset(_Parser.DEFAULT_MAPPING) - {"ER"}


def read_ris(lines: Iterable[tuple[int, str]], source: str = "RIS") -> Outcomes:
    """Every record; one without its end is closed where the next begins."""
    last: Chunk | None = None
    for chunk in chunks(lines, _CUT):
        yield from _outcomes(chunk, source)
        last = chunk
    if last and not last.is_closed and not last.is_stray:
        yield Refused(
            last.line,
            _("The last record has no end (ER). If the file was cut off, fetch it again."),
        )


def _outcomes(chunk: Chunk, source: str) -> Iterator[Record | Refused]:
    if chunk.is_stray:
        yield Refused(
            chunk.line,
            _("These lines belong to no record: the line that begins one (TY) is missing."),
        )
        return
    if chunk.refusal:
        yield chunk.refusal
        return
    text = "\n".join(filter(None, map(_normal, chunk.lines)))
    (fields,) = _Parser(skip_unknown_tags=True).parse(f"{text}\nER  - ")
    record = _record(fields, source)
    record.line = chunk.line
    yield record
    if _may_be_two(text):
        yield Refused(
            chunk.line,
            _(
                "This record has two titles and two years: it may be two records, of which the end "
                "of one (ER) and the beginning of the next (TY) are missing. It was read as one."
            ),
        )


def _may_be_two(text: str) -> bool:
    tags = Counter(line[:2] for line in text.split("\n") if _STRICT_TAG.match(line))
    return max(tags["TI"], tags["T1"]) > 1 and max(tags["PY"], tags["Y1"]) > 1


def _normal(line: str) -> str:
    """A tag at the start of its line, two spaces after it, as rispy wants it."""
    if _STRICT_TAG.match(line):
        return line
    match = _TAG.match(line)
    if match is None or match[1] not in _KNOWN:
        return line
    return f"{match[1]}  - {line[match.end() :]}"


def _record(fields: dict[str, Any], source: str) -> Record:
    def every(*tags: str) -> list[str]:
        found = [fields[tag] for tag in tags if fields.get(tag)]
        lines = [line for one in found for line in (one if isinstance(one, list) else [one])]
        return [line for line in map(plain, lines) if line]

    def first(*tags: str) -> str:
        return next(iter(every(*tags)), "")

    kind = TYPES.get(first("TY").upper(), "document")
    is_article = kind == "article-journal"
    year, date = year_and_date(*every("PY", "Y1", "YR"), *every("DA"))
    if not date and year and (month := first("DA")):
        _year, date = year_and_date(f"{month} {year}")
    numbers = every("AN", "ID", "U2", "UR", "N1")
    notes = every("N1", "M1")
    of_its_own = [note for note in notes if not notices.is_about_notice(note)]
    # of an article the second names are whoever the database likes, as reviewers; Ovid has a date
    # in ED
    named = every("ED") if is_article else [*every("ED"), *every("A2")]
    editors = [one for one in named if any(map(str.isalpha, one))]
    record = Record(
        title=title_of(first("TI", "T1", "CT", "BT", "ST")),
        authors=each_inverted(every("AU") or every("A1")),
        year=year,
        date=date,
        container=first(*_CONTAINERS["article" if is_article else "other"]),
        volume=first("VL", "VO"),
        issue=first("IS", "CP") if is_article else first("IS"),
        pages=page_range(first("SP"), first("EP")) or article_number(first("AR", "C7")),
        doi=doi_of(*every("DO", "DI"), *every("M3", "L3"), *every("UR", "L2", "LK"), *of_its_own),
        pmid=_pmid(every, first),
        pmcid=pmcid_of(" ".join(every("C2", "U2"))),
        identifiers={
            name: found[0]
            for name, pattern in _NUMBERS_IN_DATABASES
            if (found := pattern.search(" ".join(numbers)))
        },
        type=kind,
        abstract=paragraphs(_unfolded(fields.get("AB") or fields.get("N2") or "")),
        language=language_code(first("LA")),
        keywords=_keywords(every("KW")),
        publication_types=[
            *every("M3")[:1],
            *(note for note in notes if _KINDS_IN_NOTES.match(note)),
        ],
        original_title=title_of(first("TT", "OP")),
        editors=each_inverted(editors),
        edition="" if is_article else first("ET"),
        chapter="" if is_article else first("SE"),
        publisher=first("PB"),
        source=source,
    )
    if not record.doi:
        record.url = next(filter(None, map(web_address, every("UR"))), "")
    notices.add_notes(record, notes, source)
    notices.without_mark(record)
    notices.add_what_types_and_title_say(record, source)
    return record


_CONTAINERS = {
    "article": ("T2", "JF", "JO", "JA", "J2", "J1", "BT"),
    "other": ("T2", "BT", "JF", "JO", "JA", "J2"),
}


def _pmid(every: Any, first: Any) -> str | None:
    """What EndNote has of PubMed bears its number; what any other database gives is its own."""
    for text in every("PM", "C1"):
        if text.upper().startswith("PMID") and (pmid := pmid_of(text)):
            return pmid
    if pmid := pmid_of(first("PM")):
        return pmid
    told = " ".join([*every("DB"), *every("DP")]).lower()
    of_pubmed = re.search(r"\bnlm\b|pubmed|\bmedline\b", told) and "embase" not in told
    if of_pubmed and re.fullmatch(r"[1-9]\d{0,8}", first("AN")):
        return first("AN")
    for text in every("UR", "U1", "U2", "N1"):
        if "pubmed" in text and (pmid := pmid_of(text)):
            return pmid
        if found := re.search(r"\bPMID:\s*(\d{4,9})\b", text):
            return found[1]
    return None


def _unfolded(text: str | list[str]) -> str:
    return text if isinstance(text, str) else " ".join(text)


def _keywords(lines: list[str]) -> list[str]:
    """One each, also where a line holds several; databases mark the main ones with a star."""
    several = [part for line in lines for part in re.split(r"\s*;\s*|,\s{2,}", line)]
    return list(dict.fromkeys(word.strip("* ") for word in several if word.strip("* ")))
