"""How much a line looks like a citation, before anyone parses it."""

import re

from gleanings.literature.citations.cleaning import LABEL, clean
from gleanings.literature.citations.dates import MONTH_PATTERN, YEAR
from gleanings.literature.citations.long import LONGEST_CITATION, with_first_names_only
from gleanings.literature.citations.names import GROUP_WORDS
from gleanings.literature.identifiers import find_doi

# from here on a line is taken for a citation
CITATION_LIKELY = 0.6

_UPPER = "A-ZÀ-ÖØ-ÞĀ-Ž"
_PERSON = re.compile(
    rf"^(?:[a-z]{{1,4}}\s|d['’]|[a-z]{{2,3}}\s[a-z]{{2,3}}\s)?[{_UPPER}][\w'’\-]*(?:[\s\-][{_UPPER}][\w'’\-]+){{0,2}}"
    rf"(?:\s(?:Jr|Sr|II|III)\.?)?,?\s+(?:[{_UPPER}]\.?[\s\-]?){{1,4}}(?=[\s,.&;(…]|$)"
)
_FULL_NAMES = re.compile(
    rf"^[{_UPPER}][\w'’\-]+(?:,\s+|\s+)[{_UPPER}][\w'’\-]+(?:\s[{_UPPER}]\.?)?"
    rf"(?:\s[{_UPPER}][\w'’\-]+)?(?:\s*[,&;]|\s+and\s|\s*\()"
)
_YEAR_BRACKET = re.compile(
    rf"[(\[]\s*(?:{MONTH_PATTERN}\.?,?\s+)?(?:{YEAR}[a-z]?\b[^()]{{0,60}}|in press|n\.d\.|"
    r"advance online publication|online first[^()]*)\s*[)\]]",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(rf"(?:\(\s*{YEAR}\s*[.,]|[.,]\s{YEAR}[.,;:]|\s{YEAR}\s*;|\b{YEAR}\))")
_NUMBERS = re.compile(
    r"\d+\s*\(\s*[^()]{1,20}\s*\)\s*[,:]?\s*(?:pp?\.?\s*)?\w*\d|,\s*\d+\s*[,:]\s*\d+\s*[-–]\s*\d+"
    r"|\bpp?\.\s*\d+|\bVol\.?\s*\d+|\d+\s*:\s*\d+\s*[-–]\s*\d+"
)
_NOT_YET = re.compile(
    r"\b(?:advanced? online|online first|published online|ahead of print|in press|early view)\b",
    re.I,
)
_CHAPTER = re.compile(r"\bIn:?\s.{2,200}\(Eds?\.?\)|\bChapter\s+\d+")
_JOURNAL = re.compile(
    r"\b(?:Journal|Psychotherap(?:y|ies)|Psychiatry|Psychology|Psychological|Psychologist|Review|"
    r"Bulletin|Archives|Research|Lancet|JAMA|Annals|Medicine|Behavio(?:u)?r|Press|Publisher|Wiley)\b"
)
# the end of a citation: pages, a DOI, or that it is not yet in an issue
SAYS_SOURCE = re.compile(
    r"\d+\s*(?:\(\s*[^()]{1,20}\s*\))?\s*[,:]\s*(?:pp?\.?\s*)?\w*\d+\s*[-–—‐]\s*\w*\d+"
    r"|\d+\s*\(\s*\d{1,3}\s*\)|\bpp\.?\s*\d+\s*[-–—‐]\s*\d+"
    r"|(?:\bdoi\b[:\s]*|https?://\S*?)10\.\d{4,9}/\S*\w"
    r"|\b(?:advanced? online publication|online first(?: publication)?|ahead of print)\b",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"^(?:In|The|This|These|For|As|According|A|An|One|It|We|I|Research|Recently|Since|While|When|"
    r"Many|Most|Some|Several|Studies|Clients|Therapists)\s+[a-zà-ÿ]"
)


def looks_like_citation(line: str) -> float:
    """0 (prose) to 1 (a citation beyond doubt); from `CITATION_LIKELY` on, take it for one."""
    text = LABEL.sub("", clean(line), count=1)
    if len(text) > LONGEST_CITATION:
        text = with_first_names_only(text)
    if len(text) < 20 or len(text) > LONGEST_CITATION or _PROSE.match(text):
        return 0.0
    year = _YEAR_BRACKET.search(text)
    bare = None if year else _BARE_YEAR.search(text)
    # "Foote and Barr (2016) asked …" goes on as a sentence does
    if year and re.match(r"[,;]?\s+[a-zà-ÿ]{2,}", text[year.end() :]):
        return 0.0
    opening = _opening(text, year.start() if year else bare.start() if bare else None)
    score = 0.4 * opening + (0.25 if year else 0.1 if bare else 0.0)
    source = text[year.end() :] if year else text
    if _NUMBERS.search(source):
        score += 0.25
    if find_doi(source):
        score += 0.25
    if _NOT_YET.search(text) or _CHAPTER.search(text):
        score += 0.2
    if _JOURNAL.search(source):
        score += 0.1
    return min(1.0, round(score - _prose_penalty(source), 2))


def _opening(text: str, year_at: int | None) -> float:
    """How much the line opens as a list of authors does."""
    if year_at is not None and year_at < 4:
        return 0.0
    if _PERSON.match(text):
        return 1.0
    head = text[:year_at] if year_at is not None else text[:120]
    if year_at is not None and len(head) < 1_500 and _FULL_NAMES.match(text):
        return 1.0 if _few_small_words(head) else 0.0
    if year_at is not None and len(head) < 250 and GROUP_WORDS.search(head):
        return 0.9 if _few_small_words(head) else 0.0
    if year_at is not None and re.match(rf"^[{_UPPER}][\w'’\-]+(?:,? et al\.?)?[\s,.]*$", head):
        return 0.7
    return 0.0


def _few_small_words(head: str) -> bool:
    words = re.findall(r"[^\W\d_]+", head)
    small = [w for w in words if w[0].islower() and len(w) > 3]
    return len(small) <= max(1, len(words) // 8)


def _prose_penalty(source: str) -> float:
    """Sentences of running prose after the year: a paragraph that opens with a name."""
    sentences = [s for s in re.split(r"(?<=[a-z)])[.?!]\s+(?=[A-Z])", source) if len(s.split()) > 9]
    return 0.15 * max(0, len(sentences) - 2)
