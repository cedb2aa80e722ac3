"""Measures named in words or without a sign: odds ratio of 1.80, HR 0.71, a correlation of .26."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.names import WORDED_NAME, worded_kind
from gleanings.evidence.reading.numerals import NUMBER, parse_number

_LINK = re.compile(
    r"(?:\s?[(\[](?:a?OR|a?RR|a?HR|IRR|S?MD|RC|r|d|g)[)\]])?"
    r"(?:\s(?:of|was|were|is|=|de|était\sde|est\sde)\s|\s?[,:=]\s?|\s)(?P<minus>-)?"
    rf"(?P<number>{NUMBER})(?!\s?%)"
)

_DECIMAL = re.compile(r"\d{0,12}[.,]\d")
_REACH = 64
_NOT_LINKED = {"(", "[", ";", "/"}
_LINKS = (" of", " was", " were", " is", " de")
_LAST_WORDS = frozenset({
    "ratio", "ratios", "scotes", "or", "hr", "instantanés", "irr", "risk", "risks", "relatif",
    "relatifs", "rr", "difference", "differences", "différence", "différences", "risque",
    "risques", "moyenne", "moyennes", "standardisée", "standardisées", "smd", "md", "wmd", "d",
    "g", "correlation", "correlations", "corrélation", "corrélations", "coefficient",
    "coefficients", "β", "était", "est",
})  # fmt: skip


def _ends_in_name(before: str) -> bool:
    """Whether a measure may be named right there: cheaper to ask than to search for one."""
    words = before.rstrip(" \n-:=,\x01\x02")
    if words.endswith(_LINKS):
        words = words[: words.rfind(" ")].rstrip()
    if words[-1:] in {")", "]"}:
        words = words[: max(words.rfind("("), words.rfind("["), 0)].rstrip()
    return words[words.rfind(" ") + 1 :].lstrip("([\"'").split("\n")[-1].lower() in _LAST_WORDS


def worded_estimates(page: Page) -> Iterator[Draft]:
    """Named measures; the number must have decimals, lest a post code became an odds ratio."""
    for start in page.numbers:
        name = _name_before(page.plain, start)
        link = _LINK.match(page.plain, name.end()) if name else None
        if name is None or link is None or link.start("number") != start:
            continue
        begin = link.start("minus") if link["minus"] else start
        number = parse_number(
            link["number"],
            source=page.source[begin : link.end()],
            negative=bool(link["minus"]),
            comma=page.comma,
        )
        if number is None or not number.decimals:
            continue
        draft = Draft(name.start(), link.end(), worded_kind(name), number)
        if name[0].isupper() and link["number"] == link[0].strip():
            # "OR 97.5 FM": two capitals and a number are not yet an odds ratio.
            draft.needs = "company"
        yield draft


def _name_before(plain: str, start: int) -> re.Match[str] | None:
    """The last measure named shortly before a number with decimals."""
    if plain[start - 1 : start] in _NOT_LINKED or not _DECIMAL.match(plain, start):
        return None
    if not _ends_in_name(plain[max(0, start - 32) : start]):
        return None
    names = list(WORDED_NAME.finditer(plain, max(0, start - _REACH), start))
    return names[-1] if names else None
