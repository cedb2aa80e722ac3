"""How much a block of a page looks like a citation: by its words, and by where its link leads."""

import re
from collections.abc import Sequence

from gleanings.literature.citations import looks_like_citation
from gleanings.literature.identifiers import find_doi

# a line that only names authors, year and journal is short, and its link has the rest
_LONGEST_NAMED = 200
_LINKED = 0.35


# "Source : Pouliquen et al., Douleurs et récits, 2019", "DOI : 10.5555/…": named as what it is
_NAMED = re.compile(
    r"^\W*(?:sources?|r[ée]f[ée]rences?|(?:original\s)?(?:article|paper|study)|étude|citation|doi)\s?:",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://)?\S*\b10\.\d{4,9}/\S+|https?://\S+")
_FEW_WORDS = 2


def likeness(text: str, refers: Sequence[str]) -> float:
    """From 0 (prose) to 1; see `CITATION_LIKELY`.

    "Roe & Doe (2020), Invented Practice" is one where its link leads to an article.
    """
    score = looks_like_citation(text)
    if len(text) <= _LONGEST_NAMED and any(map(find_doi, [text, *refers])):
        rest = re.findall(r"[^\W\d_]{2,}", _ADDRESS.sub(" ", text))
        if _NAMED.match(text) or len(rest) <= _FEW_WORDS:
            return 1.0
    if not score or len(text) > _LONGEST_NAMED or not any(map(find_doi, refers)):
        return score
    words = re.findall(r"[^\W\d_]{4,}", text)
    told = 2 * sum(word[0].islower() for word in words) > len(words)
    return score if told or find_doi(text) else min(1.0, round(score + _LINKED, 2))
