"""Citations in APA style, as people really write them, read into fields."""

from gleanings.literature.citations.likeness import CITATION_LIKELY, looks_like_citation
from gleanings.literature.citations.parsed_citation import Name, ParsedCitation
from gleanings.literature.citations.parser import parse_citation

__all__ = ["CITATION_LIKELY", "Name", "ParsedCitation", "looks_like_citation", "parse_citation"]
