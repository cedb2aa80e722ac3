"""A citation as pasted becomes plain text on one line."""

import html
import re

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_DROPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"), None)
# one hyphen for matching and searching; an en dash in a title means something else and stays
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\ufe63\uff0d"), "-")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# what announces a citation on its own line: "Reference:", "The full reference is:", "[3] "
LABEL = re.compile(
    r"^(?:\[?\d{1,3}[.)\]]\s+)?(?:(?:(?:the|here is the)\s+)?(?:full\s+|complete\s+)?"
    r"(?:citation|reference|source|article|quelle|literatur|r[ée]f[ée]rence)(?:\s+(?:is|for\s+this\s+\w+(?:\s+is)?))?"
    r"\s*:\s*)?",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)([^*_]+?)(?<=\S)\1(?![\w*])")
# what PubMed adds to a citation: "Epub 2019 Jul 28. PMID: 31355715.", "eCollection 2015 Jan-Mar."
_OF_PUBMED = re.compile(
    r"\s\b(?:(?:Epub|Published|eCollection)\s\d{4}(?:\s[A-Z][a-z]{2}(?:-[A-Z][a-z]{2}|\s\d{1,2})?)?"
    r"|(?:PMC?ID|NIHMSID):\s(?:PMC|NIHMS)?\d{1,9})(?:[.;]|$)"
)


def clean(text: str) -> str:
    """`text` on one line without markup: tags, entities, Markdown's stars, odd spaces, U+2010."""
    text = html.unescape(html.unescape(_TAG.sub("", text)))
    text = _SPACES.sub(" ", text.translate(_DROPPED).translate(_HYPHENS))
    text = _OF_PUBMED.sub("", _MARKED.sub(r"\2", text))
    return re.sub(r"^[\s•·*\-–—>]+(?=\S)", "", text).strip()
