"""Significance in words: ns, "not significant", "significant at the .05 level"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gleanings.evidence.reading.draft import Draft, Page, PValue
from gleanings.evidence.reading.numerals import parse_number
from gleanings.evidence.reading.statistic import Number

_SHORT = r"[nN](?:\s?\.\s?[sS](?![A-Za-z])\.?|\s?[sS](?![A-Za-z0-9]))(?!\s?[=<>])"
_LONG = (
    r"(?:[Nn]on|not)[-\s]?(?:statistically\s)?significant(?!\s(?:at|beyond)\s)|non[-\s]significatif"
)
# "MSE = 12.3, d = .45" may stand between a test and what is said of it.
_ITEMS = (
    r"(?:\s?[,;]\s?(?!(?:[pPtrzFnNk]|df|d\.f\.|ddl|dl|SE|SD)\s?[=<>])[^\s,;()=<>\d][^\s,;()=<>]{0,9}(?:\s[^\s,;()=<>]{1,9})?"
    r"\s?[=<>]\s?-?[\d.,]{0,8}\d){0,3}"
)
_NOT_SIGNIFICANT = re.compile(
    rf"(?P<items>\s?\)?{_ITEMS})(?=[\s\x01\x02,;:(])[\s\x01\x02]{{0,12}}[,;:(]?[\s\x01\x02]{{0,12}}(?:(?:an?|all|both|is|was|were|are|which|that|this|the|result|"
    rf"était|est)\s){{0,4}}(?:[pP](?:'?s)?\s?(?:[=:]|is|was|of)?\s?)?(?P<ns>{_SHORT}|{_LONG})(?![A-Za-z])(?:\s(?:result|difference|effect)s?(?![A-Za-z]))?"
)
_AT_LEVEL = re.compile(
    rf"\s?\)?{_ITEMS}[,;]?\s\(?(?:(?:which|that)\s)?(?:(?:was|were|is|are)\s)?"
    r"(?:an?\s(?:result|difference|effect)\s(?:(?:that|which)\swas\s)?)?(?P<not>not\s|non-?)?"
    r"(?:(?:statistically|highly)\s)?significant\s(?:at|beyond)\s(?:the\s)?"
    r"(?:(?:alpha|α)\s?=\s?)?(?P<level>0?\.\d{1,4}|\d{1,2}(?P<percent>\s?%))"
    r"(?:\s(?:alpha\s)?level)?"
)
# "MSE = 6.6, ns" is left to the pieces, lest what stands between were passed over.
_SHORTEST_WORDS = 10
_NS = re.compile(_SHORT.replace("[nN]", "[nN](?<![A-Za-z0-9.].)", 1))
_BEFORE_NS = re.compile(
    r"(?:[,;(\[]|(?<![A-Za-z])[pP](?:'?s)?\s?(?:[=:]|is|was)?|\b(?:all|both))\s?$"
)


def nonsignificant(page: Page) -> Iterator[PValue]:
    """Every "ns" that stands where a p would."""
    for match in _NS.finditer(page.plain):
        if _BEFORE_NS.search(page.plain[max(0, match.start() - 8) : match.start()]):
            yield PValue(match.start(), match.end(), "ns", None)


def significance_in_words(page: Page, draft: Draft) -> PValue | None:
    """ "ns" behind a test, or "significant at the .05 level"."""
    match = _NOT_SIGNIFICANT.match(page.plain, draft.end)
    if match is not None and not (
        match["items"].strip(" )") and len(match["ns"]) < _SHORTEST_WORDS
    ):
        return PValue(match.start("ns"), match.end(), "ns", None)
    match = _AT_LEVEL.match(page.plain, draft.end)
    if match is None:
        return None
    source = page.source[slice(*match.span("level"))]
    number = parse_number(match["level"].rstrip(" %"), source=source)
    if number is not None and match["percent"]:
        number = Number(source, number.value / 100, number.decimals + 2)
    return PValue(match.start(), match.end(), ">" if match["not"] else "<", number)
