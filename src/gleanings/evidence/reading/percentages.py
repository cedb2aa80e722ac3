"""Percentages of people and of studies, with the n that they are of where the text says so."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.numerals import NUMBER, NUMBER_WORD, number_from_words, parse_number
from gleanings.evidence.reading.statistic import Number

_BOUND = re.compile(
    r"(?:(?P<more>(?:[Oo]ver|[Mm]ore\sthan|[Aa]t\sleast|[Aa]bove|[Pp]lus\sde)\s)"
    r"|(?P<less>(?:[Uu]nder|[Ll]ess\sthan|[Ff]ewer\sthan|[Bb]elow|[Mm]oins\sde)\s))$"
)
_PERCENTAGE = re.compile(
    rf"(?P<number>{NUMBER})\s?(?:%|per\s?cent(?!ile|age)|pour\s?cent)"
    r"(?!\s?-?\s?(?:CI|C\.I|IC|[Cc]onfidence|[Cc]redible|[Pp]rediction|HDI|CrI|int))"
)
_SIGN = re.compile(r"%|p(?:er|our)\s?cent")
_RESEARCH = (
    "participant", "patient", "client", "respondent", "sample", "studies", "study", "survey",
    "trial", "therapist", "clinician", "psycholog", "women", "adults", "children", "adolescents",
    "students", "cohort", "randomi", "dropout", "remission", "recover", "response", "responded",
    "responders", "people", "individuals", "prevalence", "étude", "échantillon", "enquête",
    "répondant", "thérapeute", "femmes", "hommes", "personnes", "essais", " men ",
)  # fmt: skip
_MONEY = frozenset({
    "$", "€", "£", "¥", "budget", "price", "prices", "tax", "taxes", "discount", "inflation",
    "revenue", "revenues", "salary", "salaries", "wages", "rent", "rents", "sales", "profit",
    "profits", "mortgage", "vat", "tva", "fee", "fees", "gdp", "loan", "loans", "shares",
    "market", "battery", "humidity", "dollar", "dollars", "euro", "euros", "investment",
    "invoice", "refund", "bank", "prix", "impôt", "impôts", "interest",
})  # fmt: skip
_LONGEST = max(map(len, _RESEARCH))
_WORDS = re.compile(r"[$€£¥]|[a-zôé]+")
_REACH = 600
_MONEY_REACH = 80

_N = r"\d{1,3}(?:,\d{3})+|\d{1,7}"
_COUNT = rf"(?:(?P<count>{_N})|(?P<count_words>{NUMBER_WORD}))"
_TOTAL = rf"(?:(?P<total>{_N})|(?P<total_words>{NUMBER_WORD}))"
_OF = r"\s?(?:/|out\sof|of|sur|des)\s?(?:the\s|all\s|these\s|our\s|les\s)?"
_CLOSED = re.compile(r"\s?(?:[)\];,]|$)")
_NOT_OF_ELSE = re.compile(r"(?!\s(?:of|des|de|du)\s)")
_ANYTHING = re.compile("")
# Each says of which n a percentage is: by the sentence itself, not merely by standing near. First
# what stands before it, then a part of that without which it cannot be, the characters that it may
# end in, and what must follow.
_BEFORE = [
    (
        re.compile(
            rf"(?<![\w.,/]){_COUNT}{_OF}{_TOTAL}"
            r"(?:(?:\s[^\s\d().;:%]{1,24}){0,5}\s?[(\[]|\s?[,;:=])\s?$",
            re.IGNORECASE,
        ),
        ("/", "of ", "sur ", "des "),
        "([,;:=",
        _CLOSED,
    ),
    (
        re.compile(rf"[(\[][nN]\s?=\s?(?P<total>{_N})[)\]]\s?[,:]?\s?$"),
        ("n", "N"),
        ")]:,",
        _ANYTHING,
    ),
    (re.compile(rf"(?<!\w)N\s?=\s?(?P<total>{_N})\s?[;,:]\s?$"), ("N",), ";,:", _ANYTHING),
    (
        re.compile(
            rf"(?<!\w)(?:of|sur|parmi|among)\s(?:the\s|our\s|all\s|les\s|these\s)?(?P<total>{_N})"
            rf"(?:\s[^\s\d().;:,%]{{1,24}}){{1,4}},\s(?:(?P<count>{_N})\s?[(\[])?\s?$",
            re.IGNORECASE,
        ),
        ("of ", "Of ", "sur ", "Sur ", "armi ", "mong "),
        ",([",
        _NOT_OF_ELSE,
    ),
]
_AFTER = [
    re.compile(
        rf"\s(?:of|des|de)\s(?:the\s|our\s|all\s|these\s)?(?P<total>{_N})"
        r"(?=\s[A-Za-zé]|[).,;])(?!\s(?:%|percent))"
    ),
    re.compile(
        rf"\s?[,;]?\s?[(\[]?(?P<count>{_N})\s?(?:/|of|out\sof|sur)\s?(?:the\s)?(?P<total>{_N})"
        r"(?![\d.%])"
    ),
    re.compile(rf"\s?[(\[,;]\s?N\s?=\s?(?P<total>{_N})(?!\d)"),
]


class _Nearby:
    """What stands near a percentage, in a text put into small letters once."""

    def __init__(self, plain: str) -> None:
        self.small = plain.lower()
        if len(self.small) != len(plain):
            self.small = plain

        self.last, self.searched = -1, 0

    def of_research(self, start: int, end: int) -> bool:
        """Asked from front to back: no stretch without such a word is searched twice."""
        begin, stop = max(0, start - _REACH), end + 200
        if self.last >= begin:
            return True
        base = max(begin, self.searched - _LONGEST)
        near = self.small[base:stop]
        for word in _RESEARCH:
            place = near.rfind(word)
            if place >= 0:
                self.last, self.searched = base + place, 0
                return True
        self.searched = stop
        return False

    def of_money(self, start: int, end: int) -> bool:
        near = self.small[max(0, start - _MONEY_REACH) : end + _MONEY_REACH]
        return not _MONEY.isdisjoint(_WORDS.findall(near)) or "alcohol by" in near


def _whole(page: Page, match: re.Match[str], name: str) -> Number | None:
    groups = match.groupdict()
    if groups.get(name):
        source = page.source[slice(*match.span(name))]
        return parse_number(str(groups[name]).replace(",", ""), source=source)
    return number_from_words(groups.get(f"{name}_words") or "")


def _state_total(page: Page, draft: Draft) -> None:
    """Give the draft the count and total that the sentence itself gives it."""
    tail_start = max(0, draft.start - 120)
    tail = page.plain[tail_start : draft.start]
    last = tail.rstrip()[-1:]
    for pattern, marks, endings, following in _BEFORE:
        if not last or last not in endings or not any(mark in tail for mark in marks):
            continue
        if not following.match(page.plain, draft.end):
            continue
        match = pattern.search(page.plain, tail_start, draft.start)
        if match:
            draft.count, draft.total = _whole(page, match, "count"), _whole(page, match, "total")
            return
    for pattern in _AFTER:
        match = pattern.match(page.plain, draft.end)
        if match:
            draft.count, draft.total = _whole(page, match, "count"), _whole(page, match, "total")
            draft.grow(match.end())
            return


def percentages(page: Page) -> Iterator[Draft]:
    """Every percentage in a text on research that is not one of money."""
    if "%" not in page.plain and "cent" not in page.plain:
        return
    nearby = _Nearby(page.plain)
    for match in _percentages(page):
        draft = _draft(page, match)
        if draft is None or nearby.of_money(draft.start, draft.end):
            continue
        _state_total(page, draft)
        draft.n_stated = draft.total is not None
        if draft.n_stated or nearby.of_research(draft.start, draft.end):
            yield draft


def _percentages(page: Page) -> Iterator[re.Match[str]]:
    """Each per cent sign with the number that it is of."""
    for sign in _SIGN.finditer(page.plain):
        place = bisect_right(page.numbers, sign.start()) - 1
        match = _PERCENTAGE.match(page.plain, page.numbers[place]) if place >= 0 else None
        if match and match.end() >= sign.end():
            yield match


def _draft(page: Page, match: re.Match[str]) -> Draft | None:
    number = parse_number(
        match["number"],
        source=page.source[slice(*match.span("number"))],
        comma=page.comma or bool(re.search(r",\d{1,2}$", match["number"])),
    )
    if number is None:
        return None
    bound = _BOUND.search(page.plain, max(0, match.start() - 12), match.start())
    if bound is None:
        return Draft(match.start(), match.end(), "percentage", number)
    sign = ">" if bound["more"] else "<"
    return Draft(bound.start(), match.end(), "percentage", number, sign)
