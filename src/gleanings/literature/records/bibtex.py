"""BibTeX and BibLaTeX, entry by entry, so that a broken one takes no other along."""

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares.parsestack import default_parse_stack
from bibtexparser.model import Entry
from django.utils.translation import gettext as _

from gleanings.literature.records import notices
from gleanings.literature.records.fields import (
    doi_of,
    language_code,
    pages_of,
    pmcid_of,
    pmid_of,
    web_address,
    year_and_date,
)
from gleanings.literature.records.latex import LatexDecoding
from gleanings.literature.records.opening import TooLongLine, too_long_in_words
from gleanings.literature.records.people import person
from gleanings.literature.records.record import Name, Outcomes, Record, Refused
from gleanings.literature.records.tagged import MOST_LINES
from gleanings.literature.records.text import paragraphs, plain, title_of

# what somebody's file holds is no fault of the site's: a line for each in its log would be
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)

BEGINS = r"^\ufeff?[ \t]*@[a-zA-Z]{3,30}[ \t]*[{(]"
_ENTRY = re.compile(r"^\ufeff?[ \t]*@([a-zA-Z]{3,30})[ \t]*[{(]")
_NO_RECORDS = {"comment", "preamble", "string", "set", "xdata"}
_TYPES = {
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


def read_bibtex(lines: Iterable[tuple[int, str]]) -> Outcomes:
    strings: list[str] = []
    for number, kind, text in _entries(lines):
        if isinstance(text, _TooLong):
            yield Refused(number, too_long_in_words(text.line))
        elif kind == "string":
            strings.append(text)
        elif kind not in _NO_RECORDS:
            yield _outcome(number, text, strings)


@dataclass(frozen=True)
class _TooLong:
    """In the place of an entry's text."""

    line: int


def _entries(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, str | _TooLong]]:
    """Each entry's first line, kind and text, with whatever follows it before the next."""
    kind, began, gathered, too_long = "", 0, [], None  # type: str, int, list[str], _TooLong | None
    for number, line in lines:
        if match := _ENTRY.match(line):
            if kind:
                yield began, kind, too_long or "\n".join(gathered)
            kind, began, gathered, too_long = match[1].lower(), number, [], None
        if isinstance(line, TooLongLine):
            too_long = too_long or _TooLong(number)
        elif kind and len(gathered) < MOST_LINES:
            gathered.append(line)
    if kind:
        yield began, kind, too_long or "\n".join(gathered)


def _outcome(number: int, text: str, strings: list[str]) -> Record | Refused:
    library = parse_string(
        "\n".join([*strings, text.removeprefix("\ufeff")]), append_middleware=_middleware()
    )
    entry = library.entries[0] if library.entries else _with_first_fields(library)
    if entry is None:
        return Refused(
            number,
            _("This BibTeX entry is not closed or has a fault: check its braces and commas."),
        )
    record = _record(entry)
    record.line = number
    return record


@cache
def _middleware() -> list[Any]:
    return [
        LatexDecoding(),
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
    ]


def _with_first_fields(library: Any) -> Any:
    """An entry that names a field twice is one all the same, with what it says first."""
    for block in library.failed_blocks:
        entry = getattr(block, "ignore_error_block", None)
        if isinstance(entry, Entry):
            entry.fields = list({field.key: field for field in reversed(entry.fields)}.values())
            mended = Library([*library.strings, entry])
            for middleware in (*default_parse_stack(), *_middleware()):
                mended = middleware.transform(mended)
            return next(iter(mended.entries), None)
    return None


def _record(entry: Any) -> Record:
    fields: dict[str, Any] = {}
    for field in entry.fields:
        fields.setdefault(field.key.lower(), field.value)

    def first(*names: str) -> str:
        return next((_bare(str(fields[name])) for name in names if fields.get(name)), "")

    month = first("month")
    year, date = year_and_date(
        first("year", "date"), first("date"), f"{_month(month)} {first('year')}"
    )
    kind = _TYPES.get(entry.entry_type.lower(), "document")
    notes = re.split(r"(?<=[^.])\. ", first("note"))
    of_its_own = [note for note in notes if not notices.is_about_notice(note)]
    eprint = first("eprint") if first("eprinttype", "archiveprefix").lower() == "pubmed" else ""
    record = Record(
        title=title_of(_with_subtitle(first("title"), first("subtitle"))),
        authors=_names(fields.get("author")),
        year=year,
        date=date,
        container=first("journal", "journaltitle", "booktitle"),
        volume=first("volume"),
        issue=first("number", "issue"),
        pages=pages_of(first("pages", "eid", "article-number")),
        doi=doi_of(first("doi"), first("url"), *of_its_own),
        pmid=pmid_of(first("pmid") or eprint),
        pmcid=pmcid_of(first("pmcid", "pmc")),
        identifiers={"wos": first("unique-id").replace("ISI:", "WOS:")}
        if first("unique-id")
        else {},
        type=kind,
        abstract=paragraphs(_braceless(str(fields.get("abstract") or ""))),
        language=language_code(first("language", "langid")),
        keywords=[word for word in re.split(r"\s*[;,]\s*", first("keywords")) if word],
        publication_types=[first("type")] if first("type") else [],
        editors=_names(fields.get("editor")),
        edition=first("edition"),
        chapter=first("chapter"),
        publisher=first("publisher", "institution", "school"),
        source="BibTeX",
    )
    if not record.doi:
        record.url = web_address(first("url"))
    notices.add_notes(record, notes, "BibTeX")
    notices.without_mark(record)
    notices.add_what_types_and_title_say(record, "BibTeX")
    return record


def _month(text: str) -> str:
    names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    return names[int(text) - 1] if text.isdigit() and 1 <= int(text) <= 12 else text


def _with_subtitle(title: str, subtitle: str) -> str:
    return f"{title}: {subtitle}" if title and subtitle else title


def _names(people: Any) -> list[Name]:
    names = []
    for one in people if isinstance(people, list) else []:
        family, given = _bare(" ".join([*one.von, *one.last])), _bare(" ".join(one.first))
        if family.lower() == "others" and not given:
            continue
        if family or given:
            names.append(person(family or given, given if family else "", _bare(" ".join(one.jr))))
    return names


def _braceless(text: str) -> str:
    return text.replace("{", "").replace("}", "")


def _bare(text: str) -> str:
    return plain(_braceless(text))
