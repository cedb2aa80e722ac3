"""What somebody pasted as a citation: an export, MLA, APA, or a DOI or PMID alone."""

import re
from dataclasses import dataclass

from gleanings.literature.citations.cleaning import clean
from gleanings.literature.citations.long import LONGEST_CITATION
from gleanings.literature.citations.mla import parse_mla
from gleanings.literature.citations.notes import with_notes
from gleanings.literature.citations.parsed_citation import Name, ParsedCitation
from gleanings.literature.citations.parser import parse_citation
from gleanings.literature.identifiers import PMC, split_off_doi
from gleanings.literature.records import Record, read_text
from gleanings.literature.records.fields import pmid_of
from gleanings.literature.records.reading import LIST
from gleanings.literature.records.record import Name as RecordName
from gleanings.literature.records.record import UnreadableFileError

LONGEST_PASTED = 100_000
_EXPORTS = {"ris", "medline", "bibtex", "wos", "json", "pubmed"}


@dataclass(frozen=True)
class Pasted:
    citation: ParsedCitation
    records: int = 1
    """How many the text holds; the first of them is read."""
    cut: str = ""
    """What stands beyond the length of a citation, and was not read."""

    @property
    def is_only_a_doi(self) -> bool:
        return bool(self.citation.doi and not self.citation.title)

    @property
    def is_only_a_pmid(self) -> bool:
        one = self.citation
        return bool(one.pmid and not one.doi and not one.title)

    @property
    def is_only_a_pmcid(self) -> bool:
        one = self.citation
        return bool(one.url and not (one.doi or one.pmid or one.title))


def read_pasted(text: str) -> Pasted:
    """The first record of an export, or the citation."""
    text, beyond = text[:LONGEST_PASTED], text[LONGEST_PASTED:]
    form, records = _records(text)
    if exported := [one for one in records if form in _EXPORTS and (one.title or one.doi)]:
        first = citation_of(exported[0])
        # of several records, the notes of one are not told from those of others
        first = with_notes(first, text) if len(exported) == 1 else first
        return Pasted(first, len(exported), beyond)
    listed = records if form == LIST else []
    # a bare number may be anything
    if listed and not listed[0].pmid and (len(listed) > 1 or listed[0].pmcid):
        return Pasted(citation_of(listed[0]), len(listed), beyond)
    doi, rest = split_off_doi(text)
    if doi and not re.search(r"\w{2}", re.sub(r"(?i)https?|doi|org", "", rest)):
        return Pasted(ParsedCitation(doi=doi, type="article-journal"))
    if pmid := _pmid_alone(text):
        return Pasted(ParsedCitation(pmid=pmid, type="article-journal"))
    short = text[:LONGEST_CITATION]
    if mla := parse_mla(clean(short)):
        return Pasted(mla, cut=text[LONGEST_CITATION:] + beyond)
    citation = parse_citation(text)
    long = [piece for piece in citation.unread if len(text) > LONGEST_CITATION and piece in text]
    return Pasted(citation, cut=" ".join(long[-1:]) + beyond)


def _pmid_alone(text: str) -> str | None:
    """A bare number is one from seven digits on; shorter ones may be a year, or anything."""
    pmid = pmid_of(text)
    return pmid if pmid and (len(pmid) >= 7 or not text.strip().isdecimal()) else None


def _records(text: str) -> tuple[str, list[Record]]:
    """The form of the text, and what it holds; none where it is a citation or anything else."""
    try:
        read = read_text(text)
    except UnreadableFileError:
        return "", []
    if read.format not in {*_EXPORTS, LIST}:
        return "", []
    return read.format, [one for one in read.outcomes if isinstance(one, Record)]


def citation_of(record: Record) -> ParsedCitation:
    return ParsedCitation(
        authors=tuple(map(_name, record.authors)),
        year=record.year,
        date=record.date or None,
        title=record.title,
        container=record.container,
        volume=record.volume,
        issue=record.issue,
        pages=record.pages,
        doi=record.doi,
        pmid=record.pmid,
        editors=tuple(map(_name, record.editors)),
        edition=record.edition,
        chapter=record.chapter,
        publisher=record.publisher,
        url=record.url or (record.pmcid and PMC % record.pmcid) or "",
        type=record.type,
    )


def _name(name: RecordName) -> Name:
    return Name(**name)
