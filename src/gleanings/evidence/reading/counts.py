"""Counts of studies and of people, and so many of so many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.nouns import IN_WORDS, PEOPLE, STUDIES, STUDIES_IN_WORDS, THINGS
from gleanings.evidence.reading.numerals import (
    NUMBER_WORD,
    is_year,
    number_from_words,
    parse_number,
)
from gleanings.evidence.reading.statistic import Number

_DIGITS = r"(?:\d{1,3}(?:[,\s]\d{3}){1,3}|\d{1,9})(?![.,]?\d)"
_NOT_ADJECTIVES = (
    r"(?:of|in|and|or|the|for|to|by|from|with|at|on|that|is|was|were|are|had|have|de|des|et)\s"
)
_ADJECTIVES = rf"(?:(?!{_NOT_ADJECTIVES})[A-Za-zÀ-ÿ][\w'/-]{{0,24}}\s){{0,4}}?"
_BEFORE = re.compile(
    r"(?:(?P<more>(?:[Oo]ver|[Mm]ore\sthan|[Aa]t\sleast|[Pp]lus\sde|[Aa]u\smoins)\s)"
    r"|(?P<less>(?:[Uu]nder|[Ff]ewer\sthan|[Ll]ess\sthan|[Uu]p\sto|[Aa]t\smost|[Mm]oins\sde)\s))$"
)

_COUNT = re.compile(
    rf"(?P<digits>{_DIGITS})\s(?P<phrase>{_ADJECTIVES}"
    rf"(?:[\w-]{{1,20}}\s-\s[\w-]{{1,20}}\s)?(?:{STUDIES}|{PEOPLE}))(?!\w)"
)
_WORD_COUNT = re.compile(
    rf"(?!(?:[Oo]ne|[Uu]ne?)\b)(?P<words>{NUMBER_WORD})\s(?P<phrase>{_ADJECTIVES}"
    rf"(?:{STUDIES_IN_WORDS}|{IN_WORDS}))(?!\w)",
    re.IGNORECASE,
)
_OF = r"(?:\s?/\s?|\s(?:out\sof|of|sur|des|de)\s)(?:the\s|all\s|these\s|our\s|les\s|ces\s)?"
_FRACTION = re.compile(
    rf"(?:(?P<count>{_DIGITS})|(?P<count_words>{NUMBER_WORD})){_OF}"
    rf"(?:(?P<total>{_DIGITS})|(?P<total_words>{NUMBER_WORD}))"
    rf"(?=\s(?P<phrase>(?:[\w-]{{1,20}}\s){{0,2}}?(?:{STUDIES}|{PEOPLE}|{THINGS}))(?!\w)"
    r"|\s?[(,;]\s?\d{1,3}(?:[.,]\d{1,3})?\s?%)",
    re.IGNORECASE,
)
# "Four studies were of affective disorders, two for schizophrenia": studies, left unsaid.
_ELLIPSIS = re.compile(
    rf",\s(?:(?:and|et)\s)?(?P<words>{NUMBER_WORD}|\d{{1,3}})"
    r"\s(?=(?:for|on|in|with|pour|sur|dans)\s[a-z])",
    re.IGNORECASE,
)
_OF_STUDIES = re.compile(rf"(?:{STUDIES_IN_WORDS})$", re.IGNORECASE)
COUNTS_STUDIES = re.compile(rf"(?:{STUDIES})$", re.IGNORECASE)
_OF_RESEARCH = re.compile(rf"(?:{STUDIES_IN_WORDS}|{IN_WORDS})$", re.IGNORECASE)
# A whole number before a word or a stroke; without it the longer patterns need not be tried.
_MAY_COUNT = re.compile(r"[\d,\s]{0,11}?\d(?![\d.])\s?[A-Za-zÀ-ÿ/]")
_SENTENCE = re.compile(r"[^.;()\n]{0,300}")


def _whole(page: Page, match: re.Match[str], name: str) -> Number | None:
    if match[name] is None:
        return number_from_words(match[f"{name}_words"] or "")
    figures = re.sub(r"[,\s]", "", match[name])
    return parse_number(figures, source=page.source[slice(*match.span(name))])


def _opened(page: Page, start: int) -> tuple[int, str]:
    """Where "over" or "fewer than" before a count begins, and its comparison."""
    match = _BEFORE.search(page.plain, max(0, start - 12), start)
    if match is None:
        return start, "="
    return match.start(), ">" if match["more"] else "<"


def _fraction(page: Page, match: re.Match[str]) -> Draft | None:
    count, total = _whole(page, match, "count"), _whole(page, match, "total")
    if count is None or total is None or (is_year(total) and not match["phrase"]):
        return None
    if "/" in match[0] and (count.value > total.value or not match["phrase"]):
        # "24/7 support", and 12/37 (32.4%), which the percentage holds already.
        return None
    if match["total_words"] and not _OF_RESEARCH.search(match["phrase"] or ""):
        return None
    end = match.end("phrase") if match["phrase"] else match.end()
    return Draft(match.start(), end, "fraction", count, total=total)


def _count(page: Page, match: re.Match[str]) -> Draft | None:
    groups = match.groupdict()
    if "digits" in groups:
        figures = re.sub(r"[,\s]", "", match["digits"])
        number = parse_number(figures, source=page.source[slice(*match.span("digits"))])
        if number is not None and is_year(number) and "," not in number.text:
            return None
    else:
        number = number_from_words(match["words"])
    if number is None:
        return None
    start, comparison = _opened(page, match.start())
    return Draft(start, match.end(), "count", number, comparison)


def _left_unsaid(page: Page, position: int) -> Iterator[Draft]:
    rest = _SENTENCE.match(page.plain, position)
    for match in _ELLIPSIS.finditer(page.plain, position, rest.end() if rest else position):
        words = match["words"]
        number = parse_number(words) if words.isdigit() else number_from_words(words)
        if number is not None:
            yield Draft(match.start("words"), match.end("words"), "count", number)


def counts(page: Page) -> Iterator[Draft]:
    """13 randomized controlled trials, eight studies, over 1,000 patients, eighteen of 22 studies.

    "Two for schizophrenia" after "Four studies were of …" counts studies too.
    """
    for start in page.numbers:
        in_digits = page.plain[start].isdigit()
        if in_digits and not _MAY_COUNT.match(page.plain, start):
            continue
        fraction = _FRACTION.match(page.plain, start)
        if fraction:
            draft = _fraction(page, fraction)
            if draft:
                yield draft
        match = (_COUNT if in_digits else _WORD_COUNT).match(page.plain, start)
        if match is None:
            continue
        draft = _count(page, match)
        if draft:
            yield draft
        if draft and not in_digits and _OF_STUDIES.search(match["phrase"]):
            yield from _left_unsaid(page, match.end())
