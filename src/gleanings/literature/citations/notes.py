"""What Gleanings' own exports say in a note, since the formats have no field for it."""

import re
from dataclasses import replace

from gleanings.literature.citations.parsed_citation import ParsedCitation
from gleanings.literature.styles.item import ET_AL, LEFT_OUT
from gleanings.literature.styles.ris import ADVANCE, MORE_AFTER, MORE_BEFORE

_ADVANCE = re.compile(
    rf"^N1  - {ADVANCE}|\bnote = \{{{ADVANCE}|\"status\": \"{ADVANCE}\"",
    re.MULTILINE | re.IGNORECASE,
)
_AFTER = re.compile(rf"^N1  - {MORE_AFTER}|\bnote = .*{MORE_AFTER}|\"{ET_AL}\": true", re.MULTILINE)
_BEFORE = re.compile(
    rf"^N1  - {MORE_BEFORE}|\bnote = .*{MORE_BEFORE}|\"{LEFT_OUT}\": true", re.MULTILINE
)


def with_notes(citation: ParsedCitation, text: str) -> ParsedCitation:
    """The citation with what the notes say in the text of its record."""
    number = len(citation.authors)
    if _AFTER.search(text):
        citation = replace(citation, ellipsis_at=number)
    elif _BEFORE.search(text):
        citation = replace(citation, ellipsis_at=max(number - 1, 0))
    return replace(citation, advance_online=bool(_ADVANCE.search(text)))
