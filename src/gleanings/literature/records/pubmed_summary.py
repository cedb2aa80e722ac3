"""PubMed's ESummary in JSON: a record without its abstract."""

from typing import Any

from gleanings.literature.records import notices
from gleanings.literature.records.fields import (
    doi_of,
    language_code,
    pages_of,
    pmcid_of,
    pmid_of,
    year_and_date,
)
from gleanings.literature.records.people import each_inverted, inverted
from gleanings.literature.records.record import Name, Record
from gleanings.literature.records.text import plain, title_of


def summary_record(summary: dict[str, Any]) -> Record:
    ids = {one.get("idtype"): str(one.get("value", "")) for one in summary.get("articleids") or []}
    year, date = year_and_date(str(summary.get("pubdate") or ""))
    people = summary.get("authors") or []
    record = Record(
        title=title_of(summary.get("title") or ""),
        authors=[name for one in people if (name := _name(one))],
        year=year,
        date=date,
        container=plain(summary.get("fulljournalname") or summary.get("source") or ""),
        volume=str(summary.get("volume") or ""),
        issue=str(summary.get("issue") or ""),
        pages=pages_of(summary.get("pages") or ""),
        doi=doi_of(ids.get("doi", ""), str(summary.get("elocationid") or "")),
        pmid=pmid_of(summary.get("uid")),
        pmcid=pmcid_of(ids.get("pmc") or ids.get("pmcid")),
        language=language_code((summary.get("lang") or [""])[0]),
        publication_types=[str(kind) for kind in summary.get("pubtype") or []],
        original_title=title_of(summary.get("vernaculartitle") or ""),
        source="PubMed",
    )
    for one in summary.get("references") or []:
        citation = str(one.get("refsource") or "")
        kind = str(one.get("reftype") or "")
        notices.add_reference(record, kind, citation, pmid_of(one.get("pmid")), "PubMed")
    notices.add_what_types_and_title_say(record, "PubMed")
    return record


def _name(one: dict[str, Any]) -> Name | None:
    name = plain(str(one.get("name") or ""))
    if one.get("authtype") == "CollectiveName":
        return {"literal": name}
    family, _space, initials = name.rpartition(" ")
    return next(iter(each_inverted([f"{family}, {initials}"])), None) if family else inverted(name)
