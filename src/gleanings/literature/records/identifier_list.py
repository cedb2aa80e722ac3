"""A plain list of DOIs, PMIDs or PMCIDs, one a line or parted by commas."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from gleanings.literature.records.fields import doi_of, pmcid_of, pmid_of
from gleanings.literature.records.opening import TooLongLine, too_long_in_words
from gleanings.literature.records.record import Outcomes, Record, Refused

_PARTS = re.compile(
    r"(?<![:\s,;])(?<!pmid)(?<!doi)[\s,;]+(?=10\.\d{4}|https?:|doi:|pm(?:id|c)|\d{4,9}\b)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^[\"']?(?:dois?|pmids?|pmcids?|uids?|identifiers?)[\"']?\s*[:,;]?$", re.I)
_COMMENT = re.compile(r"^\s*(?:#|//|$)")


def identified(text: str) -> Record | None:
    """The record of which a text gives the identifier and nothing else."""
    text = text.strip(" \t\"'[](){}<>,;")
    if pmid := pmid_of(text):
        return Record(pmid=pmid, type="article-journal", source="list")
    if re.fullmatch(r"(?:PMCID:?\s*)?PMC\d{3,9}", text, re.IGNORECASE):
        return Record(pmcid=pmcid_of(text), source="list")
    # an address or a label may stand before it, other words may not
    if re.fullmatch(r"(?:doi:?\s*)?(?:https?://\S*?)?10\.\d{4,9}/\S+", text, re.IGNORECASE):
        doi = doi_of(text)
        return Record(doi=doi, source="list") if doi else None
    return None


def looks_like_list(head: str, share: float) -> bool:
    """So much of the beginning at least, but for a heading and remarks, are identifiers."""
    lines = [line for line in head.splitlines()[:50] if not _COMMENT.match(line)]
    if lines and _HEADING.match(lines[0].strip()):
        lines = lines[1:]
    parts = [part for line in lines for part in _PARTS.split(line.strip())]
    known = sum(identified(part) is not None for part in parts)
    return known >= max(1, share * len(parts))


def read_identifiers(lines: Iterable[tuple[int, str]]) -> Outcomes:
    for number, line in lines:
        if isinstance(line, TooLongLine):
            yield Refused(number, too_long_in_words(number))
            continue
        if _COMMENT.match(line) or _HEADING.match(line.strip("\ufeff \t")):
            continue
        for part in _PARTS.split(line.strip("\ufeff \t")):
            record = identified(part)
            if record is None:
                yield Refused(
                    number,
                    _("“%(text)s” is neither a DOI nor a PMID.") % {"text": part[:80]},
                )
            else:
                record.line = number
                yield record
