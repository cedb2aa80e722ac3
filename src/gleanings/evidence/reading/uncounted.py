"""Numbers before a noun that count nobody: a share, a dose, a year, who judged, who was sought."""

from __future__ import annotations

import re

from gleanings.evidence.reading.draft import Page
from gleanings.evidence.reading.nouns import JUDGES, TIMES, is_unit
from gleanings.evidence.reading.number_words import NUMBER_WORD, number_from_words
from gleanings.evidence.reading.numerals import WHOLE, is_year
from gleanings.evidence.reading.statistic import Number

# "One in five clients", « un client sur cinq »: a share, and nobody counted five
_ONE_IN = re.compile(
    rf"(?:{NUMBER_WORD}|(?<!\d)\d{{1,2}})\s(?:(?:in|(?:[\w'-]{{2,20}}\s)?sur)(?:\severy|\seach)?\s)$",
    re.IGNORECASE,
)
_OF_HOW_MANY = re.compile(rf"\ssur\s(?P<total>{NUMBER_WORD}|\d{{1,4}})(?![\d.,])", re.IGNORECASE)
_WHOLES_OF_SHARES = {3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100}
_ONE_IN_MANY = re.compile(
    r"(?<![\d.,])(?:[12]|[Oo]ne|[Tt]wo|un|deux)\s(?:in|sur)\s(?:every\s|each\s)?$"
)
_LARGE_WHOLE = 1000
# "Studies with at least 20 subjects": whoever was sought, not who was found.
_CRITERION = re.compile(
    r"(?<!total\s)\b(?:with|had|have|having|includ(?:ed|ing)|of|by|report(?:ed|ing)|experienc(?:ed|ing)|"
    r"avec|avaient)\s$",
    re.IGNORECASE,
)
# "Treatments studied in at least two trials", "shared between 2 or more animals": likewise.
_CRITERION_OF_FEW = re.compile(
    r"\b(?:in|between|among|by|from|at|across|there\s(?:were|are))\s$", re.IGNORECASE
)
_FEW = 5
_UNIT_BEFORE = re.compile(
    r"(?:ppm|ppb|bp|kb|kbp|Mb|nt|kDa|microg|mcg|mu[gmlM]|[µu][gmlM]|nM|mM|pM|d|U|item|mg|kg|g|ml|mL|dl|dL|cm|mm|km|m|h|hr|min|ms|s|Hz|yr|kcal|mmol|nmol|mM|IU|US|am|pm|°C)[\s/,]"
)
_WORD_END = re.compile(r"[-\s/,]")
# "More than 25 patients visited/day", "126 cells/mm2", "3 cases in 100": how many each time.
_EACH_TIME = re.compile(
    r"\sfor\s(?:each|every)\s(?:patient|case|participant|subject|child|person|client)|(?:\s\w{1,12})?\s?(?:/|\s(?:per|a|each|every)\s)(?:day|week|month|year|session)"
    r"|/(?!\s)|\s(?:in|per|of|out\sof)\s(?:every\s|each\s)?1[,\s]?0{1,2}[,\s]?0{0,4}(?!\.?\d|\s?[A-Za-z])"
    r"|\s(?:per|pour|par)\s(?:hundred|thousand|million|cent\s|mille|minute|second|m?[µu]?[Llg]\b|high|field|mm|cm|μL|μl)"
)
# "Between 8 and 55 different types": one end of a range.
_BETWEEN = re.compile(
    rf"\b(?:(?:between|entre)\s{WHOLE}\s(?:and|et)|rang\w{{1,3}}\sfrom\s(?:{WHOLE}|{NUMBER_WORD})\sto)\s$",
    re.IGNORECASE,
)
# "Patients: 1955 adult smokers", "a total of 2015 patients" count, "in 1955 patients" does not.
_NO_YEAR_BEFORE = re.compile(
    r"(?:[:;(]|\btotal\sof|\b(?:included?|including|involving|comprising|comprised|enrolled|recruited|"
    r"randomi[sz]ed|analy[sz]ed|assessed|screened|surveyed|data\s(?:from|on|of)|identified|totalling|"
    r"total\sde|inclus|comprenait|regroupant)|,)\s$",
    re.IGNORECASE,
)
# "In May, 1990 patients": after a month or a season a year follows a comma, too.
_MONTH = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|"
    r"summer|autumn|fall|winter|\d),\s$",
    re.IGNORECASE,
)
_NONE = Number("", 0.0, 0)

# "17 beta-estradiol rats": where a molecule has its group.
_OF_A_MOLECULE = re.compile(r"(?:alpha|beta|α|β)-(?:o?estradiol|reductase|hydroxy)")


def _is_measured(phrase: str) -> bool:
    """Whether the number measures: 12 months prevalent cases, 40 mg tablets."""
    if _OF_A_MOLECULE.match(phrase):
        return True
    first = _WORD_END.split(phrase, maxsplit=1)[0].rstrip("'")
    return is_unit(first) or first.lower() in TIMES or _UNIT_BEFORE.match(phrase) is not None


def _are_judges(phrase: str) -> bool:
    """Two independent reviewers selected studies: they are not what was counted."""
    return not JUDGES.isdisjoint(phrase.lower().split())


