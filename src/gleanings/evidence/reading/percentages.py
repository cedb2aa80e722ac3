"""Percentages of people and of studies."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from gleanings.evidence.reading.bounds import bound_before, bound_behind
from gleanings.evidence.reading.criteria import is_criterion, is_strength_or_level
from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.labels import is_label
from gleanings.evidence.reading.nearby import RESEARCH, Nearby
from gleanings.evidence.reading.number_words import NUMBER_WORD, number_from_words
from gleanings.evidence.reading.numerals import NUMBER, parse_number
from gleanings.evidence.reading.statistic import Number
from gleanings.evidence.reading.wholes import state_whole

_PER_CENT = r"\s?(?:%(?!\]?tile)|per\s?cent(?!ile|age(?!\sof))(?:age)?|pour\s?cent)"
_PERCENTAGE = re.compile(
    rf"(?:(?P<number>{NUMBER})|(?P<words>{NUMBER_WORD})){_PER_CENT}"
    # "95% 0.14-0.52": the level of an interval that is not called so
    r"(?!(?<=9[059]%)\s\d{0,3}[.,]\d{1,3}\s?(?:-|to\s))(?!\s?[-,]?\s?(?:(?:[CP][Il]|ci)(?![a-z])|IP(?![a-z])|CIs|C\.I|IC|[Cc]onfidence|[Cc]redible|[Pp]rediction|HDI|CrI|int|[Ll]imits|[Uu]ncertainty))"
)
_SIGN = re.compile(r"%|p(?:er|our)\s?cent")
# A minus of its own: not the dash of a range, of "Omega-3" or of an aside.
_MINUS = re.compile(r"(?:^|[\s(\[,;:=~])-(?P<space>\s?)$")
_POINT = re.compile(r"(?:point|virgule)\s$")
_AFTER_NUMBER = re.compile(r"[\d%]\s?-\s?$")
# "(-4.3%; 13.7%)", "difference 7%, -2% to 15%": bounds by themselves.
_BOUNDS_ALONE = re.compile(
    rf"(?:\(\s?-\s?{NUMBER}\s?%?\s?(?:[;,]|to|à)|%\s?,\s-?\s?{NUMBER}\s?%?\s(?:to|à))"
    rf"\s?(?:-\s?)?{NUMBER}\s?[%)]"
)
# "29% v 5% (13% to 36%)", where the text speaks of confidence: the bounds of the difference.
_BOUNDS_IN_BRACKETS = re.compile(
    rf"%[^%.;()]{{0,40}}\s(?:vs?\.?|versus|and|compared\s(?:with|to)|contre)\s{NUMBER}\s?%[^%.;()]{{0,60}}"
    rf"(?P<bounds>\(\s?{NUMBER}\s?%?\s(?:to|à)\s{NUMBER}\s?%\s?\))"
)
# The first number of "61 vs. 48%" has its sign at the second.
_SHARED = re.compile(
    rf"(?<![\w.,/$€£-])(?P<minus>-)?(?P<number>{NUMBER})\s?"
    r"(?P<link>vs\.?|versus|to|and|or|,\sand|,|contre|à|et)\s$"
)
_LINKED_ALWAYS = ("vs", "versus", "contre")
_CHANGED = re.compile(r"(?:from|de)\s$", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"[^.;]{0,160}\b(?:respectively|respectivement)\b")
# "7% of the variance in outcome" is of no number of people.
_VARIANCE = re.compile(
    r"\s(?:of|de|du|des)\s(?:[\w’'-]+\s){0,2}?(?:l[’'])?"
    r"(?:varian[ct]|variation|variabilit|differences\sin|différences\s(?:de|dans|pour)\s)"
)
# Conversion sets a space after the point: 59. 2%.
_SPLIT = re.compile(r"(?<![\w.,])(?P<whole>\d{1,3})\.\s$")

_MONEY = frozenset({
    "$", "€", "£", "¥", "budget", "price", "prices", "tax", "taxes", "discount", "inflation",
    "revenue", "revenues", "salary", "salaries", "wages", "rent", "rents", "sales", "profit",
    "profits", "mortgage", "vat", "tva", "fee", "fees", "gdp", "loan", "loans", "shares",
    "market", "battery", "humidity", "dollar", "dollars", "euro", "euros", "investment",
    "invoice", "refund", "bank", "prix", "impôt", "impôts", "interest",
})  # fmt: skip
_WORDS = re.compile(r"[$€£¥]|[a-zôé]+")
_MONEY_REACH = 80


def _of_money(page: Page, draft: Draft) -> bool:
    near = page.small[max(0, draft.start - _MONEY_REACH) : draft.end + _MONEY_REACH]
    return not _MONEY.isdisjoint(_WORDS.findall(near)) or "alcohol by" in near


def percentages(page: Page) -> Iterator[Draft]:
    """Every percentage in a text on research that is not one of money."""
    if "%" not in page.plain and "cent" not in page.plain:
        return
    nearby = Nearby(page.small, RESEARCH)
    bounds = bounds_alone(page)
    for match in _percentages(page):
        draft = None if match.start() in bounds else _draft(page, match)
        if draft is None or is_criterion(page, draft) or _of_money(page, draft):
            continue
        draft.of_variance = _VARIANCE.match(page.small, draft.end) is not None
        if not draft.of_variance:
            state_whole(page, draft)
        if draft.of_variance or draft.n_stated or draft.count or nearby.has(draft.start, draft.end):
            yield from _sharing_the_sign(page, draft)
            yield draft


def bounds_alone(page: Page) -> set[int]:
    """Where the numbers begin that are bounds of a difference by themselves."""
    return {end for span in _spans_of_bounds(page) for end in _ends(page, *span)}


def _spans_of_bounds(page: Page) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _BOUNDS_ALONE.finditer(page.plain))
    if "onfiden" in page.plain or "onfian" in page.plain:
        for sign in _SIGN.finditer(page.plain):
            match = _BOUNDS_IN_BRACKETS.match(page.plain, sign.start())
            if match is not None:
                yield match.span("bounds")


def _ends(page: Page, begin: int, end: int) -> Iterator[int]:
    """Where the numbers begin that stand between the two places."""
    place = bisect_right(page.numbers, begin)
    while place < len(page.numbers) and page.numbers[place] < end:
        yield page.numbers[place]
        place += 1


def _percentages(page: Page) -> Iterator[re.Match[str]]:
    """Each per cent sign with the number that it is of."""
    for sign in _SIGN.finditer(page.plain):
        place = bisect_right(page.numbers, sign.start()) - 1
        match = _PERCENTAGE.match(page.plain, page.numbers[place]) if place >= 0 else None
        if match and match.end() >= sign.end() and not is_strength_or_level(page, match):
            yield match


def _is_split(text: str, start: int) -> bool:
    """The rest of "13. 5%" or "59 .2%", whose first half stands before a space."""
    if text[start] == ".":
        return text[max(0, start - 2) : start - 1].isdigit() and text[start - 1] == " "
    return _SPLIT.search(text, max(0, start - 6), start) is not None


def _draft(page: Page, match: re.Match[str]) -> Draft | None:
    start, end = match.start(), match.end()
    number = _number(page, match)
    if number is None or _is_split(page.plain, start):
        return None
    draft = Draft(start, end, "percentage", number)
    if number.value < 0:
        draft.start = page.plain.rindex("-", 0, start)
    draft.start, draft.comparison = bound_before(page.plain, draft.start)
    if draft.comparison == "=":
        draft.end, draft.comparison = bound_behind(page.plain, end)
    return draft


def _number(page: Page, match: re.Match[str]) -> Number | None:
    if match["words"]:
        if _POINT.search(page.small, max(0, match.start() - 8), match.start()):
            return None  # ninety-one point three per cent
        if page.small.startswith(" point ", match.end()):
            return None  # fifty percent point six
        words = number_from_words(match["words"])
        # in figures, for what is said of it puts a % behind
        return Number(f"{words.value:.0f}", words.value, 0) if words else None
    begin = match.start("number")
    before = page.plain[max(0, begin - 4) : begin]
    minus = _MINUS.search(before)
    negative = minus is not None and not _AFTER_NUMBER.search(before)
    if minus and minus["space"]:
        # with a space behind it only the sign itself, not a dash
        negative = negative and page.source[begin - 2] == "\N{MINUS SIGN}"
    return parse_number(
        match["number"],
        source=page.source[
            page.plain.rindex("-", 0, begin) if negative else begin : match.end("number")
        ],
        negative=negative,
        comma=page.comma or bool(re.search(r",\d{1,2}$", match["number"])),
    )


_MOST_IN_A_ROW = 8


def _sharing_the_sign(page: Page, draft: Draft) -> Iterator[Draft]:
    """All before the last of "12.90, 10.48 and 11.69%, respectively", the nearest first."""
    before = draft
    for _ in range(_MOST_IN_A_ROW):
        found = _before_the_sign(page, before, draft.end)
        if found is None:
            return
        yield found
        before = found


def _before_the_sign(page: Page, draft: Draft, end: int) -> Draft | None:
    """The 61 of "61 vs. 48%", of "from 61 to 48%", of "61 and 48%, respectively"."""
    begin = max(0, draft.start - 24)
    match = _SHARED.search(page.plain, begin, draft.start)
    if match is None or draft.comparison != "=":
        return None
    if is_label(page, match.start()):
        return None  # 88% in Group 1 versus 92%
    is_shared = (
        match["link"].startswith(_LINKED_ALWAYS)
        or (
            match["link"] in {"to", "à"}
            and _CHANGED.search(page.plain, max(0, match.start() - 6), match.start())
        )
        or (match["link"] not in {"to", "à"} and _RESPECTIVELY.match(page.plain, end))
    )
    if not is_shared:
        return None
    start = match.start("minus") if match["minus"] else match.start("number")
    number = parse_number(
        match["number"],
        source=page.source[start : match.end("number")],
        negative=bool(match["minus"]),
        comma=page.comma,
    )
    return None if number is None else Draft(start, match.end("number"), "percentage", number)
