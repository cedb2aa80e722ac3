"""A record as a reference manager or PubMed exports it: RIS, BibTeX, nbib (MEDLINE)."""

import logging
import re
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

import rispy
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string

from gleanings.literature.citations.cleaning import clean
from gleanings.literature.citations.dates import partial_date
from gleanings.literature.citations.records import Name, ParsedCitation
from gleanings.literature.identifiers import normalise_doi

# what somebody pasted is no fault of the site's: a line for each in its log would be
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)

_RIS = re.compile(r"^\ufeff?[ \t]*(?:\d{1,6}\.[ \t]*)?TY {1,2}-", re.MULTILINE)
_NBIB = re.compile(r"^\ufeff?[ \t]*PMID {0,2}- ", re.MULTILINE)
_BIBTEX = re.compile(r"^\ufeff?[ \t]*@\w{3,30}[ \t]*[{(]", re.MULTILINE)

_INITIALS_LAST = re.compile(r"^(\S.{0,60}) ((?:[^\W\d_]\.[- ]?)+)$")

_RIS_TYPES = {
    **dict.fromkeys(("JOUR", "EJOUR", "JFULL", "MGZN", "ABST", "INPR"), "article-journal"),
    **dict.fromkeys(("CHAP", "ECHAP"), "chapter"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "WHOLE"), "book"),
    **dict.fromkeys(("RPRT", "GOVDOC"), "report"),
    "THES": "thesis",
}
_BIBTEX_TYPES = {
    "article": "article-journal",
    "incollection": "chapter",
    "inbook": "chapter",
    "book": "book",
    "collection": "book",
    "techreport": "report",
    "report": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
}


def parse_export(text: str) -> list[ParsedCitation] | None:
    """The records of an export; None where the text is none."""
    for looks_like, parse in _FORMATS:
        if looks_like.search(text):
            return [record for record in parse(text.lstrip("\ufeff")) if _says_something(record)]
    return None


def _says_something(record: ParsedCitation) -> bool:
    return bool(record.title or record.doi)


# --- RIS -----------------------------------------------------------------------------------------
def _from_ris(text: str) -> Iterable[ParsedCitation]:
    # rispy wants the tag at the start of its line, two spaces after it, and the last record closed
    lines = (
        re.sub(r"^\s*(?:\d+\.\s*)?([A-Z][A-Z0-9]) {1,2}-\s?", r"\1  - ", line)
        for line in text.splitlines()
    )
    records = rispy.loads("\n".join([*lines, "ER  - "]), skip_unknown_tags=True)
    return [_ris_record(record) for record in records]


def _ris_record(record: dict[str, Any]) -> ParsedCitation:
    def first(*names: str) -> str:
        values = (record.get(name) for name in names)
        return next((_line(value) for value in values if value and _line(value)), "")

    kind = _RIS_TYPES.get(first("type_of_reference"), "document")
    pages = _pages(first("start_page"), first("end_page"))
    authors = _names(record.get("authors") or record.get("first_authors") or [])
    editors = [*record.get("editors", []), *record.get("secondary_authors", [])]
    year, date = _year_and_date(
        first("year", "publication_year"), first("date", "publication_year", "year")
    )
    container = first(
        "secondary_title",
        "journal_name",
        "alternate_title3",
        "alternate_title1",
        "alternate_title2",
    )
    return ParsedCitation(
        authors=authors,
        editors=_names(editors) if kind != "article-journal" else (),
        year=year,
        date=date,
        title=_title(first("title", "primary_title")),
        container=container,
        volume=first("volume"),
        issue=first("number"),
        pages=pages,
        edition=first("edition"),
        publisher=first("publisher"),
        doi=_doi(first("doi"), *map(str, record.get("urls", [])), first("url")),
        url=first("url") if not first("doi") else "",
        type=kind,
    )


# --- nbib ----------------------------------------------------------------------------------------
class _Nbib(rispy.RisParser):
    """PubMed's tags: up to four letters, and continued lines six spaces in."""

    START_TAG = "PMID"
    DEFAULT_MAPPING: ClassVar[dict[str, str]] = {
        "PMID": "pmid", "TI": "title", "BTI": "title", "FAU": "full_authors", "AU": "authors",
        "CN": "groups", "FED": "editors", "DP": "date", "JT": "journal", "TA": "journal_short",
        "VI": "volume", "IP": "number", "PG": "pages", "LID": "identifiers", "AID": "identifiers",
        "PT": "types", "PB": "publisher", "CTI": "book",
    }  # fmt: skip
    DEFAULT_LIST_TAGS: ClassVar[list[str]] = ["FAU", "AU", "CN", "FED", "LID", "AID", "PT"]
    DEFAULT_DELIMITER_MAPPING: ClassVar[dict[str, str]] = {}

    def parse_line(self, line: str) -> tuple[str, str] | tuple[None, str]:
        match = re.match(r"^([A-Z]{2,4}) {0,2}- ?(.*)$", line)
        return (match[1], match[2].strip()) if match else (None, line.strip())


def _from_nbib(text: str) -> Iterable[ParsedCitation]:
    records = re.split(r"(?m)^(?=PMID {0,2}-)", text.replace("\r", ""))
    closed = "\n".join(f"{_unfolded(record)}\nER  - " for record in records if record.strip())
    parsed = rispy.loads(closed, implementation=_Nbib, skip_unknown_tags=True)
    return [_nbib_record(record) for record in parsed]


