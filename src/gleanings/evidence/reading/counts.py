"""Counts of studies, of people and of what else was studied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gleanings.evidence.reading.bounds import OR_MORE, bound_before, bound_behind
from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.fractions import fraction_at, is_all_but
from gleanings.evidence.reading.labels import is_label
from gleanings.evidence.reading.nearby import RESEARCH, STATISTICS, STUDIED, Nearby
from gleanings.evidence.reading.nouns import (
    IN_WORDS,
    INSTITUTIONS,
    PEOPLE,
    STUDIES,
    STUDIES_IN_WORDS,
    is_unit,
)
from gleanings.evidence.reading.number_words import NUMBER_WORD, number_from_words
from gleanings.evidence.reading.numerals import WHOLE, is_year, parse_number
from gleanings.evidence.reading.statistic import Number
from gleanings.evidence.reading.uncounted import are_sought_or_judge, counts_nobody

_NOT_ADJECTIVES = (
    r"(?:of|in|and|or|the|for|to|by|from|with|at|on|that|is|was|were|are|had|have|has|who|which|"
    r"per|than|but|as|vs|versus|all|each|every|both|some|any|such|no|not|a|an|these|those|our|their|its|"
    r"we|they|it|he|she|when|while|after|before|during|because|since|if|so|then|also|only|still|"
    r"among|amongst|between|within|without|into|including|through|under|about|whose|where|using|via|"
    r"de|des|et|ou|à|du|la|le|les|par|pour|ont|dans|chez)\b"
)
# a line that begins with a capital begins another sentence, or another field
_SAME_SENTENCE = r"(?!(?<=\n)(?-i:[A-ZÀ-Þ]))"
_SUSPENDED = r"(?:(?<=-)\s(?:and|or|et|ou)\s[\w-]{1,24})?"  # good- and fair-quality
# adolescent and adult patients
_ONE_KIND = (
    r"(?:adolescent|adult|child|older|younger|male|female|inpatient|outpatient|married|single|"
    r"treated|untreated|white|black|depressed|anxious|healthy|clinical|urban|rural)"
)
_TWO_KINDS = rf"{_ONE_KIND}\s(?:and|or)\s{_ONE_KIND}"
_ADJECTIVE = (
    # "eight countries enrolled patients": behind a plural it is what they did
    rf"{_SAME_SENTENCE}(?!{_NOT_ADJECTIVES})(?!(?<=[a-z]s\s)[a-z]{{2,12}}ed\s)"
    rf"(?:U\.[SK]\.|[A-Z]\.\s[a-z][\w-]{{2,24}}|{_TWO_KINDS}|[A-Za-zÀ-ÿ][\w'/-]{{0,24}}{_SUSPENDED})"
)
# "82 anxious, depressed clients", but "Over 12 sessions, clients improved"
_BEFORE_A_COMMA = rf"{_ADJECTIVE}(?:(?<=ous)|(?<=less)|(?<!s)),\s(?!{_NOT_ADJECTIVES})(?!\d)"
# "post-traumatic stress disorder (PTSD) patients", "short-term (14 weeks or less) trials"
_BRACKET = r"(?:\s\([^()=±+%\n]{1,24}\))?"
_ADJECTIVES = rf"(?:{_ADJECTIVE}{_BRACKET}\s|{_BEFORE_A_COMMA}){{0,4}}?"
_TIMES = r"(?:\s(?P<times>hundred|thousand|million|billion|mille|millions\sde?|milliards\sde?))?"

_COUNT = re.compile(
    rf"(?P<digits>{WHOLE}){_TIMES}(?P<or_more>{OR_MORE})?\s(?P<phrase>{_ADJECTIVES}"
    rf"(?:[\w-]{{1,20}}\s-\s[\w-]{{1,20}}\s)?{_SAME_SENTENCE}(?:{STUDIES}|{PEOPLE}))(?![\w'])"
)
_WORD_COUNT = re.compile(
    rf"(?!(?:[Oo]ne|[Uu]ne?)\b(?!-))(?P<words>{NUMBER_WORD})(?P<or_more>{OR_MORE})?\s(?P<phrase>{_ADJECTIVES}"
    rf"(?:{STUDIES_IN_WORDS}|{IN_WORDS}))(?![\w'])",
    re.IGNORECASE,
)
# Any plural: 82 asylum-seekers, 1487 confirmed sudden cardiac deaths.
_PLURAL = (
    r"(?:(?:men|women|people|children|staff|personnel)(?![\w-])"
    r"|[A-Za-zÀ-ÿ][\w-]{1,24}(?<=[A-Za-zà-ÿ])s(?<!ss)(?<!us)(?<!is))"
)
_OF_ANY = re.compile(
    rf"(?:(?P<digits>{WHOLE})|(?P<words>{NUMBER_WORD})){_TIMES}\s"
    rf"(?P<phrase>(?:{_ADJECTIVE}\s){{0,4}}?(?P<noun>{_PLURAL}))(?![\w']|-[a-z])"
)
_FEWEST_OF_ANY = 10
# "Fewer than five erosions" sets a limit; "over 40 caseworkers" counts.
_FEWEST_COMPARED = 20
# No noun at all: of them, 21 were ventilated; and 430 now had orgasms.
_WITHOUT_NOUN = re.compile(
    rf"(?:(?P<digits>{WHOLE})|(?P<words>{NUMBER_WORD}))(?P<phrase>\s(?:now\s|later\s|also\s|then\s)?"
    r"(?:were|had|have|are|did|met|died|dropped|(?:[a-z]{3,12}ed)|receiving|taking|with|without|étaient|avaient|ont"
    r"|(?:in|per|to)\s(?:each|every|both|(?:the\s)?(?:[\w-]{2,20}\s){0,2}(?:group|arm|condition|study|cohort|intervention|control|placebo|treatment|comparison))))"
    r"(?!\w)"
    # "85 compared with 35%" shares the sign
    r"(?!\s(?:with|to)\s\d{1,3}(?:\.\d)?\s?%)"
    # "restored in 85 with tolterodine (CI, 40 to 129)" is estimated, of so many
    r"(?![^().;]{0,40}\s\((?:9\d\s?%\s?)?C[rI])"
)
# "Those with a score greater than 30 were interviewed".
_OF_A_SCORE = re.compile(r"(?:greater|less)\sthan|above|below|under", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:[.;:,]\s|[(\[]|(?<![\w-])(?:and|but|while|whereas|whom|which|only|remaining|than|these|et|"
    r"dont|mais)\s|^)$"
)
_ROW_OF_NUMBERS = re.compile(r"(?<!\d{3})\d,?\s?(?:and|or|,|et|ou)\s$")
_OF_ABBREVIATED = re.compile(
    rf"(?P<digits>{WHOLE})\s(?P<phrase>(?:{_ADJECTIVE}\s){{0,2}}?(?P<noun>[A-Z][A-Za-z]{{0,5}}[A-Z]s?))"
    r"(?=\s?[(,.;)]|\s(?:and|or|were|was|had|who|with|in|from)\b)"
    r"(?!\s(?:and|or)\s\d{1,3}\s[\w-]{2,20}\s(?:items|symptoms|criteria|questions)\b)"
)
_ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z]{0,5}[A-Z])s?[);,]")
_OF_PEOPLE = re.compile(rf"(?:{PEOPLE}|{INSTITUTIONS})$", re.IGNORECASE)
# "15 of the studies", "most of them": of a whole that is not counted there.
_OF_THE = re.compile(
    rf"(?!(?:[Oo]ne|[Uu]ne?)\b(?!-))(?:(?P<digits>{WHOLE})|(?P<words>{NUMBER_WORD}))\s(?P<phrase>(?:of|des)\s(?:the|these|those|our|ces)\s"
    rf"(?:{_ADJECTIVE}\s){{0,3}}?(?:{STUDIES_IN_WORDS}|{IN_WORDS}))(?![\w'])"
)
# "150, 136, and 120 patients": one noun for all of them.
_LISTED = re.compile(
    rf"(?<![\w.,/$€£-])(?P<list>(?:{WHOLE},\s){{1,7}}(?:and|or|et|ou)\s|{WHOLE}\s(?:and|et)\s)$"
)
_EACH = re.compile(WHOLE)
_RESPECTIVELY = re.compile(r"[^.;]{0,160}\b(?:respectively|respectivement)\b")
# "Four studies were of affective disorders, two for schizophrenia": studies, left unsaid.
_ELLIPSIS = re.compile(
    rf",\s(?:(?:and|et)\s)?(?P<words>{NUMBER_WORD}|\d{{1,3}})"
    r"\s(?=(?:for|on|in|with|pour|sur|dans)\s[a-z])",
    re.IGNORECASE,
)
_OF_STUDIES = re.compile(rf"(?:{STUDIES_IN_WORDS})$", re.IGNORECASE)
COUNTS_STUDIES = re.compile(rf"(?:{STUDIES})$", re.IGNORECASE)
# A whole number before a word or a stroke; without it the longer patterns need not be tried.
_MAY_COUNT = re.compile(r"[\d,\s]{0,11}?\d(?![\d.])\s?[A-Za-zÀ-ÿ/]")
_SENTENCE = re.compile(r"[^.;()\n]{0,300}")
_NONE = Number("", 0.0, 0)
_WORTH = {
    "hundred": 100, "thousand": 1000, "mille": 1000, "million": 10**6, "millions": 10**6,
    "billion": 10**9, "milliards": 10**9,
}  # fmt: skip


def _number(page: Page, match: re.Match[str]) -> Number | None:
    groups = match.groupdict()
    if groups.get("digits") is None:
        number = number_from_words(match["words"])
    else:
        figures = re.sub(r"[,\s]", "", match["digits"])
        if figures[0] == "0":
            return None  # p < 0. 001 compared with
        number = parse_number(figures, source=page.source[slice(*match.span("digits"))])
    times = groups.get("times")
    if number is None or times is None:
        return number
    worth = _WORTH[times.split()[0].lower()]
    return Number(page.source[match.start() : match.end("times")], number.value * worth, 0)


def _count(page: Page, match: re.Match[str]) -> Draft | None:
    number = _number(page, match)
    if number is None or counts_nobody(page, match, number):
        return None
    start, comparison = bound_before(page.plain, match.start())
    if comparison == "=" and match.groupdict().get("or_more"):
        _end, comparison = bound_behind(page.plain, match.start("or_more"))
        if comparison == "<=" or number.value < _FEWEST_COMPARED:
            return None  # "20 or fewer patients", "three or more studies": who was sought
    if are_sought_or_judge(page, start, number, comparison):
        return None
    return Draft(start, match.end(), "count", number, comparison)


def _left_unsaid(page: Page, position: int) -> Iterator[Draft]:
    rest = _SENTENCE.match(page.plain, position)
    for match in _ELLIPSIS.finditer(page.plain, position, rest.end() if rest else position):
        words = match["words"]
        number = parse_number(words) if words.isdigit() else number_from_words(words)
        if number is not None:
            yield Draft(match.start("words"), match.end("words"), "count", number)


class _Counter:
    """Reads the counts of one text; a noun that it has counted once is known after that."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.studied = Nearby(page.small, STUDIED + STATISTICS)
        self.nearby = Nearby(page.small, RESEARCH)
        self.nouns: set[str] = set()
        self.abbreviations: set[str] | None = None

    def of_any(self, start: int) -> Draft | None:
        """A number before any plural that is no unit, in a text on research."""
        plain = self.page.plain
        match = _OF_ANY.match(plain, start)
        if match is None or is_unit(match["noun"]) or is_label(self.page, start):
            return None
        of_people = _OF_PEOPLE.fullmatch(match["noun"]) is not None
        draft = _count(self.page, match)
        if draft is None or draft.value is None:
            return None
        is_small = draft.value.value < _FEWEST_OF_ANY
        in_research = self.nearby if of_people and not is_small else self.studied
        if not in_research.has(start, match.end()):
            return None
        known = match["noun"].lower() in self.nouns or of_people
        if is_small and not known:
            return None
        if draft.comparison != "=" and draft.value.value < _FEWEST_COMPARED:
            return None
        self.nouns.add(match["noun"].lower())
        return draft

    def without_noun(self, start: int) -> Draft | None:
        plain = self.page.plain
        match = _WITHOUT_NOUN.match(plain, start)
        before = plain[max(0, start - 12) : start]
        if match is None:
            return None
        if match["words"] and (number_from_words(match["words"]) or _NONE).value < _FEWEST_OF_ANY:
            return None  # "Two were friends" may be any story
        if not _BEGINS.search(before) or _ROW_OF_NUMBERS.search(before):
            return None
        if not self.nearby.has(start, match.end()):
            return None
        draft = _count(self.page, match)
        if is_all_but(self.page, start):
            return None  # all but one have recovered
        is_limit = draft and _OF_A_SCORE.match(plain, draft.start, start)
        return None if is_limit else draft

    def of_abbreviated(self, start: int) -> Draft | None:
        """A number before an abbreviation that the text explains: "mothers (ILMs)", 556 ILM."""
        plain = self.page.plain
        match = _OF_ABBREVIATED.match(plain, start)
        if match is None or is_label(self.page, start):
            return None
        if self.abbreviations is None:
            self.abbreviations = set(_ABBREVIATION.findall(plain))
        if match["noun"].rstrip("s") not in self.abbreviations:
            return None
        if not self.nearby.has(start, match.end()):
            return None
        draft = _count(self.page, match)
        if draft is None or draft.value is None or draft.comparison != "=":
            return None
        return draft if draft.value.value >= _FEWEST_OF_ANY else None

    def of_the(self, start: int) -> Draft | None:
        match = _OF_THE.match(self.page.plain, start)
        if match is None or is_label(self.page, start):
            return None
        if not (self.nearby if match["digits"] else self.studied).has(start, match.end()):
            return None
        return _count(self.page, match)

    def listed_before(self, draft: Draft) -> Iterator[Draft]:
        """The counts that share the noun of this one."""
        plain = self.page.plain
        match = _LISTED.search(plain, max(0, draft.start - 48), draft.start)
        if match is None or is_label(self.page, match.start()):
            return
        if "," not in match["list"] and not _RESPECTIVELY.match(plain, draft.end):
            return  # between 5 and 10 patients
        for one in _EACH.finditer(plain, match.start(), match.end()):
            figures = re.sub(r"[,\s]", "", one[0])
            number = parse_number(figures, source=self.page.source[slice(*one.span())])
            if number is not None and not is_year(number):
                yield Draft(one.start(), one.end(), "count", number)


def counts(page: Page) -> Iterator[Draft]:
    """13 randomized controlled trials, eight studies, over 1,000 patients, eighteen of 22 studies.

    "Two for schizophrenia" after "Four studies were of …" counts studies too.
    """
    counter = _Counter(page)
    for start in page.numbers:
        in_digits = page.plain[start].isdigit()
        if in_digits and not _MAY_COUNT.match(page.plain, start):
            continue
        fraction = fraction_at(page, start, counter.nearby)
        if fraction:
            yield fraction
        match = (_COUNT if in_digits else _WORD_COUNT).match(page.plain, start)
        if match and in_digits and is_label(page, start):
            continue
        draft = _count(page, match) if match else None
        if match is None or draft is None:
            draft = (
                counter.of_any(start)
                or counter.of_the(start)
                or counter.of_abbreviated(start)
                or counter.without_noun(start)
            )
            if draft:
                yield draft
            continue
        yield from counter.listed_before(draft)
        yield draft
        if not in_digits and _OF_STUDIES.search(match["phrase"]):
            yield from _left_unsaid(page, match.end())
