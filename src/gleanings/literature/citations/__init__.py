"""Citations in APA style, as people really write them, read into fields."""

from gleanings.literature.citations.likeness import CITATION_LIKELY, looks_like_citation
from gleanings.literature.citations.parser import parse_citation
from gleanings.literature.citations.records import Name, ParsedCitation

__all__ = ["CITATION_LIKELY", "Name", "ParsedCitation", "looks_like_citation", "parse_citation"]
