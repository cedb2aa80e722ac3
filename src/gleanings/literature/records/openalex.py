"""OpenAlex's works, of either schema: before and after 2023."""

import re
from typing import Any

from gleanings.literature.citations.names import GROUP_WORDS
from gleanings.literature.notices.kinds import NoticeKind
from gleanings.literature.records.fields import (
    doi_of,
    language_code,
    page_range,
    pmcid_of,
    pmid_of,
    web_address,
    year_and_date,
)
from gleanings.literature.records.people import person
from gleanings.literature.records.record import Name, Notice, Record
from gleanings.literature.records.text import paragraphs, plain, title_of

Json = dict[str, Any]
_TYPES = {
    **dict.fromkeys(("article", "review", "journal-article", "editorial", "letter", "erratum",
                     "retraction", "peer-review"), "article-journal"),
    **dict.fromkeys(("book-chapter", "reference-entry", "chapter"), "chapter"),
    **dict.fromkeys(("book", "monograph", "reference-book"), "book"),
    "report": "report",
    **dict.fromkeys(("dissertation", "thesis"), "thesis"),
}  # fmt: skip
_FAMILY = re.compile(
    r"^(?P<given>.+?)\s+(?P<family>(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ten|"
    r"ter|el|al|bin|ben)\s+)*\S+)(?P<suffix>\s+(?:Jr|Sr|I{2,3}|IV)\.?)?$"
)


def openalex_record(work: Json) -> Record:
    place = work.get("primary_location") or {}
    venue = place.get("source") or work.get("host_venue") or {}
    ids, part = work.get("ids") or {}, work.get("biblio") or {}
    year, date = year_and_date(
        str(work.get("publication_year") or ""), str(work.get("publication_date") or "")
    )
    record = Record(
        title=title_of(work.get("title") or work.get("display_name") or ""),
        authors=[name for one in work.get("authorships") or [] if (name := _name(one))],
        year=year,
        # where it knows the year alone, it says the first of January
        date="" if date.endswith("-01-01") else date,
        container=plain(venue.get("display_name") or ""),
        volume=str(part.get("volume") or ""),
        issue=str(part.get("issue") or ""),
        pages=page_range(str(part.get("first_page") or ""), str(part.get("last_page") or "")),
        doi=doi_of(work.get("doi") or ids.get("doi") or ""),
        pmid=pmid_of(ids.get("pmid")),
        pmcid=pmcid_of(ids.get("pmcid")),
        identifiers={"openalex": str(work["id"]).rsplit("/", 1)[-1]},
        type=_TYPES.get(str(work.get("type")), "document"),
        abstract=_abstract(work.get("abstract_inverted_index")),
        language=language_code(work.get("language") or ""),
        keywords=[plain(one.get("display_name") or "") for one in work.get("keywords") or []],
        publication_types=[str(work["type"])] if work.get("type") else [],
        source="OpenAlex",
    )
    if not record.doi:
        record.url = web_address(place.get("landing_page_url"))
    if (access := work.get("open_access") or {}).get("is_oa") is True:
        free = work.get("best_oa_location") or {}
        record.free_at = web_address(
            free.get("landing_page_url") or free.get("pdf_url") or access.get("oa_url")
        )
    # of the article alone: a notice has it false
    if work.get("is_retracted") is True:
        record.notices.append(Notice(NoticeKind.RETRACTION, source="OpenAlex"))
    return record


def _name(one: Json) -> Name | None:
    told = one.get("raw_author_name") or (one.get("author") or {}).get("display_name") or ""
    name = plain(told)
    if "," in name and not GROUP_WORDS.search(name):
        family, _comma, given = name.partition(",")
        return person(family.strip(), given.strip())
    match = _FAMILY.match(name)
    if match is None or GROUP_WORDS.search(name):
        return {"literal": name} if name else None
    return person(match["family"], match["given"], (match["suffix"] or "").strip())


def _abstract(index: Json | None) -> str:
    """The words back in their order."""
    placed = [(at, word) for word, places in (index or {}).items() for at in places]
    return paragraphs(" ".join(word for _at, word in sorted(placed)))
