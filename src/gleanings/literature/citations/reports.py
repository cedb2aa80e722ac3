"""Reports and guidelines: what a group publishes itself."""

import re
from dataclasses import replace

from gleanings.literature.citations.parsed_citation import ParsedCitation

_REPORT = re.compile(
    r"[(\[][^()\[\]]*\b(?:Report|Guidelines?|Publication|Paper|Document|Rapport)\b[^()\[\]]*"
    r"(?:No\.?|n°|\d)[^()\[\]]*[)\]]|\((?-i:[A-Z]{2,})[\w/.-]*\d[\w/.-]*\)$",
    re.IGNORECASE,
)


def published_by_its_author(parsed: ParsedCitation) -> ParsedCitation:
    """Of a group's own report "World Health Organization" at the end is the publisher."""
    if parsed.volume or parsed.pages:
        return parsed
    kind = "report" if _REPORT.search(parsed.title) else "book"
    if kind == "report" and not parsed.container:
        parsed = replace(parsed, type=kind)
    for author in filter(None, (name.literal for name in parsed.authors)):
        last = parsed.container or parsed.publisher
        if last.casefold() == author.casefold() or _abbreviates(last, author):
            return replace(parsed, container="", publisher=last, type=kind)
        title = parsed.title.removesuffix(f". {author}")
        if title != parsed.title:
            return replace(parsed, title=title, publisher=author, type=kind)
    return parsed


def _abbreviates(capitals: str, name: str) -> bool:
    """NICE, HAS: letters that words of the name begin with, in their order."""
    initials = iter(word[0].casefold() for word in name.split())
    is_short = capitals.isalpha() and capitals.isupper() and 2 <= len(capitals) <= 8
    return is_short and all(letter in initials for letter in capitals.casefold())
