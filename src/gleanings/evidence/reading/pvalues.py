"""p as people write it, and p whose sign was lost in conversion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gleanings.evidence.reading.draft import SENTENCE_BREAK, Draft, Page, PValue
from gleanings.evidence.reading.numerals import GAP, parse_number
from gleanings.evidence.reading.signed import SIGN, comparison_of, read_p

_VALUE = r"[-\s]{0,2}[Vv]al(?:ue)?s?(?![A-Za-z])\.?"
# Which p it is, or of how many tails; Killeen's p_rep is none.
_CORRECTED = r"adj(?:usted)?|corr(?:ected)?|bonf(?:erroni)?|holm|tukey|FDR|FWER?|fdr|fwe"
_OF_ANOTHER = (
    r"for\s(?:the\s)?(?:linear\s)?[a-z]{3,16}(?:\s[a-z]{4,12})?|"
    r"(?:linear\s)?trend|int(?:eraction)?|het(?:erogeneity)?|diff(?:erence)?|subgroups?|between"
)
_QUALIFIER = (
    r"(?:[-_\s\x02]{0,3}[({]?(?:"
    rf"(?P<corrected>{_CORRECTED})|(?P<of_another>{_OF_ANOTHER})|"
    r"unc(?:orr(?:ected)?)?|perm|boot|exact|GG|HF|MC|"
    r"(?:one|two|1|2)[-\s]?(?:tailed|sided))[)}]?)?"
)
# What stands around it may say so too: Bonferroni-corrected p = .108; p = .108, corrected.
_CORRECTED_BEFORE = re.compile(r"(?:(?<!un)corrected|(?<!un)adjusted|fdr|fwe|fwer)[-\s]{0,2}$")
_CORRECTED_BEHIND = re.compile(
    r"\s?[,;(]?\s?(?:(?:after|with|using|by)\s)?(?:an?\s|the\s)?(?:bonferroni|holm|tukey|sidak|fdr|fwer?|"
    r"family-?wise|false\sdiscovery|cluster|multiple|(?:corrected|adjusted)(?![a-z]))"
)
_OR_EQUAL = r"(?:\sor\sequal\sto)?"
_COMPARED = (
    rf"(?:less|lower|smaller)\sthan{_OR_EQUAL}|below|under|"
    rf"(?:greater|larger|higher|more)\sthan{_OR_EQUAL}|above|exceeding|equals|equal\sto|"
    r"inférieure?s?\sà|supérieure?s?\sà"
)
_IS = r"(?:of|was|were|is|are|being|de|était|est)"
_SIGN = (
    rf"(?:\*{{0,2}}{GAP}(?P<sign>{SIGN})"
    rf"|,?\s(?:{_IS}\s)?(?P<compared>{_COMPARED})\s|\s{_IS}\s|\s?:\s?|(?P<none>[,\s]\s?))"
)
_P = re.compile(
    rf"[pP](?<![A-Za-z0-9_.].)(?:'?[sS](?![A-Za-z])|(?P<value>{_VALUE})|rob(?![A-Za-z])\.?)?"
    rf"{_QUALIFIER}\x02{{0,12}}{_SIGN}"
)
# What SPSS and the French say: sought only where such letters are there at all.
_RARER = (
    ("ig", re.compile(rf"(?<![A-Za-z0-9_])[sS]ig(?![A-Za-z])\.?(?P<value>){_QUALIFIER}{_SIGN}")),
    (
        "aleur",
        re.compile(rf"(?<![A-Za-z])[Vv]aleurs?\s(?:de\s)?(?P<value>p){_QUALIFIER}{_SIGN}"),
    ),
)
_MORE = re.compile("greater|larger|higher|more|above|exceed|supérieur")

_DAMAGED = re.compile(
    rf"(?<![A-Za-z0-9_])(?P<p>[pP]s?)(?!\.\s(?!0?\.\d)){GAP}"
    rf"(?P<sign>[^\w\s({{\]}}.\x02]|[boNZpRVOGDsB_]|[541]|\.(?=\s?0?\.\s?\d))?{GAP}"
    r"(?P<number>0?\s?\.\s?\d{1,6}(?:\s\d(?=[,;.)\s]))?|[01]?,\d{2,5}|1\.0{1,4})(?!\d|\.\d)"
)
_MEANING = {
    **dict.fromkeys("<!bo,;\\¡RVÍGB-", "<"),
    **dict.fromkeys(">N41¿O.[)", ">"),
    **dict.fromkeys("=pZ:¼", "="),
    "≤": "<=", "≥": ">=",
}  # fmt: skip
# Fonts without a sign show these for every one.
_ANY_SIGN = {"\ufffd", "□", "_", "•"}
# Fonts that make B of < make a backslash of >, others make the backslash of <.
_B_IS_LESS = re.compile(r"[pP]\s?B\s?0?\.\d")
# Where the sign is gone, these are what a p is compared with rather than equal to.
_THRESHOLDS = {0.1, 0.05, 0.025, 0.01, 0.005, 0.001, 0.0005, 0.0001}
_WINDOW = 90
_OTHER_TEST = re.compile(r"(?<![A-Za-z])(?:[tFrQ]|χ2|z)\s?(?:\(\d|=)")


def p_values(page: Page) -> Iterator[PValue]:
    """p < .05, p-value of .03, P less than .05, p(one-tailed) = .018, p for trend = .03"""
    yield from _found(page, _P)
    for part, pattern in _RARER:
        if part in page.plain:
            yield from _found(page, pattern)


def _found(page: Page, pattern: re.Pattern[str]) -> Iterator[PValue]:
    for match in pattern.finditer(page.plain):
        if match["none"] and match["value"] is None:
            continue
        found = read_p(page, match.end())
        if found is not None:
            number, end = found
            plural = match[0][:2].lower() == "ps"
            corrected = bool(match["corrected"]) or _is_corrected(page, match.start(), end)
            of_another = bool(match["of_another"])
            comparison = _comparison(match)
            yield PValue(match.start(), end, comparison, number, plural, corrected, of_another)


# "After Bonferroni correction, t(80) = 2.81, p = .025": said before, in the same sentence.
_CORRECTION = re.compile(
    r"bonferroni|holm|[sš]id[aá]k|benjamini|hochberg|false\sdiscovery|family-?wise|"
    r"(?:correct|adjust|corrig|ajust)\w{0,6}\s(?:for|pour)\s(?:the\s|les\s)?(?:number\sof\s|multiple|multipl)"
)
_CORRECTION_REACH = 160


def _is_corrected(page: Page, start: int, end: int) -> bool:
    """Whether the words around a p call it corrected for many tests."""
    for said in _CORRECTION.finditer(page.small, max(0, start - _CORRECTION_REACH), start):
        if not SENTENCE_BREAK.search(page.plain, said.end(), start):
            return True
    if _CORRECTED_BEFORE.search(page.small, max(0, start - 24), start):
        return True
    return _CORRECTED_BEHIND.match(page.small, end) is not None


def _comparison(match: re.Match[str]) -> str:
    if match["sign"]:
        return comparison_of(match["sign"])
    words = match["compared"] or "equal"
    if words.startswith("equal"):
        return "="
    return (">" if _MORE.match(words) else "<") + ("=" if words.endswith("equal to") else "")


def _meaning(page: Page, draft: Draft, match: re.Match[str], value: float) -> str:
    sign = match["sign"] or ""
    if sign == "5":
        return "=" if draft.sign == "5" else "<"
    if sign == "\\" and _B_IS_LESS.search(page.plain):
        return ">"
    if sign in _MEANING:
        return _MEANING[sign]
    between = page.source[match.end("p") : match.start("number")].strip()
    if between and between not in _ANY_SIGN and between == draft.sign:
        return "="
    return "<" if value in _THRESHOLDS else "="


def damaged_p(page: Page, draft: Draft, stop: int) -> PValue | None:
    """The p after a test, its sign lost or turned into a letter."""
    limit = min(stop, draft.end + _WINDOW)
    match = _DAMAGED.search(page.plain, draft.end, min(len(page.plain), limit + 24))
    if match is None or match.start() >= limit:
        return None
    gap = page.plain[draft.end : match.start()]
    if SENTENCE_BREAK.search(gap) or _OTHER_TEST.search(gap):
        return None
    source = page.source[match.start("number") : match.end("number")]
    number = parse_number(match["number"], source=source, comma="," in match["number"])
    if number is None:
        return None
    return PValue(match.start(), match.end(), _meaning(page, draft, match, number.value), number)
