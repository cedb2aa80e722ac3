"""A journal article cited in MLA style, as Google Scholar and databases offer it."""

import re

from gleanings.literature.citations.dates import partial_date
from gleanings.literature.citations.parsed_citation import Name, ParsedCitation
from gleanings.literature.identifiers import split_off_doi

_MLA = re.compile(
    r"^(?P<people>[^\"“”«»]{1,1000}?)\.?\s*[\"“«]\s*(?P<title>[^\"“”«»]{3,900}?)\s*[\"”»]\.?\s*"
    r"(?P<container>[^,]{2,300}?),?\s+(?:vol\.\s*)?(?P<volume>\d{1,5}[A-Za-z]?)"
    r"(?:(?:,\s*no\.\s*|\.)(?P<issue>[\w–-]{1,20}))?"
    r"(?:,\s*(?P<date>[^,()]{0,30}\d{4})|\s*\((?P<bracket>[^()]{0,30}\d{4})\))"
    r"(?:[,:]\s*(?:pp?\.\s*)?(?P<pages>[A-Za-z]?\d[\w]{0,12}(?:\s*[–-]\s*\w{1,12})?))?",
)


def parse_mla(text: str) -> ParsedCitation | None:
    """None where the text is no such citation."""
    doi, rest = split_off_doi(text)
    match = _MLA.match(rest)
    if match is None:
        return None
    people, left_out = _people(match["people"].strip())
    if not people:
        return None
    year, date = partial_date(match["date"] or match["bracket"])
    return ParsedCitation(
        authors=people,
        ellipsis_at=len(people) if left_out else None,
        year=year,
        date=date,
        title=match["title"].rstrip(".").strip(),
        container=match["container"].strip(),
        volume=match["volume"],
        issue=match["issue"] or "",
        pages=match["pages"] or "",
        doi=doi,
        type="article-journal",
    )


def _people(text: str) -> tuple[tuple[Name, ...], bool]:
    """“Moreau, Louise, and Paul T. Quist”: only the first name is turned round."""
    text, left_out = re.subn(r",?\s+et\s+al\.?$", "", text)
    first, _and, last = re.sub(r",?\s+(?:and|et|&)\s+", "\0", text).partition("\0")
    parts = [part.strip() for part in first.split(",")]
    if len(parts) < 2:
        return (), False
    names = [Name(family=parts[0], given=parts[1])]
    others = [*parts[2:], *last.split("\0")]
    for other in filter(None, map(str.strip, others)):
        given, _space, family = other.rpartition(" ")
        names.append(Name(family=family, given=given) if given else Name(literal=other))
    return tuple(names), bool(left_out)
