"""Means and medians: mean age was 46.4 years (SD = 15.9), 3.5 ± 0.8, median 62.5 [34.5-78.8]."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.names import simple_name_before
from gleanings.evidence.reading.nearby import RESEARCH, Nearby
from gleanings.evidence.reading.numerals import NUMBER, is_year, parse_number
from gleanings.evidence.reading.siblings import siblings
from gleanings.evidence.reading.statistic import Number

_SPREAD = r"(?:SD|S\.D\.|s\.d\.|standard\sdeviations?|ET|É\.?-?T\.?|[ée]carts?-types?)"
_NOT_OF = (
    r"(?:differences?|squared?|squares|ratios?|effects?|changes?|correlations?|that|which|by|and|"
    r"or|Ä)\b"
)
_SPREAD_NAMED = rf"\s?[(\[,]?\s?(?:\+/-|±|\+-)?\s?(?:{_SPREAD}|IQR|range)\s?[)\]]?"
_MEAN = re.compile(
    r"(?<![A-Za-z-])(?:[Mm](?:ean|oyenne|(?<!au\sm)(?<!par\sm)oyen)s?|[Aa]veraged?|(?P<median>[Mm](?:edian|édiane?)s?))"
    rf"(?P<spread>{_SPREAD_NAMED})?"
    rf"(?:\s(?!{_NOT_OF})(?:\d{{1,3}}-)?[A-Za-zÀ-ÿ][\w'/-]{{0,20}}(?:(?<=\stype)\s[12]\b)?(?:\s\((?!SD)[A-Z][\w-]{{0,9}}\))?){{0,6}}?"
    rf"(?P<spread_behind>{_SPREAD_NAMED})?"
    r"(?P<link>\s?[=:,]\s?|\s(?:was|were|is|of|being|at|était|de)\s(?:estimated\s(?:to\sbe|at)\s)?|\s)"
    rf"(?P<minus>-)?(?P<number>{NUMBER})(?!\s?(?:%|per\s?cent|/\s?\d[\d,]{{2}})|-)"
)
# "Ratio of means", "the difference in the means": not a mean.
_OF_TWO = re.compile(r"(?:ratios?|differences?)\s(?:of|in|between)\s(?:the\s)?$")
_NAME = re.compile("m(?:ean|edian|oyen|édian)|average")
# "Mean reductions 2 hours after": likewise, with nothing between.
_TIME_AFTER = re.compile(
    r"\s?-?(?:min(?:ute)?s?|h(?:ours?|r|rs)?|days?|d|w(?:ee)?ks?|months?|years?|yrs?)\s"
    r"(?:after|before|post|following|of|into|from)"
)
# "A mean reduction of 42.4 and 50.4%": the sign is of both
_SHARES_A_SIGN = re.compile(rf"\s(?:and|or|et)\s{NUMBER}\s?%")
_TIMES = re.compile(
    r"(?:,\s\d{1,3})*(?:,?\s(?:and|or)\s\d{1,3})?\s?-?(?:min(?:ute)?s?|hours?|days?|w(?:ee)?ks?|months?|years?|yrs?)\b"
)
# "The mean 24 hour profile".
_OF_A_TIME = re.compile(
    r"\s(?:minute|hour|day|week|month|year)\s[a-z]|(?<=[124][248])\s?h(?:rs?)?\s(?!(?:after|in|for|and|or|vs|to|with|from|of|at|compared|post|before|range)\b)[a-z]"
)
# "1.0 x 10(4)", "1 in 30,000", "3.25 million", "the 5th", "a cohort of 10 979", "a median/mean of
# 5/11.5", "at 1, 2 and 3 hours", "(range,4 to48": not the number, or not the whole of it.
_NOT_WHOLE = re.compile(
    r"\s?x\s?10(?![\d.])|\sin\s(?:every\s)?\d|\s(?:hundred|thousand|million|billion)\b|(?:st|nd|rd|th)\b|\s\d{3}(?![\d.,])"
    r"|\s?/\s?\d{1,3}\.\d|(?:,\s\d{1,3})*,?\s(?:and|or)\s\d{1,3}(?:\s|-)?(?:h|hours?|days?|weeks?|months?|years?)\safter|\s?to\s?\d"
)
# "By means of EPI INFO 6.0"; "a median split of 18", "a cut-off median": no mean was found.
_BY_MEANS = re.compile(r"\bby\s$")
_CUT = re.compile(r"\b(?:(?:mean|median)\ssplit|cut-?\s?off)\b")
# "Mean scores after 6 months": a time or a place, not the mean.
_PREPOSITION = re.compile(
    r"\s(?:below|above|under|after|at|before|between|in|by|for|over|within|during|to|with|on|than|vs|per|the|first|last|next|past"
    r"|days?|weeks?|months?|visits?)$"
)
# "A mean age of 9 years 10 months", "a median of 18 to 156 months": not the number alone.
_GOES_ON = re.compile(
    r"\s?(?:y(?:ea)?rs?|y|ans?),?\s(?:and\s|et\s)?\d{1,2}\s?(?:m(?:onth)?s?|mo|mois)\b"
    rf"|\s(?:to|à)\s{NUMBER}"
)
# "Total mean costs were 1748 euros (1279 pounds) lower": a difference, not a mean.
_NO_UNIT = r"(?!(?:and|or|in|with|vs|versus|than|to|for|from|were|was|is|are|but)\s)"
_DIFFERS = re.compile(
    rf"\s?(?:%\s?|{_NO_UNIT}[a-zµ/%-]{{1,14}}\s)?(?:\([^()]{{1,60}}\)\s)?(?:{_NO_UNIT}[a-z]{{1,12}}\s)?"
    r"(?:(?:low|high|long|short|great|few|small|larg)er|less|more)\s(?!than\s\d|or\s)"
)
_FROM = re.compile(r"(?<!ranged\s)(?<!ranging\s)(?<!varied\s)\bfrom\s(?:an?\s|the\s)?$")
_UNITS = r"(?:\s?[A-Za-zµ%°²/-]{1,12}){0,2}?"
_PLUS_MINUS = r"(?:±|\+/-|\+-|\(plus\sor\sminus\))"
_SD_NAMED = re.compile(
    rf"{_UNITS}\s?[,;]?\s?[(\[]?\s?(?:{_PLUS_MINUS}\s?(?:{_SPREAD}\s?=?\s?)?|{_SPREAD}\s?(?:=|:|,|of|was|{_PLUS_MINUS})?)\s?"
    rf"(?P<sd>{NUMBER})\s?[)\]]?"
)
_SD_IN_BRACKETS = re.compile(rf"{_UNITS}\s?[(\[]\s?(?P<sd>{NUMBER})\s?[)\]]")
_RANGE = re.compile(
    rf"{_UNITS}\s?[,;]?\s?[(\[]?\s?(?:(?:IQR|inter-?quartile\srange|range)[\s:=,]{{0,3}}|(?<=[(\[]))"
    rf"(?P<low>-?{NUMBER})\s?(?:-|to|,|;|à)\s?(?P<high>-?{NUMBER})\s?[)\]]?"
)
_PLUS_MINUS_MEAN = re.compile(
    rf"(?<![\w.,±?-])(?P<minus>-)?(?P<number>{NUMBER})(?:\s?%|\s(?:k?g|cm|mm|years?|y|kg/m2|mmHg|points?|min|h|days?|weeks?|months?))?\s?(?P<opened>\(\s?)?{_PLUS_MINUS}\s?"
    rf"(?:{_SPREAD}\s?=?\s?)?(?P<sd>{NUMBER})(?(opened)\s?\))"
)
# "Peaks at age 15.1 years (SD = 4.7)": whatever has an SD is a mean.
_WITH_SD = re.compile(
    rf"(?<![\w.,±=-])(?P<minus>-)?(?P<number>{NUMBER})(?:\s[a-z]{{2,12}})?\s[(\[]{_SPREAD}\s?[=:,]?\s?"
    rf"(?P<sd>{NUMBER})\s?[)\]]"
)
_STANDARD_ERROR = re.compile(
    r"\bsem\b|s\.e\.m|standard error|\bse\)|(?:±|\+/-|\+-)\s?s\.?e\b|erreur type"
)


def _number(page: Page, match: re.Match[str], name: str) -> Number | None:
    minus = name == "number" and bool(match["minus"])
    begin = match.start("minus") if minus else match.start(name)
    figures = match[name]
    return parse_number(
        figures.lstrip("-"),
        source=page.source[begin : match.end(name)],
        negative=minus or figures.startswith("-"),
        comma=page.comma,
    )


def means(page: Page) -> Iterator[Draft]:
    """Means with their SD and medians with their range, in a text on research."""
    nearby = Nearby(page.small, RESEARCH)
    for word in _NAME.finditer(page.small):
        match = _MEAN.match(page.plain, word.start())
        draft = _mean(page, match) if match else None
        if draft and nearby.has(draft.start, draft.end):
            yield draft
            yield from siblings(page, draft)
    yield from _with_plus_minus(page)
    if any(name in page.plain for name in ("SD", "ET", "ÉT", "É.-T.", "É.T.")):
        yield from _with_an_sd(page)


def _with_an_sd(page: Page) -> Iterator[Draft]:
    nearby = Nearby(page.small, RESEARCH)
    for match in _WITH_SD.finditer(page.plain):
        number, spread = _number(page, match, "number"), _number(page, match, "sd")
        if number is not None and nearby.has(match.start(), match.end()):
            yield Draft(match.start(), match.end(), "M", number, sd=spread)


def _mean(page: Page, match: re.Match[str]) -> Draft | None:
    number = _number(page, match, "number")
    if number is None or (is_year(number) and "," not in number.text):
        return None
    if _is_something_else(page, match):
        return None
    if match["link"].isspace() and _PREPOSITION.search(
        match[0][: match.start("link") - match.start()]
    ):
        return None
    if match["link"] in _CLOSE_LINKS and _OF_A_TIME.match(page.plain, match.end()):
        return None
    if _DIFFERS.match(page.plain, match.end()):
        return None
    if match["link"] == " of " and _SHARES_A_SIGN.match(page.plain, match.end()):
        return None
    if match["link"] == " at " and _TIMES.match(page.plain, match.end()):
        return None  # the average score at 18 months
    has_words = " " in match[0][: match.start("link") - match.start()]
    if match["link"].isspace() and has_words and _TIME_AFTER.match(page.plain, match.end()):
        return None
    if _GOES_ON.match(page.plain, match.end()) and not _is_left(page, match):
        return None
    if _OF_TWO.search(page.small, max(0, match.start() - 24), match.start()):
        return None
    if "=" in match["link"] and not match["spread_behind"] and _is_of_a_name(page, match):
        return None
    kind = "median" if match["median"] else "M"
    draft = Draft(match.start(), match.end(), kind, number)
    if kind == "median":
        _take_range(page, draft)
        return draft
    behind = _SD_NAMED.match(page.plain, match.end())
    if behind is None and (match["spread"] or match["spread_behind"]):
        behind = _SD_IN_BRACKETS.match(page.plain, match.end())
    if behind is not None:
        spread = _number(page, behind, "sd")
        if _names_no_sd(behind) and _STANDARD_ERROR.search(page.small):
            draft.se = spread
        else:
            draft.sd = spread
        draft.grow(behind.end())
    else:
        _take_range(page, draft)
    return draft


_CLOSE_LINKS = {" ", " of "}


def _is_something_else(page: Page, match: re.Match[str]) -> bool:
    """Whether the number is a part of one, or these words mean no mean."""
    if _NOT_WHOLE.match(page.plain, match.end()) and not _is_left(page, match):
        return True
    if match[0][:5].lower() == "means" and _BY_MEANS.search(
        page.plain, max(0, match.start() - 4), match.start()
    ):
        return True
    begin = max(0, match.start() - 24)
    return _CUT.search(page.small, begin, match.start("number")) is not None


def _names_no_sd(match: re.Match[str]) -> bool:
    return re.search(_SPREAD, match[0]) is None


def _is_left(page: Page, match: re.Match[str]) -> bool:
    """Whether something went from this mean to the number behind it."""
    starts = (match.start(), match.start("number"))
    return any(_FROM.search(page.small, max(0, start - 18), start) for start in starts)


def _is_of_a_name(page: Page, match: re.Match[str]) -> bool:
    """mean kappa = .79: a kappa, read by its own name."""
    named = simple_name_before(page.plain, match.start("link"))
    return named is not None and named[0] != "M"


def _take_range(page: Page, draft: Draft) -> None:
    behind = _RANGE.match(page.plain, draft.end)
    if behind is None:
        return
    draft.low, draft.high = _number(page, behind, "low"), _number(page, behind, "high")
    draft.grow(behind.end())


# "Olanzapine (10 ± 2.5 mg/day)": what they were to take; a mean dose is called so.
_PER_DAY = re.compile(r"\s?(?:mg|µg|mcg)(?:/kg)?\s?(?:/\s?d(?:ay)?\b|per\sday|daily)")
_AVERAGED = re.compile(r"mean|average|median|moyen|médian")
_AVERAGED_BEFORE = 80


def _is_a_dose(page: Page, match: re.Match[str]) -> bool:
    if not _PER_DAY.match(page.plain, match.end()):
        return False
    begin = max(0, match.start() - _AVERAGED_BEFORE)
    return _AVERAGED.search(page.small, begin, match.start()) is None


# "Pooled effect size … (1.231 ± 0.186": an effect with its error, no mean of people
_EFFECT_SIZE = re.compile(r"(?:effect\ssizes?|hedges|cohen)[^.;]{0,100}$")


def _is_an_effect(page: Page, match: re.Match[str]) -> bool:
    return _EFFECT_SIZE.search(page.small, max(0, match.start() - 120), match.start()) is not None


# "Week 4 (day 29 ± 3 days)": when they were seen.
_ON_DAY = re.compile(r"\b(?:day|week|month|visit)s?\s$")


def _with_plus_minus(page: Page) -> Iterator[Draft]:
    """148 ± 95: a mean and its SD, or its SE where the text speaks of standard errors."""
    if not any(sign in page.plain for sign in ("±", "+/-", "+-", "(plus or minus)")):
        return
    is_error = _STANDARD_ERROR.search(page.small) is not None
    for match in _PLUS_MINUS_MEAN.finditer(page.plain):
        number, spread = _number(page, match, "number"), _number(page, match, "sd")
        if number is None or _is_a_dose(page, match) or _is_an_effect(page, match):
            continue
        if _ON_DAY.search(page.small, max(0, match.start() - 8), match.start()):
            continue
        if _DIFFERS.match(page.plain, match.end()):
            continue
        draft = Draft(match.start(), match.end(), "M", number)
        if is_error:
            draft.se = spread
        else:
            draft.sd = spread
        yield draft
