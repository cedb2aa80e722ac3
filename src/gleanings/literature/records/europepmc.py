"""Europe PMC's results, core or lite."""

from typing import Any

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
from gleanings.literature.records.people import listed, person
from gleanings.literature.records.record import Name, Record
from gleanings.literature.records.text import paragraphs, plain, title_of

Json = dict[str, Any]
SOURCE = "Europe PMC"


def europepmc_record(result: Json) -> Record:
    part = result.get("journalInfo") or {}
    journal, book = part.get("journal") or {}, result.get("bookOrReportDetails") or {}
    year, date = year_and_date(
        str(result.get("pubYear") or part.get("yearOfPublication") or ""),
        str(part.get("dateOfPublication") or ""),
        str(result.get("firstPublicationDate") or ""),
    )
    headings = (result.get("meshHeadingList") or {}).get("meshHeading") or []
    kinds = (result.get("pubTypeList") or {}).get("pubType") or result.get("pubType") or []
    record = Record(
        title=title_of(result.get("title") or ""),
        authors=_authors(result),
        year=year,
        date=date,
        container=plain(journal.get("title") or result.get("journalTitle") or ""),
        volume=str(part.get("volume") or result.get("journalVolume") or ""),
        issue=str(part.get("issue") or result.get("issue") or ""),
        pages=pages_of(result.get("pageInfo") or ""),
        doi=doi_of(result.get("doi") or ""),
        pmid=pmid_of(result.get("pmid")),
        pmcid=pmcid_of(result.get("pmcid")),
        identifiers={"europepmc": f"{result.get('source', '')}:{result['id']}"}
        if result.get("id") and not result.get("pmid")
        else {},
        type="book" if book else "article-journal" if journal or kinds else "document",
        abstract=paragraphs(result.get("abstractText") or ""),
        language=language_code(result.get("language") or ""),
        keywords=list(
            dict.fromkeys(
                plain(word)
                for word in [
                    *((result.get("keywordList") or {}).get("keyword") or []),
                    *(one.get("descriptorName") or "" for one in headings),
                ]
                if word
            )
        ),
        publication_types=[kinds] if isinstance(kinds, str) else list(kinds),
        publisher=plain(book.get("publisher") or ""),
        free_at=_free_at(result),
        source=SOURCE,
    )
    for comment in (result.get("commentCorrectionList") or {}).get("commentCorrection") or []:
        other = pmid_of(comment.get("id")) if comment.get("source") == "MED" else None
        citation = str(comment.get("reference") or "")
        notices.add_reference(record, str(comment.get("type") or ""), citation, other, SOURCE)
    notices.add_what_types_and_title_say(record, SOURCE)
    return record


_FREE = ("OA", "F")
"""Open access, or free to read without a licence to pass it on."""


def _free_at(result: Json) -> str:
    places = (result.get("fullTextUrlList") or {}).get("fullTextUrl") or []
    free = [one for one in places if one.get("availabilityCode") in _FREE]
    # a page can be read on a phone, which a PDF hardly can
    free.sort(key=lambda one: one.get("documentStyle") == "pdf")
    return next((address for one in free if (address := web_address(one.get("url")))), "")


def _authors(result: Json) -> list[Name]:
    people = (result.get("authorList") or {}).get("author") or []
    names: list[Name] = []
    for one in people:
        if one.get("collectiveName"):
            names.append({"literal": plain(one["collectiveName"])})
        elif one.get("lastName"):
            given = one.get("firstName") or one.get("initials") or ""
            names.append(person(plain(one["lastName"]), plain(given)))
        elif one.get("fullName"):
            names.extend(listed(one["fullName"]))
    return names or listed(str(result.get("authorString") or "").removesuffix("."))
