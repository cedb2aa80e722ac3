"""Of how many a percentage is, where the text says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil, floor

from gleanings.evidence.reading.counts import COUNTS_STUDIES
from gleanings.evidence.reading.draft import SENTENCE_BREAK, Draft, Page
from gleanings.evidence.reading.fractions import is_all_but, less, whole
from gleanings.evidence.reading.labels import is_label
from gleanings.evidence.reading.nouns import TIMES, is_unit
from gleanings.evidence.reading.number_words import NUMBER_WORD
from gleanings.evidence.reading.numerals import is_year
from gleanings.evidence.reading.statistic import Number

_N = r"(?:\d{1,3}(?:[,\s]\d{3})+|\d{1,7})(?![.,]?\d)"
_COUNT = rf"(?:(?P<count>{_N})|(?P<count_words>{NUMBER_WORD}))"
_TOTAL = rf"(?:(?P<total>{_N})|(?P<total_words>{NUMBER_WORD}))"
_THE = (
    r"(?:the\s|all\s|these\s|our\s|les\s)?"
    r"(?:(?:original|initial|remaining|eligible|evaluable|evaluated|assessable|included|first|other|total)\s)?"
)
_OF = rf"(?:(?P<stroke>\s?/\s?)|\s?(?:out\sof|of|sur|des)\s?){_THE}"
_WORD = r"\s[^\s\d().;:,%]{1,24}"
_NOT_LARGER = r"(?!\s(?:hundred|thousand|million|billion|%|percent|per\scent))"

# What stands right before the percentage.
_COUNT_OF_TOTAL = re.compile(
    rf"(?<![\w.,/]){_COUNT}{_OF}{_TOTAL}"
    rf"(?:(?:{_WORD}){{0,5}}\s?[(\[]|(?P<far>(?:{_WORD}){{0,8}}\s?[(\[](?:[a-z-]{{1,14}}\s?){{1,3}},)"
    rf"|,\sor|(?:{_WORD})?\s?[,;:=])\s?$",
    re.IGNORECASE,
)
_TOTAL_IN_BRACKETS = re.compile(rf"[(\[][nN]\s?=\s?(?P<total>{_N})[)\]]\s?[,:]?\s?$")
_N_BEFORE = re.compile(rf"(?<!\w)(?P<n>[nN])\s?=\s?(?P<total>{_N})\s?[;,:]\s?$")
# "(k = 13, n = 21,700; 7.4% vs. 9.2%": what was pooled
_STUDIES_BEFORE = re.compile(r"[kK]\s?=\s?\d{1,4}\s?[;,]\s?$")
_OF_TOTAL_BEFORE = re.compile(
    rf"(?<!\w)(?<![)%]\s)(?:of|sur|parmi|among)\s(?:the\s|our\s|all\s|les\s|these\s)?(?P<total>{_N})"
    rf"(?P<what>(?:{_WORD}){{1,4}}),\s(?:(?P<count>{_N})\s?[(\[])?\s?$",
    re.IGNORECASE,
)
_COUNT_BEFORE = re.compile(
    rf"(?<![\w.,/$€£=-])(?<!of\s)(?<!of\sthe\s)(?<!total\s)(?<!\d\s){_COUNT}(?P<what>(?:{_WORD}){{0,3}})\s?[(\[](?:n\s?=\s?)?\s?$",
    re.IGNORECASE,
)
# "Classes 2 (36%) and 3 (8%)": which, not how many.
_ONE_OF_CLASSES = re.compile(
    r"\b(?:class|group|phase|stage|grade|cluster|factor|profile|type|study|studie)(?:e?s)?\s"
    r"(?:\d{1,2}\s?\([^()]{1,12}\)\s?(?:,|and|or|et|&)\s)?$",
    re.IGNORECASE,
)
# "Four in PAC 250 (5%)": a treatment by its dose.
_IN_A_NAME = re.compile(r"\b(?:in|for|on|with|of|to|receiving|taking)\s[A-Z][A-Z0-9-]{1,8}\s$")
# What stands right behind it.
_AND_ANOTHER = re.compile(
    rf"\s?(?:and|,|et|vs\.?)\s(?P<count>{_N})\s?/\s?(?P<total>{_N})(?=\s?[)\]])"
)
# "0.5% (12 of 39 eyes, 31%)": the count is of the percentage in its bracket.
_OWN_PERCENTAGE = re.compile(rf"(?:{_WORD}){{0,3}}\s?[,;]\s?\d{{1,3}}(?:[.,]\d{{1,3}})?\s?%")
_COUNT_OF_TOTAL_BEHIND = re.compile(
    rf"\s?[,;]?\s?[(\[]?(?:[nN]\s?=\s?)?{_COUNT}\s?(?:/|of|out\sof|sur)\s?(?:the\s)?(?P<total>{_N})"
    r"(?!\s?%)",
    re.IGNORECASE,
)
_OF_TOTAL_BEHIND = re.compile(
    rf"\s?[)\]]?\s(?:of|des|de)\s(?:the\s|our\s|all\s|these\s|les\s)?{_TOTAL}{_NOT_LARGER}"
    r"(?=\s[A-Za-zé(]|[).,;]|$)"
)
_N_BEHIND = re.compile(
    rf"\s?\"?[(\[,;]\s?[nN]\s?=\s?(?P<count>{_N})(?!\s?/)"
    rf"(?:\s?[)\]]\s(?:of|des)\s(?:the\s|our\s|all\s|these\s)?(?P<total>{_N}){_NOT_LARGER})?"
)
# "76 percent of the patients given 20 mg (233 of 308)": further behind, in the same clause. Words
# alone may stand between where it is to be held against the text; else it must fit.
_CLAUSE = r"(?P<between>(?:\s(?!\S{0,24}[.;:]\s)[^\s()\[\]%]{1,24}){1,14})"
_COUNT_OF_TOTAL_IN_CLAUSE = re.compile(
    rf"{_CLAUSE}\s?[(\[](?:[nN]\s?=\s?)?{_COUNT}\s?(?:/|of|out\sof|sur)\s?(?:the\s)?(?P<total>{_N})"
    r"(?=\s?[)\],;])",
    re.IGNORECASE,
)
_OF_THOSE = re.compile(r"\s(?:of|des)\s[^\d,]{3,90}$")
_OF_THOSE_WHO = re.compile(r"\s(?:of|among|des|parmi)\s(?:those|ceux|celles)\b")
_CHANGED = re.compile(r"\s(?:reduc|decreas|increas|improve|declin|drop|change|gain|loss|fall|rise)")
_N_IN_CLAUSE = re.compile(rf"{_CLAUSE}\s?[(\[,;]\s?(?P<n>[nN])\s?=\s?(?P<count>{_N})(?=\s?[)\],;])")
# "(84 studies, 83.2%)": the count within the same brackets.
_COUNT_IN_BRACKETS = re.compile(
    rf"[(\[](?P<count>{_N})(?P<what>(?:{_WORD}){{1,3}})\s?[,;:]\s$", re.IGNORECASE
)
_RATE_BEHIND = re.compile(r"\s(?:response|participation|completion|return)\srate")
# "(13 trials, n = 21 700; 7.4% vs 9.2%)": the n is of both.
_VERSUS_BEHIND = re.compile(r"\s(?:vs\.?|versus|compared|contre)\s")
_CLOSED = re.compile(r"\s?(?:[)\];,]|$)")
_CLOSES = re.compile(r"\s?[)\]]")
_OF_ELSE = re.compile(r"\s(?:of|des|de|du)\s")
_REACH = 120


def state_whole(page: Page, draft: Draft) -> None:
    """Give the percentage the count and the total that the sentence itself gives it."""
    _from_behind(page, draft) or _from_before(page, draft) or _from_clause(page, draft)


def state_count_behind(page: Page, draft: Draft) -> None:
    """The count that stands behind an interval: 40% (95% CI, 36%-45%; n = 672/1659)."""
    closed = _CLOSES.match(page.plain, draft.end)
    end = closed.end() if closed else draft.end
    match = None if draft.count else _COUNT_OF_TOTAL_BEHIND.match(page.plain, end)
    if match and _give(page, draft, match, sure=False):
        draft.grow(match.end())


def _give(page: Page, draft: Draft, match: re.Match[str], *, sure: bool = True) -> bool:
    """``sure`` is what can be nothing else: where it does not fit, it is held against the text."""
    count, total = whole(page, match, "count"), whole(page, match, "total")
    if "count" in match.groupdict() and count and total and is_all_but(page, match.start()):
        count = less(total, count)
    if count and total and not sure and not _fits(draft, count, total.value):
        return False
    draft.count, draft.total, draft.n_stated = count, total, total is not None
    return count is not None or total is not None


def _fits(draft: Draft, count: Number, total: float) -> bool:
    number = draft.value
    if number is None or total <= 0:
        return False
    return number.low - 1e-9 <= 100 * count.value / total <= number.high + 1e-9


def _from_behind(page: Page, draft: Draft) -> bool:
    match = _COUNT_OF_TOTAL_BEHIND.match(page.plain, draft.end)
    if match and not _OWN_PERCENTAGE.match(page.plain, match.end()):
        second = _AND_ANOTHER.match(page.plain, match.end())  # 30% and 44% (12/39 and 17/39)
        if _give(page, draft, second or match):
            draft.grow((second or match).end())
            return True
    match = _OF_TOTAL_BEHIND.match(page.plain, draft.end)
    if match:
        begin = max(0, draft.start - _REACH)
        counted = _COUNT_BEFORE.search(page.plain, begin, draft.start)
        if _CLOSES.match(page.plain, draft.end) and counted is None:
            return False
        count, total = counted and whole(page, counted, "count"), whole(page, match, "total")
        if count and total and is_year(total) and not _fits(draft, count, total.value):
            return False  # 638 (40%) of the 1985 sample
        draft.count, draft.total, draft.n_stated = count, total, True  # 47 (88.7%) of 53
        draft.grow(match.end())
        return True
    match = _N_BEHIND.match(page.plain, draft.end)
    if match:
        _give(page, draft, match)
        draft.grow(match.end())
        return True
    return False


def _from_clause(page: Page, draft: Draft) -> bool:
    """What stands in brackets at the end of the words that say of whom the percentage is."""
    match = _COUNT_OF_TOTAL_IN_CLAUSE.match(page.plain, draft.end)
    if match:
        sure = _OF_THOSE.match(match["between"]) is not None
        return _give(page, draft, match, sure=sure)
    match = _N_IN_CLAUSE.match(page.plain, draft.end)
    if match is None or re.search(r"\d", match["between"]):
        return False
    of_so_many = _CHANGED.match(match["between"]) or _OF_THOSE_WHO.match(match["between"])
    if match["n"] == "N" or of_so_many:
        draft.n = whole(page, match, "count")
    else:
        draft.count = whole(page, match, "count")
    return True


def _from_before(page: Page, draft: Draft) -> bool:
    begin = max(0, draft.start - _REACH)
    before = page.plain[begin : draft.start].rstrip()
    last = before[-1:]
    if last not in {"(", "[", ",", ";", ":", "=", ")", "]"} and not before.endswith(", or"):
        return False
    closed = last == "=" or _CLOSED.match(page.plain, draft.end) is not None
    match = _COUNT_OF_TOTAL.search(page.plain, begin, draft.start) if closed else None
    if match:
        count = whole(page, match, "count")
        idiom = count is not None and count.value <= 1 and not is_all_but(page, match.start())
        return _give(page, draft, match, sure=not (idiom or match["far"]))
    match = _COUNT_IN_BRACKETS.search(page.plain, begin, draft.start)
    if match and _CLOSES.match(page.plain, draft.end) and not _is_measured(match["what"]):
        draft.count = whole(page, match, "count")
        return True
    match = _TOTAL_IN_BRACKETS.search(page.plain, begin, draft.start)
    if match:
        return _give(page, draft, match)
    match = _N_BEFORE.search(page.plain, begin, draft.start)
    if match and match["n"] == "N" and not _CLOSES.match(page.plain, draft.end):
        return _give(page, draft, match)
    if match and _STUDIES_BEFORE.search(page.plain, begin, match.start()):
        return _give(page, draft, match)
    if match and (
        _RATE_BEHIND.match(page.plain, draft.end) or _VERSUS_BEHIND.match(page.plain, draft.end)
    ):
        return False
    if match:  # (N = 22, 8%): the 22 are the 8 % rather than their whole
        draft.count = whole(page, match, "total")
        return True
    if _OF_ELSE.match(page.plain, draft.end):
        return False
    match = _OF_TOTAL_BEFORE.search(page.plain, begin, draft.start)
    if match and not _is_measured(match["what"]):
        draft.loose = True  # of them, but perhaps of others: "Of 180 patients, 132 (70%)"
        return _give(page, draft, match)
    match = _COUNT_BEFORE.search(page.plain, begin, draft.start)
    named = match and (
        is_label(page, match.start())
        or _ONE_OF_CLASSES.search(page.plain, max(0, match.start() - 32), match.start())
    )
    named = named or (
        match and _IN_A_NAME.search(page.plain, max(0, match.start() - 16), match.start())
    )
    if match and not named and _MOSTLY.match(match["what"]):
        draft.n = whole(page, match, "count")
        return draft.n is not None
    if match and not named and _closes_a_count(page, draft, match["what"]):
        count = whole(page, match, "count")
        if count and not _YEAR.search(match[0]) and _can_be(draft, count):
            draft.count = count
    return draft.count is not None


_FEW = 3
# "present in 2003 (5%)", but of 1,886 (23.5%)
_YEAR = re.compile(r"^(?:19|20)\d{2}\s?[(\[]")


def _can_be(draft: Draft, count: Number) -> bool:
    """Whether so few can be so many per cent of any whole: "all three profiles (46%)" are not. Of
    more than a few it is left to the check, for there a whole fits nearly always."""
    number = draft.value
    if number is None or count.value > _FEW or number.low <= 0:
        return True
    slack = number.high - number.low
    least = 100 * count.value / (number.high + slack)
    return floor(100 * count.value / max(number.low - slack, 1e-9)) >= max(ceil(least), count.value)


# "178 predominantly male (91%) veterans": of whom, not how many of them
_MOSTLY = re.compile(
    r"\s(?:predominantly|mostly|mainly|primarily|largely|surtout|majoritairement)\b"
)


def _closes_a_count(page: Page, draft: Draft, what: str) -> bool:
    closed = _CLOSED.match(page.plain, draft.end) is not None
    return closed and not _is_measured(what) and not _IN_SO_MANY.match(what)


def _is_measured(what: str) -> bool:
    """Whether these words are a dose or a time rather than who was counted: 7 ml bupivacaine."""
    words = what.split()
    if _PART.search(what):
        return True  # about one third (34.8%)
    if "/" in what or bool(words and _UNIT.match(words[0])):
        return True
    return any(is_unit(word) or word.lower() in TIMES for word in words)


_IN_SO_MANY = re.compile(r"\s(?:in|sur)\b")  # one in five (20%)
_PART = re.compile(r"\b(?:thirds?|half|halves|quarters?|fourths?|fifths?|tenths?|tiers|quarts?)\b")
_UNIT = re.compile(r"(?:ml|cl|dl|l|mg|g|kg|µg|mcg|cm|mm|m|h|hr|min|s|%|per|mmHg|microM)$")


def with_wholes_in_reach(page: Page, drafts: Sequence[Draft]) -> None:
    """Find the whole of percentages that stand with their count alone: a number of the text that
    makes them. Where none does, the last sample mentioned before is kept as a hint."""
    totals = sorted({total for draft in drafts for total in _totals(draft)})
    alone = [draft for draft in drafts if _stands_with_its_count_alone(draft)]
    if len(alone) > 1:
        totals.sort(key=lambda total: (_how_many_fit(alone, total), total))
    samples: list[Number] = []
    fraction: Draft | None = None
    for draft in drafts:
        fraction = draft if draft.kind == "fraction" else fraction
        if draft.kind == "percentage":
            beside = fraction is not None and _in_one_sentence(page, fraction, draft)
            _find_whole(draft, totals, fraction.total if fraction and beside else None)
            if draft.total is None and draft.n is None:
                draft.n = _likeliest(samples, draft.count)
        elif _is_sample(page, draft) and draft.value is not None:
            samples = [*samples[-_SAMPLES_KEPT:], draft.value]


_SAMPLES_KEPT = 12


def _likeliest(samples: Sequence[Number], count: Number | None) -> Number | None:
    """The last of the samples; of a count the largest, for the others may be parts as it is."""
    if count is None:
        return samples[-1] if samples else None
    larger = [one for one in samples if one.value > count.value]
    return max(larger, key=lambda one: one.value, default=None)


def _totals(draft: Draft) -> list[float]:
    numbers = [draft.total] if draft.kind in {"fraction", "percentage"} else []
    if draft.kind == "percentage" or (draft.kind in {"n", "count"} and draft.comparison == "="):
        numbers.append(draft.count if draft.kind == "percentage" else draft.value)
    if draft.n_stated:
        numbers.append(draft.n)
    return [number.value for number in numbers if number is not None]


def _in_one_sentence(page: Page, fraction: Draft, draft: Draft) -> bool:
    return SENTENCE_BREAK.search(page.plain, fraction.end, draft.start) is None


def _find_whole(draft: Draft, totals: Sequence[float], beside: Number | None) -> None:
    """``beside`` is the whole of a fraction in the same sentence: 37 of 43, in six (14%)."""
    count, value = draft.count, draft.value
    if count is None or value is None or value.high <= 0 or draft.comparison != "=":
        return
    if draft.total is not None and _fits(draft, count, draft.total.value):
        return
    if draft.n_stated and not draft.loose:
        return
    if beside is not None and _fits(draft, count, beside.value):
        draft.total, draft.n_stated = beside, True
        return
    total = next((one for one in reversed(totals) if _fits(draft, count, one)), None)
    if total is not None:
        draft.total, draft.n_stated = Number(f"{total:.0f}", total, 0), True


def _stands_with_its_count_alone(draft: Draft) -> bool:
    return draft.kind == "percentage" and draft.count is not None and draft.total is None


def _how_many_fit(alone: Sequence[Draft], total: float) -> int:
    """Of how many of the percentages this may be the whole.

    The most first; of equal ones the largest: 20% (n = 44) is of all 221 rather than of the 215 of
    them that were counted.
    """
    return sum(one.count is not None and _fits(one, one.count, total) for one in alone)


def _is_sample(page: Page, draft: Draft) -> bool:
    """A number of people that percentages may be of; "(n = 45, 62.5%)" counts a part instead."""
    # of "over 200 patients" nothing is so many per cent exactly
    if draft.value is None or draft.value.value < 10 or draft.comparison != "=":
        return False
    if draft.kind == "n":
        return page.plain[draft.start] == "N"
    return draft.kind == "count" and not COUNTS_STUDIES.search(page.plain, draft.start, draft.end)
