"""p in words, p whose sign was lost, and "ns"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gleanings.evidence.reading.draft import SENTENCE_BREAK, Draft, Page, PValue
from gleanings.evidence.reading.numerals import GAP, parse_number
from gleanings.evidence.reading.signed import read_p

_WORDED = re.compile(
    r"(?<![A-Za-z])(?:[pP](?:[-\s]values?)?|[Vv]aleurs?\s(?:de\s)?p)\s?"
    r"(?P<sign>,\s|:\s|\s(?:of|was|were|is|equal\sto|equals|less\sthan|below|under|greater\sthan|"
    r"above|larger\sthan|smaller\sthan|de|inférieure?s?\sà|supérieure?s?\sà)\s|\s)"
    r"(?=0?[.,]\d)"
)
_LESS = re.compile("less|below|under|smaller|inférieur")
_MORE = re.compile("greater|above|larger|supérieur")

NOT_SIGNIFICANT = re.compile(
    rf"{GAP}[,;(\s]{{1,3}}{GAP}(?:[pP]s?\s?[=:]?\s?)?"
    r"(?P<ns>ns|NS|n\.\s?s\.?|N\.\s?S\.?|(?:non|not)[-\s]?significant|non[-\s]significatif)(?![A-Za-z])"
)
_AT_LEVEL = re.compile(
    r"[,;]?\s(?:(?:was|were|is|are|which\swas)\s)?(?P<not>not\s|non-?)?(?:statistically\s)?"
    r"significant\s(?:at|beyond)\s(?:the\s)?(?:p\s?[<=]\s?|alpha\s?=\s?)?(?P<level>0?\.\d{1,4})"
    r"(?:\slevel)?"
)
_DAMAGED = re.compile(
    rf"(?<![A-Za-z0-9_])(?P<p>[pP]s?)(?!\.\s){GAP}"
    rf"(?P<sign>[=<>≤≥]|[!boN¼Zp?~,:;^_\\RVOGÍ¡¿]|[541]|\.(?=\s\.))?{GAP}"
    r"(?P<number>0?\s?\.\s?\d{1,6}(?:\s\d(?=[,;.)\s]))?|[01]?,\d{2,5}|1\.0{1,4})(?!\d)"
)
_MEANING = {
    **dict.fromkeys("<!bo,;\\¡RVÍG", "<"),
    **dict.fromkeys(">N41¿O.", ">"),
    **dict.fromkeys("=pZ:¼", "="),
    "≤": "<=", "≥": ">=",
}  # fmt: skip
# Where the sign is gone, these are what a p is compared with rather than equal to.
_THRESHOLDS = {0.1, 0.05, 0.025, 0.01, 0.005, 0.001, 0.0005, 0.0001}
_WINDOW = 90
_OTHER_TEST = re.compile(r"(?<![A-Za-z])(?:[tFrQ]|χ2|z)\s?(?:\(\d|=)")


def worded_p_values(page: Page) -> Iterator[PValue]:
    """p-value of .03, p less than .05, P value .03."""
    for match in _WORDED.finditer(page.plain):
        if match["sign"].strip() in {"", ",", ":"} and "al" not in match[0]:
            continue
        found = read_p(page, match.end())
        if found is None:
            continue
        number, end = found
        sign = "<" if _LESS.search(match[0]) else ">" if _MORE.search(match[0]) else "="
        yield PValue(match.start(), end, sign, number)


def _meaning(page: Page, draft: Draft, match: re.Match[str], value: float) -> str:
    sign = match["sign"] or ""
    if sign == "5":
        return "=" if draft.sign == "5" else "<"
    if sign in _MEANING:
        return _MEANING[sign]
    between = page.source[match.end("p") : match.start("number")].strip()
    if between and between != "\ufffd" and between == draft.sign:
        return "="
    return "<" if value in _THRESHOLDS else "="


def damaged_p(page: Page, draft: Draft, stop: int) -> PValue | None:
    """The p after a test, its sign lost or turned into a letter."""
    limit = min(stop, draft.end + _WINDOW)
    match = _DAMAGED.search(page.plain, draft.end, min(len(page.plain), limit + 24))
    if match is None or match.start() >= limit:
        return None
    gap = page.plain[draft.end : match.start()]
    if SENTENCE_BREAK.search(gap) or _OTHER_TEST.search(gap):
        return None
    source = page.source[match.start("number") : match.end("number")]
    number = parse_number(match["number"], source=source, comma="," in match["number"])
    if number is None:
        return None
    return PValue(match.start(), match.end(), _meaning(page, draft, match, number.value), number)


def significance_in_words(page: Page, draft: Draft) -> PValue | None:
    """ "ns" right behind a test, or "significant at the .05 level"."""
    match = NOT_SIGNIFICANT.match(page.plain, draft.end)
    if match is not None:
        return PValue(match.start("ns"), match.end("ns"), "ns", None)
    match = _AT_LEVEL.match(page.plain, draft.end)
    if match is None:
        return None
    number = parse_number(match["level"], source=page.source[slice(*match.span("level"))])
    return PValue(match.start(), match.end(), ">" if match["not"] else "<", number)
