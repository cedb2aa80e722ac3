"""What somebody pasted as a citation, in whatever form: an export, MLA, APA, or a DOI alone."""

import re
from dataclasses import dataclass

from gleanings.literature.citations.cleaning import clean
from gleanings.literature.citations.exports import parse_export
from gleanings.literature.citations.long import LONGEST_CITATION
from gleanings.literature.citations.mla import parse_mla
from gleanings.literature.citations.parser import parse_citation
from gleanings.literature.citations.records import ParsedCitation
from gleanings.literature.identifiers import split_off_doi

LONGEST_PASTED = 100_000


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


def read_pasted(text: str) -> Pasted:
    """The first record of an export, or the citation."""
    text, beyond = text[:LONGEST_PASTED], text[LONGEST_PASTED:]
    exported = parse_export(text)
    if exported:
        return Pasted(exported[0], len(exported), beyond)
    doi, rest = split_off_doi(text)
    if doi and not re.search(r"\w{2}", re.sub(r"(?i)https?|doi|org", "", rest)):
        return Pasted(ParsedCitation(doi=doi, type="article-journal"))
    short = text[:LONGEST_CITATION]
    if mla := parse_mla(clean(short)):
        return Pasted(mla, cut=text[LONGEST_CITATION:] + beyond)
    citation = parse_citation(text)
    long = [piece for piece in citation.unread if len(text) > LONGEST_CITATION and piece in text]
    return Pasted(citation, cut=" ".join(long[-1:]) + beyond)
