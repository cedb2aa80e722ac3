"""Volume, issue and pages: the end of a journal's citation."""

import re
from dataclasses import dataclass

_DASH = r"\s*(?:[-‐‑‒–—−]{1,2}|\bto\b)\s*"
_PAGE = r"[A-Za-z]{0,3}\d{1,6}[A-Za-z]?"
_RANGE = rf"{_PAGE}{_DASH}{_PAGE}"
_RANGES = rf"{_RANGE}(?:\s*,\s*(?:{_RANGE}|\d+))*"
_ARTICLE = (
    r"(?:Art(?:icle|\.)?\s*(?:no\.?|number|ID|n°)?\s*:?\s*)(?P<article>[A-Za-z]{0,4}\.?\d[\w.]*)"
)
_NUMBER_ALONE = r"(?:[A-Za-z]{1,3}\d{2,}|\d{1,8})"
_PAGES = (
    rf"(?:{_ARTICLE}|(?:pp?\s?\.?\s*(?=\w))?(?P<pages>{_RANGES}|{_NUMBER_ALONE})(?:\s*pp?\.?)?)"
)
_VOLUME = r"(?:\(?\bVol(?:ume)?\s?\.?\s*)?(?P<volume>\d{1,4}[A-Za-z]?(?:[/–-]\d{1,4})?)\)?"
_ISSUE = (
    r"(?:\s*[\[(]\s*(?:no\.?|issue|nr\.?|n°)?\s*(?P<issue>[^()\[\]]{1,40}?)\s*[\])]"
    r"|[\s,.]*\b(?:no|issue|nr|n°)\b\s?\.?\s*(?P<no>\w{1,6}(?:[-–/]\w{1,4})?)"
    r"|\s*,?\s*(?P<suppl>Suppl(?:ement)?\.?\s*\d*)"
    r"|\s*:\s*(?P<colon>\d{1,2})(?=\s*,\s*\d)"
    r"|\s*,\s*(?P<third>\d{1,3})(?=\s*[,:]\s*(?:pp?\.?\s*)?\d+\s*[-–—]))"
)
_START = r"(?P<before>.*?)(?:[\s,.;:]+|(?<=[a-zà-ÿ)]))"
_FULL = re.compile(rf"^{_START}{_VOLUME}{_ISSUE}?(?:\s*[,:;.]\s*|\s+(?={_RANGE})){_PAGES}$", re.I)
_GLUED_PAGES = re.compile(rf"^{_START}{_VOLUME}{_ISSUE}\s*{_PAGES}$", re.IGNORECASE)
_VOLUME_ISSUE = re.compile(rf"^{_START}{_VOLUME}{_ISSUE}$", re.IGNORECASE)
_NO_VOLUME = re.compile(rf"^(?P<before>.*?)[\s,.]+{_ISSUE}\s*[,:;.]\s*{_PAGES}$", re.IGNORECASE)
_PAGES_ONLY = re.compile(
    rf"^(?P<before>.*?)[\s,.;:(]+(?:{_ARTICLE}|(?:pp?\s?\.?\s*)?(?P<pages>{_RANGES})"
    r"|pp?\s?\.?\s*(?P<page>\w*\d+))\)?$",
    re.IGNORECASE,
)
_VOLUME_ONLY = re.compile(r"^(?P<before>.*?),\s*(?:Vol(?:ume)?\s?\.?\s*)?(?P<volume>\d{1,3})$")
_VOL_WORD = re.compile(r"^(?P<before>.*?)[\s,.;]+Vol(?:ume)?\s?\.?\s*(?P<volume>\d{1,4})$", re.I)
# volume, issue and a range of pages, with words after them that belong to neither
_INSIDE = re.compile(
    rf"^{_START}{_VOLUME}{_ISSUE}?\s*[,:;]\s*(?:pp?\.?\s*)?(?P<pages>{_RANGES})(?=[.,;\s)])"
    r"(?P<after>.*)$",
    re.IGNORECASE,
)
_REPEATED_YEAR = re.compile(r"[\s,;.(]+(?:19|20)\d{2}[)\s;,:.]*$")


@dataclass(frozen=True)
class Where:
    """What precedes the numbers, the numbers, and what follows them unread."""

    before: str
    volume: str = ""
    issue: str = ""
    pages: str = ""
    after: str = ""


def read_where(text: str) -> Where:
    """Volume, issue and pages from the end of "Journal, 55(1), 89-100" and its many spellings."""
    text = text.strip(" .,;:")
    for pattern in (
        _FULL,
        _GLUED_PAGES,
        _VOLUME_ISSUE,
        _NO_VOLUME,
        _PAGES_ONLY,
        _VOL_WORD,
        _VOLUME_ONLY,
    ):
        if (match := pattern.match(text)) and _plausible(match):
            return _where(match)
    if match := _INSIDE.match(text):
        return _where(match)
    return Where(text)


def tidy_pages(text: str) -> str:
    """A range with one hyphen and no spaces, whatever dash was typed."""
    return re.sub(_DASH, "-", text.strip())


def _plausible(match: re.Match[str]) -> bool:
    before = match["before"]
    if re.search(r"\b(?:Issue|No|Art|Chapter|Part|DSM|ICD)\.?$", before, re.IGNORECASE):
        return False
    return bool(re.search(r"[^\W\d_]{2}", before)) and before.count("(") == before.count(")")


def _where(match: re.Match[str]) -> Where:
    found = {key: value or "" for key, value in match.groupdict().items()}
    spellings = ("issue", "no", "suppl", "colon", "third")
    issue = next((found[name] for name in spellings if found.get(name)), "")
    pages = found.get("article") or found.get("pages") or found.get("page") or ""
    before = found["before"]
    # "Psychotherapy. 2018;55(1):89-100" says the year again
    before = _REPEATED_YEAR.sub("", before)
    return Where(
        before.strip(" ,;:"),
        re.sub(r"[–—]", "-", found.get("volume", "")),
        re.sub(r"[–—]", "-", issue.strip()),
        tidy_pages(pages),
        found.get("after", "").strip(" .,;:)"),
    )
