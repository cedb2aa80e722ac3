"""Counts of studies and of people, so many of so many, and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.numerals import (
    NUMBER,
    NUMBER_WORD,
    number_from_words,
    parse_number,
)
from gleanings.evidence.reading.statistic import Number

_STUDIES = (
    r"studies|study\ssamples|trials|RCTs?|samples|meta-?\s?analys[ei]s|experiments|effect\ssizes|"
    r"effects|comparisons|cohorts|correlations|articles|reports|reviews|contrasts|"
    r"études|essais|échantillons|méta-?analyses|tailles\sd'effet|comparaisons"
)
_STUDIES_IN_WORDS = (
    r"studies|trials|RCTs?|samples|meta-?\s?analys[ei]s|experiments|effect\ssizes|cohorts|"
    r"études|essais|échantillons|méta-?analyses|tailles\sd'effet"
)
_PEOPLE = (
    r"participants|patients|clients|respondents|subjects|volunteers|clinicians|therapists|"
    r"psychotherapists|psychologists|psychiatrists|counsel+ors|practitioners|professionals|"
    r"social\sworkers|nurses|physicians|experts|students|undergraduates|individuals|people|persons|"
    r"adults|adolescents|children|youths?|women|men|girls|boys|couples|families|dyads|veterans|"
    r"caregivers|mothers|fathers|parents|completers|responders|cases|controls|outpatients|"
    r"inpatients|thérapeutes|répondants|sujets|cliniciens|psychologues|personnes|adultes|"
    r"adolescents|enfants|femmes|hommes|étudiants|couples|familles|cas"
)
# What people who write of research count in words; "two people" may be any story.
_IN_WORDS = r"participants|patients|clients|respondents|subjects|répondants|sujets|therapists"
_THINGS = (
    r"sessions|items|measures|outcomes|sites|centres|centers|clinics|countries|groups|tests|mesures"
)

_DIGITS = r"(?:\d{1,3}(?:[,\s]\d{3}){1,3}|\d{1,9})(?![.,]?\d)"
_NOT_ADJECTIVES = (
    r"(?:of|in|and|or|the|for|to|by|from|with|at|on|that|is|was|were|are|had|have|de|des|et)\s"
)
_ADJECTIVES = rf"(?:(?!{_NOT_ADJECTIVES})[A-Za-zÀ-ÿ][\w'/-]{{0,24}}\s){{0,4}}?"
_MORE = r"(?P<more>(?:[Oo]ver|[Mm]ore\sthan|[Aa]t\sleast|[Pp]lus\sde|[Aa]u\smoins)\s)?"
_LESS = r"(?P<less>(?:[Uu]nder|[Ff]ewer\sthan|[Ll]ess\sthan|[Uu]p\sto|[Aa]t\smost|[Mm]oins\sde)\s)?"

_COUNT = re.compile(
    rf"(?<![\w.,$€£#/-]){_MORE}{_LESS}(?P<digits>{_DIGITS})\s(?P<phrase>{_ADJECTIVES}"
    rf"(?:[\w-]{{1,20}}\s-\s[\w-]{{1,20}}\s)?(?:{_STUDIES}|{_PEOPLE}))(?![\w])"
)
_WORD_COUNT = re.compile(
    rf"(?<![\w-]){_MORE}{_LESS}(?!(?:one|une?)\b)(?P<words>{NUMBER_WORD})\s(?P<phrase>{_ADJECTIVES}"
    rf"(?:{_STUDIES_IN_WORDS}|{_IN_WORDS}))(?!\w)",
    re.IGNORECASE,
)
_OF = r"\s(?:out\sof|of|sur|des|de)\s(?:the\s|all\s|these\s|our\s|les\s|ces\s)?"
_FRACTION = re.compile(
    rf"(?<![\w.,$€£#/-])(?:(?P<count>{_DIGITS})|(?P<count_words>{NUMBER_WORD}))"
    rf"{_OF}"
    rf"(?:(?P<total>{_DIGITS})|(?P<total_words>{NUMBER_WORD}))"
    rf"(?=\s(?P<phrase>(?:[\w-]{{1,20}}\s){{0,2}}?(?:{_STUDIES}|{_PEOPLE}|{_THINGS}))(?!\w)|\s?[(,;]\s?\d{{1,3}}(?:[.,]\d{{1,3}})?\s?%)",
    re.IGNORECASE,
)
# "Four studies were of affective disorders, two for schizophrenia": studies, left unsaid.
_ELLIPSIS = re.compile(
    rf",\s(?:(?:and|et)\s)?(?P<words>{NUMBER_WORD}|\d{{1,3}})\s(?=(?:for|on|in|with|pour|sur|dans)\s[a-z])",
    re.IGNORECASE,
)
_OF_STUDIES = re.compile(rf"(?:{_STUDIES_IN_WORDS})$", re.IGNORECASE)
_OF_RESEARCH = re.compile(rf"(?:{_STUDIES_IN_WORDS}|{_IN_WORDS})$", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.;()\n]{0,300}")
_RANGE = re.compile(
    r"(?<!\w)(?:between|entre|from|de|ranged\sfrom|ranging\sfrom|allant\sde|ranged\sbetween)\s"
    rf"(?P<minus>-)?(?P<low>{NUMBER})(?P<percent>\s?%)?\s(?:and|to|et|à)\s(?P<minus2>-)?(?P<high>{NUMBER})"
    r"(?P<percent2>\s?%)?(?P<after>\s[\w'-]{1,24})?",
    re.IGNORECASE,
)
_NO_RANGE_OF = re.compile(
    r"\s(?:minutes?|hours?|days?|weeks?|months?|years?|am|pm|a\.m|p\.m|o'clock|dollars?|euros?|"
    r"pounds|miles|meters|metres|kilometers|km|kg|cm|mm|pages?|degrees|percent|seconds|times|cents|"
    r"heures?|jours?|mois|ans|francs|mètres|is|was|this|address|has|as|its|his|pages|news|always)$",
    re.IGNORECASE,
)
_SINGULAR = re.compile(r"\s\w+(?<!s)$")
_CALENDAR = re.compile(
    r"\s(?:of|in|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def _count(page: Page, match: re.Match[str], name: str) -> Number | None:
    if match[name] is None:
        return None
    return parse_number(
        re.sub(r"[,\s]", "", match[name]), source=page.source[slice(*match.span(name))]
    )


def _comparison(match: re.Match[str]) -> str:
    return ">" if match["more"] else "<" if match["less"] else "="


def _is_year(number: Number) -> bool:
    return number.decimals == 0 and 1800 <= number.value <= 2100


def counts_in_digits(page: Page) -> Iterator[Draft]:
    """13 randomized controlled trials, over 1,000 patients, 330 professional social workers."""
    for match in _COUNT.finditer(page.plain):
        number = _count(page, match, "digits")
        if number is not None and not (_is_year(number) and "," not in number.text):
            yield Draft(match.start(), match.end(), "count", number, _comparison(match))


def counts_in_words(page: Page) -> Iterator[Draft]:
    """Eight studies, dix-huit essais, twelve patients; also "two for schizophrenia" after them."""
    for match in _WORD_COUNT.finditer(page.plain):
        number = number_from_words(match["words"])
        if number is None:
            continue
        yield Draft(match.start(), match.end(), "count", number, _comparison(match))
        if _OF_STUDIES.search(match["phrase"]):
            yield from _left_unsaid(page, match.end())


def _left_unsaid(page: Page, position: int) -> Iterator[Draft]:
    rest = _SENTENCE.match(page.plain, position)
    for match in _ELLIPSIS.finditer(page.plain, position, rest.end() if rest else position):
        words = match["words"]
        number = parse_number(words) if words.isdigit() else number_from_words(words)
        if number is not None:
            yield Draft(match.start("words"), match.end("words"), "count", number)


def fractions(page: Page) -> Iterator[Draft]:
    """18 of 22 studies, eighteen of 22 studies, 12 of 37 (32.4%)."""
    for match in _FRACTION.finditer(page.plain):
        count = _count(page, match, "count") or number_from_words(match["count_words"] or "")
        total = _count(page, match, "total") or number_from_words(match["total_words"] or "")
        if count is None or total is None or (_is_year(total) and not match["phrase"]):
            continue
        if match["total_words"] and not _OF_RESEARCH.search(match["phrase"] or ""):
            continue
        end = match.end("phrase") if match["phrase"] else match.end()
        yield Draft(match.start(), end, "fraction", count, total=total)


def _bound(page: Page, match: re.Match[str], name: str, minus: str) -> Number | None:
    begin = match.start(minus) if match[minus] else match.start(name)
    return parse_number(
        match[name],
        source=page.source[begin : match.end(name)],
        negative=bool(match[minus]),
        comma=page.comma,
    )


def _is_statistical_range(match: re.Match[str], low: Number, high: Number) -> bool:
    if match["percent2"]:
        return True
    if match["percent"] or low.value >= high.value:
        return False
    opening = match[0][:8].lower()
    if low.decimals and high.decimals:
        return opening.startswith(("ranged", "ranging", "allant")) or abs(high.value) < 1
    if _is_year(low) or _is_year(high) or opening.startswith(("from", "de ")):
        return False
    after = match["after"]
    return bool(after) and not _NO_RANGE_OF.match(after) and not _SINGULAR.match(after)


def ranges(page: Page) -> Iterator[Draft]:
    """between 55% and 74%, between 35 and 45 strategies, ranging from .19 to .32."""
    for match in _RANGE.finditer(page.plain):
        low, high = _bound(page, match, "low", "minus"), _bound(page, match, "high", "minus2")
        if low is None or high is None or not _is_statistical_range(match, low, high):
            continue
        end = match.end("percent2") if match["percent2"] else match.end("high")
        if match["after"] and not match["percent2"] and not low.decimals:
            end = match.end("after")
        yield Draft(match.start(), end, "range", None, low=low, high=high)