def _unfolded(record: str) -> str:
    # rispy would add a continued line to the tag before one that it skips
    return re.sub(r"\n {6}\s*", " ", record).strip()


def _nbib_record(record: dict[str, Any]) -> ParsedCitation:
    year, date = _year_and_date(record.get("date", ""), record.get("date", ""))
    identifiers = [one for one in record.get("identifiers", []) if "[doi]" in one]
    people = _names(record.get("full_authors") or map(_inverted, record.get("authors", [])))
    groups = tuple(Name(literal=_line(group)) for group in record.get("groups", []))
    return ParsedCitation(
        authors=people + groups,
        editors=_names(record.get("editors", [])),
        year=year,
        date=date,
        title=_title(record.get("title", "")),
        container=_line(
            record.get("book") or record.get("journal") or record.get("journal_short") or ""
        ),
        volume=record.get("volume", ""),
        issue=record.get("number", ""),
        pages=record.get("pages", ""),
        publisher=record.get("publisher", ""),
        doi=_doi(*(one.replace("[doi]", "") for one in identifiers)),
        type="chapter" if record.get("book") else "article-journal",
    )


def _inverted(name: str) -> str:
    """“Moreau LA” as “Moreau, L. A.”."""
    family, _space, initials = name.rpartition(" ")
    return f"{family}, {' '.join(f'{letter}.' for letter in initials)}" if family else name


# --- BibTeX --------------------------------------------------------------------------------------
def _from_bibtex(text: str) -> Iterable[ParsedCitation]:
    library = parse_string(
        text,
        append_middleware=[
            # braces stay: they keep a group's name in one piece
            middlewares.LatexDecodingMiddleware(keep_braced_groups=True),
            middlewares.SeparateCoAuthors(),
            middlewares.SplitNameParts(),
        ],
    )
    return [_bibtex_record(entry) for entry in library.entries]


def _bibtex_record(entry: Any) -> ParsedCitation:
    fields = {field.key.lower(): field.value for field in entry.fields}

    def first(*names: str) -> str:
        values = (fields.get(name) for name in names)
        return next((_bare(str(value)) for value in values if value), "")

    kind = _BIBTEX_TYPES.get(entry.entry_type.lower(), "document")
    month = first("month")
    year, date = _year_and_date(first("year", "date"), first("date") or f"{month} {first('year')}")
    return ParsedCitation(
        authors=_bibtex_names(fields.get("author", [])),
        editors=_bibtex_names(fields.get("editor", [])),
        year=year,
        date=date,
        title=_title(first("title")),
        container=first("journal", "journaltitle", "booktitle"),
        volume=first("volume"),
        issue=first("number", "issue"),
        pages=re.sub(r"\s*[-–—]+\s*", "–", first("pages")),
        edition=first("edition"),
        chapter=first("chapter"),
        publisher=first("publisher", "institution", "school"),
        doi=_doi(first("doi"), first("url")),
        url=first("url") if not first("doi") else "",
        type=kind,
    )


def _bibtex_names(people: Any) -> tuple[Name, ...]:
    names = []
    for person in people if isinstance(people, list) else []:
        family = _bare(" ".join([*person.von, *person.last]))
        given = _bare(" ".join(person.first))
        suffix = _bare(" ".join(person.jr))
        if family and given:
            names.append(Name(family=family, given=given, suffix=suffix))
        elif family or given:
            names.append(Name(literal=family or given))
    return tuple(names)


def _bare(text: str) -> str:
    return _line(text.replace("{", "").replace("}", ""))


# --- what all have in common ---------------------------------------------------------------------
def _line(value: Any) -> str:
    return clean(str(value[0] if isinstance(value, list) else value))


def _title(text: str) -> str:
    text = _line(text).strip("[] ") if text.startswith("[") else _line(text)
    return text.removesuffix(".").strip()


def _names(people: Iterable[str]) -> tuple[Name, ...]:
    return tuple(map(_name, filter(None, map(_line, people))))


def _name(person: str) -> Name:
    parts = [part.strip() for part in person.split(",")]
    if len(parts) == 1 and (inverted := _INITIALS_LAST.match(person)):
        return Name(family=inverted[1], given=inverted[2])
    if len(parts) == 1 or not parts[1]:
        return Name(literal=parts[0])
    suffix = parts[2] if len(parts) > 2 else ""
    return Name(family=parts[0], given=parts[1], suffix=suffix)


def _year_and_date(year: str, date: str) -> tuple[int | None, str | None]:
    known, _nothing = partial_date(year)
    dated, iso = partial_date(re.sub(r"(\d)/(?=\d)", r"\1-", date).rstrip("/"))
    return (known or dated, iso if dated in (known, None) or known is None else None)


def _pages(first: str, last: str) -> str:
    # databases fill in a field that they have nothing for
    first, last = (
        "" if text.lower() in {"no", "specified", "nan"} else text for text in (first, last)
    )
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        whole = first[: len(first) - len(last)] + last  # 737 and 8: 737–738
        last = whole if int(whole) >= int(first) else last
    if not last or last == first or re.search(r"[-–]", first):
        return first
    return f"{first}–{last}"


def _doi(*texts: str) -> str | None:
    return next((doi for text in texts if text and (doi := normalise_doi(text))), None)


_FORMATS: list[tuple[re.Pattern[str], Callable[[str], Iterable[ParsedCitation]]]] = [
    (_NBIB, _from_nbib),
    (_RIS, _from_ris),
    (_BIBTEX, _from_bibtex),
]