# "Reviewed and categorized by 2 physicians": who judged, as the reviewers are.
_READ_BY = re.compile(
    r"\b(?:review|rat|categor[iy][sz]?|cod|assess|evaluat|scor|read|extract|screen|classifi|judg|interpret|confirm|perform)(?:i?ed|ings?)?\s"
    r"(?:\w{2,14}\s){0,3}(?:independently\s)?by\s(?:the\s)?(?:same\s|other\s)?$"
)

# "No two patients are the same", "2 individuals may share": any, and nobody counted them.
_ANY_BEFORE = re.compile(r"\b(?:any|no|every|possible\sfor)\s$", re.IGNORECASE)
_ANY_BEHIND = re.compile(
    r"(?:\s(?:with|who\shave)\sthe\ssame\s[\w-]{2,24})?\s(?:may|might|can|could)\s"
)
# "Four patients needed to be treated": the number needed to treat, which is read as such
_NEEDED_TO_TREAT = re.compile(r"\sneed(?:ed)?\sto\s(?:be\streated|treat\b)")


def _are_any(page: Page, match: re.Match[str], number: Number) -> bool:
    if _NEEDED_TO_TREAT.match(page.plain, match.end()):
        return True
    if number.value != 2:
        return False
    before = _ANY_BEFORE.search(page.plain, max(0, match.start() - 16), match.start())
    return before is not None or _ANY_BEHIND.match(page.plain, match.end()) is not None


_PER_CENT = re.compile(r"per\s?cent\b|pour\scent\b", re.IGNORECASE)


def _is_bare_year(match: re.Match[str], number: Number) -> bool:
    return bool(match.groupdict().get("digits")) and is_year(number) and "," not in number.text


def _no_year_before(page: Page, start: int) -> bool:
    begin = max(0, start - 16)
    if _MONTH.search(page.plain, begin, start):
        return False
    return _NO_YEAR_BEFORE.search(page.plain, begin, start) is not None


# "Five Veterans Affairs clinics": the noun is part of a name.
_NAME_GOES_ON = re.compile(r"\s(?:Affairs|Health|Administration|Hospitals?|Centers?|Centres?)\b")


def _is_share(page: Page, match: re.Match[str], number: Number) -> bool:
    """One in *five clients*, *trois patients* sur dix."""
    behind = _OF_HOW_MANY.match(page.plain, match.end())
    if behind:
        total = behind["total"]
        of = float(total) if total.isdigit() else (number_from_words(total) or _NONE).value
        return of in _WHOLES_OF_SHARES
    if number.value >= _LARGE_WHOLE:
        return (
            _ONE_IN_MANY.search(page.plain, max(0, match.start() - 20), match.start()) is not None
        )
    if number.value not in _WHOLES_OF_SHARES:
        return False
    return _ONE_IN.search(page.plain, max(0, match.start() - 48), match.start()) is not None


# "15, 553 citations", "PROBAST).37 421 titles": its thousands stand before a space.
_THOUSANDS_BEFORE = re.compile(
    r"(?:(?:\w{3}ed|\bof|\bfound)\s\d{1,3},|[a-z)]\.[1-9]\d{0,2}|\$\s?\d{1,3}|\bl[0-9])\s$"
)
# "20 or fewer patients", "500 patients or more", "200 patients each": a limit, and nobody counted.
_OR_MORE_BEHIND = re.compile(r"\sor\s(?:more|fewer|less|greater)(?!\w)")
_OR_MORE_BEFORE = re.compile(r"or\s(?:more|fewer|less|greater)\s")


# "Four other patients groups": groups are what was counted.
_OF_GROUPS = re.compile(r"\s(?:sub)?groups?\b|\sarms\b")


def counts_nobody(page: Page, match: re.Match[str], number: Number) -> bool:
    """Whether the number before the ``phrase`` of the match is no count of it."""
    phrase, start, end = match["phrase"], match.start(), match.end()
    if phrase[-1:] == "s" and _NAME_GOES_ON.match(page.plain, end):
        return True
    if phrase[-1:] == "s" and _OF_GROUPS.match(page.plain, end):
        return True
    if _is_measured(phrase) or _are_judges(phrase) or _PER_CENT.match(phrase):
        return True
    if _OR_MORE_BEHIND.match(page.plain, end) or _OR_MORE_BEFORE.match(phrase):
        return True
    if _are_any(page, match, number) or _EACH_TIME.match(page.plain, end):
        return True
    if _is_bare_year(match, number) and not _no_year_before(page, start):
        return True
    if (
        number.text.isdigit()
        and len(number.text) == 3
        and _THOUSANDS_BEFORE.search(page.plain, max(0, start - 16), start)
    ):
        return True
    if _BETWEEN.search(page.plain, max(0, start - 40), start):
        return True
    return _is_share(page, match, number)


def are_sought_or_judge(page: Page, start: int, number: Number, comparison: str) -> bool:
    """Whether these are a criterion of who was sought, or the few who judged."""
    if number.value <= _FEW and _READ_BY.search(page.small, max(0, start - 56), start):
        return True
    if comparison in {"=", ">"}:
        return False
    if _CRITERION.search(page.plain, max(0, start - 16), start):
        return True
    begin = max(0, start - 12)
    return number.value <= _FEW and _CRITERION_OF_FEW.search(page.plain, begin, start) is not None
