"""Whatever stands before a sign: p = .03, z = 2.20, d = 0.45, SE = .048, n = 37."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gleanings.evidence.reading.draft import Companion, Draft, Page, Piece
from gleanings.evidence.reading.names import simple_name_before
from gleanings.evidence.reading.nouns import PEOPLE, STUDIES
from gleanings.evidence.reading.numerals import (
    GAP,
    NUMBER,
    POWER_OF_TEN,
    SPACED_NUMBER,
    goes_on,
    parse_number,
)
from gleanings.evidence.reading.statistic import Number

SIGN = r"[=<>≤≥](?:(?<=[<>])\s?(?:or\s?)?=|(?<==)\s?[<>])?"
_SIGNS = re.compile(SIGN)
# A lost character counts as a minus where it touches the figures, or stands alone before them.
_BEFORE_MINUS = r"(?:[\s\x02]|\x01(?!\x02{0,12}[.,\d])(?!(?<=\s\x01)\s[.\d])){0,40}+"
SIGNED_NUMBER = (
    rf"{_BEFORE_MINUS}(?:(?P<minus>-)|(?P<lost>[\x01?¡_~K])(?=\x02{{0,12}}[.,\d]|\s[.\d])|\+)?{GAP}"
    rf"(?P<number>{SPACED_NUMBER}(?=\s?[,;)])|{NUMBER})"
)
_VALUE = re.compile(SIGNED_NUMBER)
_P_NUMBER = re.compile(
    rf"{GAP}(?P<minus>-)?(?P<number>0?\.0{{1,3}}\s\d{{1,2}}(?=[\s]?[,;.)\]]|$)|0?\.\d(?:\s\d){{1,3}}(?=\s?[,;.)\]]|$)"
    rf"|[01]?\s?[.]\s\d{{1,6}}(?!\d)|{POWER_OF_TEN}|{NUMBER})"
)
_NO_STATISTIC_AFTER = re.compile(
    r"\s{0,3}(?:cm|mm|km|m|kg|mg|ml|g|s|ms|°|px|V|Hz|mL|kJ|m/s|hours?|days?|weeks?|years?)(?![A-Za-z(])"
)
_PERCENT = re.compile(r"\s?%")
_OF_TOTAL = re.compile(
    r"\s?(?:/|\sof\s|\sout\sof\s)\s?(?P<total>\d{1,3}(?:,\d{3})+|\d{1,7})(?![.,]?\d)"
)
_SPACED_THOUSANDS = re.compile(
    rf"{GAP}(?P<number>[1-9]\d{{0,2}}(?:[\s\x02]{{1,3}}\d{{3}}){{1,3}})(?![.,]?\d)"
)
_COORDINATE = re.compile(r"\b[xyXY]\s?=\s?-?[\d.]+[,;\s]|\b[xX],\s?[yY],\s?$")
# "(x, y, z = -54, 0, -4, k = 971, pFWE < .01)": so many voxels, no studies.
_OF_A_MAP = re.compile(
    r"\b[xX],\s?[yY],\s?[zZ]\b|MNI|[Tt]alairach|[Vv]oxel|FWE|pcorr|\b[xXyY]\s?=\s?-?\d"
)
_MAP_REACH = 80
_BEFORE_SUBSCRIPT = re.compile(r"[tFrχ](?<![A-Za-z0-9_.].)(?=[\d_\x02^])")
_SUBSCRIPT = r"(?:_\{?)?\x02{0,12}"
_SUBSCRIPTED = re.compile(
    rf"(?:(?P<t>t){_SUBSCRIPT}(?P<t2>\d{{1,5}}(?:\.\d{{1,3}})?)"
    rf"|(?P<F>F){_SUBSCRIPT}(?P<f1>\d{{1,3}}(?:\.\d{{1,3}})?),\s?(?P<f2>\d{{1,6}}(?:\.\d{{1,3}})?)"
    rf"|(?P<r>r){_SUBSCRIPT}(?P<r2>[2-9]\d|[1-9]\d{{2,5}})"
    rf"|(?P<chi2>χ\x02{{0,12}}\^?2\x02{{0,12}}[_\s]?)\x02{{0,12}}(?P<c1>\d{{1,4}}))\}}?[\s\x02]{{0,12}}"
    rf"(?:(?P<sign>{SIGN})|(?:of|was|is)\s)"
)
# α = .05 or .017 states the level of significance, not a reliability.
_LOWEST_RELIABILITY = 0.15
_TWO_DF = re.compile(
    r"\s?(?P<first>\d{1,3}(?:\.\d{1,3})?)\s?[,;/]\s?(?P<second>\d{1,6}(?:\.\d{1,3})?)(?![\d%]|\.\d)"
)
_DF_BEHIND = re.compile(r"d\.?f(?![A-Za-z]|\.?\s?[=:])\.?")
_BEFORE_DF = re.compile(r"[,;(]\s?(?P<number>\d{1,6}(?:\.\d{1,3})?)\s?$")
_IN_UNITS = {"M", "MD"}  # M = 38.79 years
_COMPANIONS = {"SE", "SD", "n", "k", "df"}
_WITHOUT_DECIMALS = {"M", "OR", "RR", "HR", "IRR", "MD", "I2", "k", "n", "df", "RD", "SMD"}


def comparison_of(sign: str) -> str:
    """One of ``= < > <= >=`` for a sign as written; "= <" says "<"."""
    if len(sign) == 1:
        return {"≤": "<=", "≥": ">="}.get(sign, sign)
    sign = "".join(sign.split()).replace("or", "")
    return {"=<": "<", "=>": ">"}.get(sign, sign)


def read_value(page: Page, position: int) -> tuple[Number, int, bool] | None:
    """The number at ``position``, its end, and whether its minus was lost in conversion."""
    match = _VALUE.match(page.plain, position)
    return None if match is None else _number_of(page, match)


# "β = 05", "p = 001": the point is lost.
_LOST_POINT = re.compile(r"0\d+$")


def _number_of(page: Page, match: re.Match[str]) -> tuple[Number, int, bool] | None:
    if _LOST_POINT.match(match["number"]):
        return None
    begin = match.start("minus") if match["minus"] else match.start("number")
    number = parse_number(
        match["number"],
        source=page.source[begin : match.end()],
        negative=bool(match["minus"] or match["lost"]),
        comma=page.comma,
    )
    return None if number is None else (number, match.end(), bool(match["lost"]))


def read_p(page: Page, position: int) -> tuple[Number, int] | None:
    match = _P_NUMBER.match(page.plain, position)
    if match is None or _LOST_POINT.match(match["number"]):
        return None
    begin = match.start("minus") if match["minus"] else match.start("number")
    number = parse_number(
        match["number"],
        source=page.source[begin : match.end()],
        negative=bool(match["minus"]),
        comma=page.comma,
    )
    if number is None or (number.decimals == 0 and number.value not in {0.0, 1.0}):
        return None
    return number, match.end()


def _both_df(page: Page, position: int) -> tuple[Number, Number, int] | None:
    match = _TWO_DF.match(page.plain, position)
    if match is None:
        return None
    first, second = parse_number(match["first"]), parse_number(match["second"])
    return (first, second, match.end()) if first and second else None


def _implausible(page: Page, draft: Draft) -> bool:
    """Whether this letter and number are more likely physics, geometry or a level."""
    value = draft.value
    if value is None:
        return True
    if draft.kind not in _IN_UNITS and _NO_STATISTIC_AFTER.match(page.plain, draft.end):
        return True
    if draft.kind == "alpha" and abs(value.value) < _LOWEST_RELIABILITY:
        return True
    before = page.plain[max(0, draft.start - 40) : draft.start]
    return draft.kind in {"z", "t", "r"} and _COORDINATE.search(before) is not None


def _needs(draft: Draft) -> str:
    if draft.kind in {"t", "F", "chi2", "Q", "QB", "QW", "QM", "QE", "QT"}:
        return "p or df"
    if draft.kind == "r" and draft.value and abs(draft.value.value) > 1:
        return "p or df"
    decimals = draft.value.decimals if draft.value else 0
    if decimals == 0 and draft.kind not in _WITHOUT_DECIMALS:
        return "company"
    if draft.kind == "M" and decimals == 0:
        return "company"
    return ""


def subscripted_tests(page: Page) -> Iterator[Draft]:
    """t28 = 2.20, F1,36 = 4.03: subscripts fallen to the line; their p must follow."""
    for first in _BEFORE_SUBSCRIPT.finditer(page.plain):
        match = _SUBSCRIPTED.match(page.plain, first.start())
        found = read_value(page, match.end()) if match else None
        if match is None or found is None:
            continue
        value, end, lost = found
        kind = next(name for name in ("t", "F", "r", "chi2") if match[name])
        draft = Draft(match.start(), end, kind, value, needs="p")
        draft.comparison, draft.damaged = comparison_of(match["sign"] or "="), lost
        draft.df1 = _whole_or_none(match["f1"] or match["c1"])
        draft.df2 = _whole_or_none(match["t2"] or match["f2"] or match["r2"])
        yield draft


# "(n = 2 RCTs)"
_OF_STUDIES = re.compile(
    rf"\s(?:(?!(?:in|across|from|of|over|{PEOPLE})\b)[\w-]{{2,20}}\s){{0,2}}?(?:{STUDIES})(?![\w'])"
)


def _whole_or_none(figures: str | None) -> Number | None:
    return parse_number(figures) if figures else None


def _piece_at(page: Page, sign: re.Match[str]) -> Piece | None:
    named = simple_name_before(page.plain, sign.start())
    if named is None:
        return None
    kind, start = named
    if kind == "p":
        return None
    found = read_value(page, sign.end())
    if found is None:
        return None
    number, end, lost = found
    if goes_on(page.plain, end):
        return None
    if kind in {"n", "k"}:
        number, end = _with_thousands(page, sign.end()) or (number, end)
        of_total = _OF_TOTAL.match(page.plain, end)
        if of_total:
            return _part_of_total(page, start, number, of_total)
        if kind == "n" and _OF_STUDIES.match(page.plain, end):
            if number.value == 1:
                return None  # n = 1 studies: of single persons
            kind = "k"
        elif kind == "k" and _counts_no_studies(page, start, end, sign[0]):
            return None
    if kind in _COMPANIONS:
        pair = _both_df(page, sign.end()) if kind == "df" else None
        percent = _PERCENT.match(page.plain, end)
        end = percent.end() if percent else end
        return Companion(start, end, kind, number, pair, comparison_of(sign[0]))
    draft = Draft(start, end, kind, number, comparison_of(sign[0]), damaged=lost)
    draft.needs = _needs(draft)
    percent = _PERCENT.match(page.plain, end)
    draft.end = percent.end() if percent else end
    if percent and goes_on(page.plain, percent.end()):
        return None  # M = 75%-77%
    if percent and kind == "M":
        draft.needs = ""
    return None if _implausible(page, draft) else draft


def _counts_no_studies(page: Page, start: int, end: int, sign: str) -> bool:
    """Whether a k is of voxels, or a scale: the K of the MMPI, K < 45."""
    if page.plain[start] == "K" and sign != "=":
        return True
    return _OF_A_MAP.search(page.plain, max(0, start - _MAP_REACH), end + 24) is not None


def _with_thousands(page: Page, position: int) -> tuple[Number, int] | None:
    """N = 2 910: what a space sets apart are its thousands, as in French."""
    match = _SPACED_THOUSANDS.match(page.plain, position)
    if match is None or _NO_STATISTIC_AFTER.match(page.plain, match.end()):
        return None
    source = page.source[match.start("number") : match.end()]
    number = parse_number("".join(match["number"].split()), source=source)
    return (number, match.end()) if number else None


def _part_of_total(page: Page, start: int, count: Number, of_total: re.Match[str]) -> Draft | None:
    """n = 9/24: so many of so many."""
    figures = of_total["total"].replace(",", "")
    total = parse_number(figures, source=page.source[slice(*of_total.span("total"))])
    if total is None or count.decimals:
        return None
    return Draft(start, of_total.end(), "fraction", count, total=total)


def signed_pieces(page: Page) -> Iterator[Piece]:
    """Every named number with a sign before it."""
    for sign in _SIGNS.finditer(page.plain):
        piece = _piece_at(page, sign)
        if piece is not None:
            yield piece


def degrees_behind(page: Page) -> Iterator[Companion]:
    """t = 2.41, 38 df."""
    for mark in _DF_BEHIND.finditer(page.plain):
        begin = max(0, mark.start() - 14)
        found = _BEFORE_DF.search(page.plain[begin : mark.start()])
        number = parse_number(found["number"]) if found else None
        if found and number:
            yield Companion(begin + found.start("number"), mark.end(), "df", number)
