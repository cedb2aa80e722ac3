"""Rates of events: 556 per 1000 person-years, 12.3/100 patient-years, 4,2 pour 1000 habitants."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.numerals import NUMBER, parse_number

# What a rate is of. These are rare, so they are found first, and the number is sought before them.
_OF = (
    *("person", "patient", "participant", "woman", "child", "live births", "naissances"),
    *("inhabitants", "habitants", "population"),
)
_WHOM = re.compile(
    r"(?:person|patient|participant|woman|child)(?:nes?|s)?[-\s](?:year|month|week|day|année)s?"
    r"|live\sbirths|naissances|inhabitants|habitants|(?<=000\s)population"
)
_RATE = re.compile(
    rf"(?<![\w.,/%$€£-])(?P<number>{NUMBER})(?:\s(?!per\s|and\s|to\s)[A-Za-z]{{1,14}}){{0,2}}"
    r"(?:\s(?:per|pour|par)\s|\s?/\s?)"
    r"(?:1(?:0{1,6}|[,\s]?000(?:[,\s]?000)?|0{1,2}[,\s]000)[\s-])?(?:the\s)?$"
)
_REACH = 64
# "Ranged from 0.10 to 0.26 per 1000 person-years": one end says nothing by itself.
_OTHER_END = re.compile(
    rf"(?:\b(?:rang|vari)\w{{1,3}}\s(?:from\s|between\s)?|\bbetween\s){NUMBER}\s(?:to|and)\s$"
    rf"|(?<!from\s)(?<![\d.]){NUMBER}(?:\sto\s|\s?-\s?)$"
)


def rates(page: Page) -> Iterator[Draft]:
    """The events in so many person-years, births or people."""
    for of in _OF:
        place = page.small.find(of)
        while place >= 0:
            whom = _WHOM.match(page.small, place)
            draft = _rate(page, whom.start(), whom.end()) if whom else None
            shared = draft and _sharing(page, draft)
            if shared:
                yield shared
            if draft:
                yield draft
            place = page.small.find(of, place + len(of))


# "28.7 vs. 36.8 ulcer months/100 patient years": the first shares what the second is of.
_SHARED = re.compile(
    rf"(?<![\w.,/%$€£-])(?P<number>{NUMBER})\s(?:vs\.?|versus|and|to|compared\s(?:with|to))\s$"
)


def _sharing(page: Page, draft: Draft) -> Draft | None:
    begin = max(0, draft.start - 40)
    match = _SHARED.search(page.plain[begin : draft.start])
    if match is None:
        return None
    start, end = begin + match.start(), begin + match.end("number")
    number = parse_number(match["number"], source=page.source[start:end], comma=page.comma)
    return None if number is None else Draft(start, end, "index", number)


def _rate(page: Page, of: int, end: int) -> Draft | None:
    begin = max(0, of - _REACH)
    match = _RATE.search(page.plain[begin:of])
    if match is None:
        return None
    start = begin + match.start()
    if _OTHER_END.search(page.plain, max(0, start - 40), start):
        return None
    source = page.source[start : begin + match.end("number")]
    number = parse_number(match["number"], source=source, comma=page.comma)
    return None if number is None else Draft(start, end, "index", number)
