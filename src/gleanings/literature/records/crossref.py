"""Crossref's works, and CSL-JSON, which shares most of their names."""

import datetime as dt
from typing import Any

from gleanings.literature.records import notices
from gleanings.literature.records.fields import (
    date_parts,
    doi_of,
    language_code,
    pages_of,
    pmcid_of,
    pmid_of,
    web_address,
    year_and_date,
)
from gleanings.literature.records.people import inverted, person
from gleanings.literature.records.record import Name, Record
from gleanings.literature.records.text import paragraphs, plain, title_of

Json = dict[str, Any]

_TYPES = {
    **dict.fromkeys(("article-journal", "journal-article", "article-magazine", "review",
                     "peer-review", "review-book"), "article-journal"),
    **dict.fromkeys(("chapter", "book-chapter", "book-section", "book-part", "reference-entry",
                     "entry-encyclopedia", "entry-dictionary", "entry"), "chapter"),
    **dict.fromkeys(("book", "monograph", "edited-book", "reference-book", "book-set",
                     "book-series"), "book"),
    **dict.fromkeys(("report", "report-series", "report-component"), "report"),
    **dict.fromkeys(("thesis", "dissertation"), "thesis"),
}  # fmt: skip


def crossref_record(work: Json) -> Record:
    """A work of Crossref's REST API, or of its answer to ``application/…citeproc+json``."""
    record = csl_record(work)
    record.source = "Crossref"
    record.publication_types = [str(work["type"])] if work.get("type") else []
    if record.doi and any(map(_is_free, work.get("license") or [])):
        record.free_at = f"https://doi.org/{record.doi}"
    # a title that Crossref marks is marked by the publisher
    record.notices, record.notice_of = [], []
    notices.add_updates(record, work.get("update-to") or [], on_notice=True)
    notices.add_updates(record, work.get("updated-by") or [], on_notice=False)
    notices.add_what_types_and_title_say(record, "Crossref")
    return record


def _is_free(licence: Json) -> bool:
    """Whether it lets anybody read what the publisher shows; one for text mining does not."""
    begins = str((licence.get("start") or {}).get("date-time") or "")[:10]
    return (
        licence.get("content-version") in ("vor", "unspecified")
        and "creativecommons.org/" in str(licence.get("URL") or "")
        and begins <= dt.date.today().isoformat()
    )


def csl_record(item: Json) -> Record:
    year, date = _issued(item)
    title, subtitle = _text(item.get("title")), _text(item.get("subtitle"))
    if subtitle and subtitle.lower() not in title.lower():
        title = f"{title}: {subtitle}" if title else subtitle
    kind = _TYPES.get(str(item.get("type", "")), "document")
    record = Record(
        title=title_of(title),
        authors=_people(item.get("author")),
        year=year,
        date=date,
        container=plain(_text(item.get("container-title"))),
        volume=_text(item.get("volume")),
        issue=_text(item.get("issue")),
        pages=pages_of(_text(item.get("page")) or _text(item.get("article-number"))),
        doi=doi_of(_text(item.get("DOI")), _text(item.get("URL"))),
        pmid=pmid_of(item.get("PMID")),
        pmcid=pmcid_of(item.get("PMCID")),
        type=kind,
        abstract=paragraphs(_text(item.get("abstract"))),
        language=language_code(_text(item.get("language"))),
        keywords=_words(item),
        original_title=title_of(_text(item.get("original-title"))),
        editors=_people(item.get("editor")),
        edition=_text(item.get("edition") or item.get("edition-number")),
        chapter=_text(item.get("chapter-number")),
        publisher=plain(_text(item.get("publisher"))) if kind != "article-journal" else "",
        source="CSL-JSON",
    )
    if not record.doi:
        record.url = web_address(_text(item.get("URL")))
    # where Zotero and publishers' exports put it
    for note in (_text(item.get("references")), _text(item.get("note"))):
        if note.lower().startswith(("retraction published", "retraction in")):
            notices.add_reference(record, "RetractionIn", note, None, "CSL-JSON")
    marked = _text(item.get("status"))
    notices.add_what_types_and_title_say(record, "CSL-JSON", marked=marked)
    return record


def _text(value: Any) -> str:
    """The value, or the first of a list, as text."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _issued(item: Json) -> tuple[int | None, str]:
    names = ("issued", "published", "published-print", "published-online", "posted", "created")
    for name in names:
        told = item.get(name)
        if not isinstance(told, dict):
            if isinstance(told, str | int) and (found := year_and_date(str(told)))[0]:
                return found
            continue
        year, date = date_parts(told.get("date-parts"))
        if not year:
            year, date = year_and_date(_text(told.get("raw")), _text(told.get("literal")))
        if year:
            return year, date
    return None, ""


def _people(people: Any) -> list[Name]:
    names = [_person(one) for one in people or [] if isinstance(one, dict)]
    return [name for name in names if name]


def _person(one: Json) -> Name | None:
    group = plain(_text(one.get("literal")) or _text(one.get("name")))
    particles = (one.get("dropping-particle"), one.get("non-dropping-particle"), one.get("family"))
    family = plain(" ".join(filter(None, map(_text, particles))))
    given = plain(_text(one.get("given")))
    if not any(map(str.isalpha, family)):  # “-”, from a form that wants both
        family = ""
    if family:
        return person(family, given, plain(_text(one.get("suffix"))))
    if given and not group:
        return {"literal": given}
    return (inverted(group) if "," in group else {"literal": group}) if group else None


def _words(item: Json) -> list[str]:
    told = item.get("keyword") or item.get("categories") or item.get("subject") or []
    words = told.replace(";", ",").split(",") if isinstance(told, str) else told
    return [plain(str(word)) for word in words if str(word).strip()]
