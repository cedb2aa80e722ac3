"""Tests with their degrees of freedom in brackets: t(28) = 2.20, F(1, 36) = 4.03, χ²(2) = 6.1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gleanings.evidence.reading.degrees import Degrees, parse_degrees
from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.names import test_name_before as name_before
from gleanings.evidence.reading.numerals import GAP, NUMBER, parse_number
from gleanings.evidence.reading.signed import SIGN, SIGNED_NUMBER, comparison_of, read_value
from gleanings.evidence.reading.statistic import Number

_BRACKET = re.compile(
    rf"[(\[{{~]{GAP}(?P<df>(?:[NndD][^()\[\]{{}}]{{0,12}}?)?[\dlI.][^()\[\]{{}}~!]{{0,40}})[)\]}}!]"
)
# A running head that a page break set between the two degrees of freedom.
_BROKEN = re.compile(
    r"\((?P<df1>\d{1,3}(?:\.\d{1,3})?),\s{2,}(?=[A-Z])[^=<>]{4,90}?\s{2,}(?P<df2>\d{1,6}(?:\.\d{1,3})?)\)"
)
_STRICT_SIGN = re.compile(rf"{GAP}(?P<sign>{SIGN})")
_WORD_SIGN = re.compile(
    r"(?:\s?,)?\s(?:of|was|is|equals|equal\sto|valait|était\sde|est\sde|de)\s(?=[-.\d])|\s?:\s?(?=[-.\d])"
)
# What fonts make of a sign: p and Z for =, b, o and ! for <, N for >; 5, 4 and 1 stand alone.
_ODD = r"[^\w\s()\[\]{}.,;:<>=+\-'\"%/\x02]"
_DAMAGED = re.compile(
    rf"[\s\x02]{{0,12}}(?:(?P<sign>{_ODD}|[pZboNDs_:,]|[541](?=\s)))?{SIGNED_NUMBER}"
)
_DAMAGED_MEANING = {"b": "<", "!": "<", "o": "<", "¡": "<", "N": ">", "4": ">", "1": ">", "¿": ">"}
# The font that makes 5 of = makes 2 of the minus; a t above 20 is rare enough to tell.
_MINUS_AS_2 = re.compile(r"2\d{1,2}\.\d+")
_MINUS_AS_2_OF_R = re.compile(r"20?\.\d+")
_GAP = r"[\s\x02]{0,12}"
# Without brackets, z and r are sure only with a damaged sign, or with a p right behind.
_BARE = re.compile(
    rf"[zZr](?<![A-Za-z0-9.].)(?:(?={_GAP}(?:[p5ZNDs_]|{_ODD}){_GAP}[-\x01K_¡]?{_GAP}\d{{0,3}}\s?\.\s?\d)"
    r"|(?=\s\d{0,2}\s?\.\s?\d{1,4},?\s[pP]\s))"
)
_SPLIT_VALUE = re.compile(r"\s(?P<rest>\d{1,2}\.\d{1,3})(?=\s?[,;)])")
_SECOND = re.compile(rf"\s?(?:and|et|&)\s(?P<minus>-)?(?P<number>{NUMBER})(?=\s?[,;]?\s?\(?[pP])")


def _second_value(page: Page, draft: Draft) -> Draft | None:
    """The other test of "F(1, 15) = 19.9 and 5.16"."""
    match = _SECOND.match(page.plain, draft.end)
    if match is None:
        return None
    number = parse_number(match["number"], negative=bool(match["minus"]), comma=page.comma)
    if number is None:
        return None
    start = match.start("minus") if match["minus"] else match.start("number")
    second = Draft(start, match.end(), draft.kind, number, draft.comparison, draft.df1, draft.df2)
    second.n, second.n_stated, second.needs, second.partner = draft.n, draft.n_stated, "p", draft
    return second


def _draft(
    page: Page, kind: str, start: int, bracket: re.Match[str], degrees: Degrees
) -> Draft | None:
    draft = Draft(start, bracket.end(), kind, df1=degrees.df1, df2=degrees.df2, n=degrees.n)
    draft.n_stated = degrees.n is not None
    strict = _STRICT_SIGN.match(page.plain, bracket.end())
    worded = None if strict else _WORD_SIGN.match(page.plain, bracket.end())
    sign = strict or worded
    if sign:
        found = read_value(page, sign.end())
        if found is None:
            return None
        draft.value, draft.end, draft.damaged = found
        _mend_split(page, draft)
        draft.comparison = comparison_of(strict["sign"]) if strict else "="
        draft.needs = "" if strict else "p"
        return draft
    return _damaged(page, draft)


def _mend_split(page: Page, draft: Draft) -> None:
    """t(123) = 1 0.25: a space that conversion set into a number; which, nobody can tell."""
    split = _SPLIT_VALUE.match(page.plain, draft.end)
    if split is not None and draft.value is not None and not draft.value.decimals:
        draft.end, draft.damaged = split.end(), True
        whole = parse_number(f"{abs(draft.value.value):.0f}{split['rest']}")
        if whole is not None:
            value = -whole.value if draft.value.value < 0 else whole.value
            draft.value = Number(whole.text, value, whole.decimals)


def _number(page: Page, match: re.Match[str], kind: str) -> Number | None:
    figures, negative = match["number"], bool(match["minus"] or match["lost"])
    if match["sign"] == "5" and kind in {"t", "z"} and _MINUS_AS_2.fullmatch(figures):
        figures, negative = figures[1:], True
    if kind == "r" and _MINUS_AS_2_OF_R.fullmatch(figures):
        figures, negative = figures[1:], True
    begin = match.start("minus") if match["minus"] else match.start("number")
    source = page.source[begin : match.end()]
    return parse_number(figures, source=source, negative=negative, comma=page.comma)


def _damaged(page: Page, draft: Draft) -> Draft | None:
    match = _DAMAGED.match(page.plain, draft.end)
    if match is None:
        return None
    draft.value = _number(page, match, draft.kind)
    sign = match["sign"] or ""
    draft.sign = page.source[match.start("sign")] if sign else ""
    draft.comparison = _DAMAGED_MEANING.get(sign, "=")
    draft.end, draft.damaged, draft.needs = match.end(), True, "p"
    return None if draft.value is None else draft


def _brackets(page: Page) -> Iterator[tuple[re.Match[str], str]]:
    for bracket in _BRACKET.finditer(page.plain):
        yield bracket, bracket["df"]
    for bracket in _BROKEN.finditer(page.plain):
        yield bracket, f"{bracket['df1']}, {bracket['df2']}"


def bracketed_tests(page: Page) -> Iterator[Draft]:
    """Every test whose name and degrees of freedom are there; damaged ones still need their p."""
    for bracket, content in _brackets(page):
        named = name_before(page.plain, bracket.start(), with_n="N" in content or content[0] == "n")
        if named is None:
            continue
        kind, start = named
        degrees = parse_degrees(kind, content)
        draft = degrees and _draft(page, kind, start, bracket, degrees)
        if draft and page.plain[start] in "2_":
            draft.needs = "p"
        if draft:
            yield draft
            second = _second_value(page, draft)
            if second:
                yield second


def damaged_without_df(page: Page) -> Iterator[Draft]:
    """z p 8.40, p ! .05: z and r need no brackets, but then their p must follow."""
    for name in _BARE.finditer(page.plain):
        draft = _damaged(page, Draft(name.start(), name.end(), name[0].lower()))
        if draft:
            yield draft
