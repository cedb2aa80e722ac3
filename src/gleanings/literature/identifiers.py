"""Digital object identifiers: found in any text, and written in one way.

This is the one place where a DOI is normalised; everything that stores or compares DOIs calls it.
The normal form is the bare name in lower case, `10.1037/pst0000166`: DOI names are
case-insensitive (ISO 26324), and the resolver's address is a matter of display.
"""

import html
import re
from urllib.parse import unquote

PMC = "https://pmc.ncbi.nlm.nih.gov/articles/%s/"
"""Where PubMed Central has the article with a PMCID, free to read."""

_PREFIX = r"10\.\d{4,9}(?:\.\d+)*/"
# the angle brackets of a SICI belong to the name; elsewhere they are markup around it
_SICI = _PREFIX + r"\(sici\)[^\s\"]+"
_NAME = rf"(?:{_SICI}|{_PREFIX}[^\s\"<>“”«»{{}}|\\^]+)"
_DOI = re.compile(rf"(?<![\d.]){_NAME}", re.IGNORECASE)
# what stands before a name and belongs to its spelling: "doi: https://dx.doi.org/"
_LEAD = re.compile(
    r"[(\[<]?\s*(?:\b(?:available|retrieved)\s+(?:from|at)\s*:?\s*)?"
    r"(?:(?:info:|urn:)?\bd\.?o\.?i\.?\s*[:.=/]*\s*)?"
    r"(?:https?\b\S*\s?|(?:\w+\.)*doi\.org\S*\s?|doi\S*\s?)?[(\[<\"'“]*$",
    re.IGNORECASE,
)
# the pages that publishers hang under a DOI: /doi/10.1002/cpp.2180/abstract
_PUBLISHERS_PAGE = re.compile(r"/(?:abstract|full|fulltext|pdf|epdf|epub|meta|summary)/?$", re.I)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−﹘﹣－"), "-")
_PLAINER: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None),
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " "),
    ord("："): ":",
    ord("／"): "/",
    ord("．"): ".",
}
_LONGEST_LEAD = 200
_ENCODED = re.compile(r"10\.\d{4,9}(?:%2f|/\S*%[0-9a-f]{2})", re.IGNORECASE)
_BROKEN_AT_SLASH = re.compile(r"(10\.\d{4,9}/)\s+(?=[a-z]{0,8}[.-]?\d)", re.IGNORECASE)


def normalise_doi(text: str | None) -> str | None:
    """The DOI that `text` spells, as `10.prefix/suffix` in lower case.

    Any spelling is read: `doi:`, `DOI `, `https://doi.org/`, `dx.doi.org`, a publisher's address
    that holds it, percent-encoded, in brackets, with a full stop after it. `None` when the text
    is not a DOI, or says more than one DOI (`find_doi` finds one inside prose).
    """
    doi, rest = split_off_doi(text or "")
    return doi if not rest.strip(" .,;:()[]<>\"'“”") else None


def find_doi(text: str) -> str | None:
    """The first DOI within running text, in normal form; `None` when there is none."""
    return split_off_doi(text)[0]


def split_off_doi(text: str) -> tuple[str | None, str]:
    """The first DOI of `text`, and the text without that DOI's spelling, its label included."""
    plain = _plain(text)
    match = _DOI.search(plain.translate(_DASHES))
    if match is None:
        return None, text
    lead = _LEAD.search(plain, max(0, match.start() - _LONGEST_LEAD), match.start())
    start = lead.start() if lead else match.start()
    name = _without_tail(match[0])
    end = match.start() + len(name)
    if "://" in plain[start : match.start()]:
        name = re.split(r"[?#]", name, maxsplit=1)[0]
    name = _without_tail(_PUBLISHERS_PAGE.sub("", name))
    if not _DOI.fullmatch(name):
        return None, text
    opened = plain[start] if start < match.start() else ""
    after = plain[end:]
    if opened in "([<" and opened:
        after = re.sub(r"^[.,;\s]*[)\]>]", "", after, count=1)
    return name.lower(), f"{plain[:start].rstrip()} {after.lstrip()}".strip()


def _plain(text: str) -> str:
    text = html.unescape(text).translate(_PLAINER)
    if _ENCODED.search(text):
        text = unquote(text)
    return _BROKEN_AT_SLASH.sub(r"\1", text)


def _without_tail(name: str) -> str:
    """Without the sentence's punctuation; a closing bracket stays where the name opened it."""
    pairs = {")": "(", "]": "[", ">": "<"}
    while name:
        last = name[-1]
        unopened = last in pairs and name.count(last) > name.count(pairs[last])
        if last not in ".,;:'’‘`*_…&" and not unopened:
            break
        name = name[:-1]
    return name
