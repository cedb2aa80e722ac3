"""Percentages of people and of studies."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from gleanings.evidence.reading.bounds import bound_before, bound_behind
from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.labels import is_label
from gleanings.evidence.reading.nearby import RESEARCH, Nearby
from gleanings.evidence.reading.number_words import NUMBER_WORD, number_from_words
from gleanings.evidence.reading.numerals import NUMBER, parse_number
from gleanings.evidence.reading.statistic import Number
from gleanings.evidence.reading.wholes import state_whole

_PER_CENT = r"\s?(?:%|per\s?cent(?!ile|age(?!\sof))(?:age)?|pour\s?cent)"
_PERCENTAGE = re.compile(
    rf"(?:(?P<number>{NUMBER})|(?P<words>{NUMBER_WORD})){_PER_CENT}"
    # "95% 0.14-0.52": the level of an interval that is not called so
    r"(?!(?<=9[059]%)\s\d{0,3}[.,]\d{1,3}\s?(?:-|to\s))(?!\s?[-,]?\s?(?:[CP][Il](?![a-z])|IP(?![a-z])|CIs|C\.I|IC|[Cc]onfidence|[Cc]redible|[Pp]rediction|HDI|CrI|int|[Ll]imits|[Uu]ncertainty))"
)
_SIGN = re.compile(r"%|p(?:er|our)\s?cent")
# A minus of its own: not the dash of a range, of "Omega-3" or of an aside.
_MINUS = re.compile(r"(?:^|[\s(\[,;:=~])-(?P<space>\s?)$")
_POINT = re.compile(r"(?:point|virgule)\s$")
_AFTER_NUMBER = re.compile(r"[\d%]\s?-\s?$")
# "HbA1c ≥ 7 %" sets a threshold, "at the 5% level" a level of significance.
_THRESHOLD_BEFORE = re.compile(
    r"(?:[<>≥≤][\s=\x02]{0,5}|\((?:greater|less)[-\s]than(?:\sor\sequal\sto)?\)\s?|[<>]\sor\s?=\s?|[<>≥≤]\s?=?\s?\d{1,4}(?:\.\d{1,3})?\s?%?\s?(?:to|-)\s?"
    r"|(?:administration|solution|concentration|cream|gel|ointment|inhalation)s?\sof\s"
    r"|(?<![a-z])(?:ci|c\.i\.|ic|confidence\sintervals?)\s?[:=(]?\s?"  # 1.79-10.50 CI 95%
    r"|concentrations?\s(?:was|were)\s(?:maintained|kept|held|set)\sat\s"
    r"|(?:predefined|threshold|criterion|filter|cut-?\s?off|defined\s(?:a\spriori\s)?as|power|alpha)(?:\s(?:value|level|score))?\s"
    r"(?:of\s|was\s|a\s|an\s|at\sleast\s){0,2})$"
)
# "The 10% slowest", "the top 5%": where they stand, not how many they are.
_RANK_BEFORE = re.compile(r"\b(?:top|bottom|upper|lower|fastest|slowest|highest|lowest)\s$")
_RANK_BEHIND = re.compile(r"\s(?:slowest|fastest|highest|lowest|best|worst)\b")
# "Bupivacaine, 0.25%", "70% ethanol", "a 35% CO2 challenge": how strong a solution or a gas is.
_SOLUTION = (
    r"(?:(?!cocaine)[a-z]{2,12}(?:caine|flurane|thane|onidine|olol)|saline|dextrose|ethanol|iodine|formalin|"
    r"chlorhexidine|sucrose|co2|n2o|o2|nitrous\soxide|carbon\sdioxide|oxygen|solution)"
)
_SOLUTION_BEFORE = re.compile(rf"(?<!%\s)\b{_SOLUTION},?\s\(?(?:up\sto\s|at\s)?$")
_SOLUTION_BEHIND = re.compile(
    rf"(?:\s(?:and|or|to|et|ou)\s{NUMBER}\s?%)?\s(?:(?!had|took|got|were|(?!added)\w*ed\s)\w{{1,14}}\s)?{_SOLUTION}\b"
)
_LEVEL_BEHIND = re.compile(
    r"\s?\(?(?:wt|w|v|vol)\s?/|\sof\s(?:the\s)?(?:federal\s)?poverty|\sof\sthe\s(?:[a-z]{3,12}\s)?dose\b|\sreimbursement|\s(?:alpha\s|significance\s)?(?:level|power)(?![a-z])"
    r"|\s(?:\w{1,12}\s)?(?:goal|target|threshold|criterion)(?![a-z])|\s(?:lethal|effective|inhibitory|infective)\s(?:dose|concentration)"
    r"|\s(?:per)?centile|\ssignificance"
)
# "A posttest probability less than 5%", "more than 70% of the time": what was to be reached.
_PROBABILITY = re.compile(r"probabilit(?:y|ies|é|és)\s(?:of\s|de\s)?$")
_OF_THE_TIME = re.compile(r"\sof\sthe\stime\b")
# "An average (standard deviation) of 45.3% (33.1%)": the SD of the one before it.
_SD_OF_A_PERCENTAGE = re.compile(
    r"\((?:sds?|standard\sdeviations?)\)[^.;()%]{0,40}[\d.]{1,6}\s?%\s?\($"
)
# "HR for 1%, 0.58 [0.50, 0.67]; 5%, 0.52 [": a label of the estimate behind it.
_LABEL_OF_ESTIMATE = re.compile(rf",\s{NUMBER},?\s?[(\[]\s?-?{NUMBER}\s?(?:,|-|to|;)")
# "Endorsed by 80% or more of panel members": a rule of consensus.
_BY_MANY = re.compile(r"\bby\s(?:at\sleast\s|more\sthan\s|over\s)?$")
_OF_JUDGES = re.compile(
    r"\sof\s(?:the\s|all\s)?(?:\w{1,12}\s)?(?:panel|experts?|raters?|judges|delphi|respondents)"
)
# "Per 10% change", "for each 5% lost": a unit, not a result.
_UNIT_BEFORE = re.compile(
    r"\b(?:per|each|every|chaque|par)\s(?:additional\s|extra\s|further\s)?$", re.IGNORECASE
)
# "A reduction of at least 50%", "50% or more improvement": a criterion, not a result.
_CHANGE = (
    r"(?:reductions?|improvements?|benefits?|decreases?|increases?|declines?|drops?|loss(?:es)?|changes?|"
    r"réductions?|diminutions?|améliorations?|baisses?)"
)
_CHANGE_OF = re.compile(
    rf"(?:{_CHANGE}|risks?|risques?)\s(?:of|de|d'au)\s(?:(?:at\sleast|moins)\s)?$", re.IGNORECASE
)
_CHANGE_BEHIND = re.compile(
    rf"\s(?:or\s(?:more|greater)\s)?(?:\w{{1,12}}\s)?{_CHANGE}\b", re.IGNORECASE
)
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
    bounds = {end for span in _bounds_alone(page) for end in _ends(page, *span)}
    for match in _percentages(page):
        draft = None if match.start() in bounds else _draft(page, match)
        if draft is None or _is_criterion(page, draft) or _of_money(page, draft):
            continue
        draft.of_variance = _VARIANCE.match(page.small, draft.end) is not None
        if not draft.of_variance:
            state_whole(page, draft)
        if draft.of_variance or draft.n_stated or draft.count or nearby.has(draft.start, draft.end):
            yield from _sharing_the_sign(page, draft)
            yield draft


def _bounds_alone(page: Page) -> Iterator[tuple[int, int]]:
    """Where they begin and end."""
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


# "Values greater than 40% were considered high": where a line was drawn.
_CONSIDERED = re.compile(r"\s(?:is|are|was|were)\s(?:considered|defined|regarded|taken|deemed)\b")
# "Samples of at least 50% adults aged 55": which were sought.
_OF_SAMPLES = re.compile(
    r"(?:samples?|studies|trials|cohorts|populations|groups?)\s"
    r"(?:of|with|in\swhich|where|comprising|including)\s$"
)


def _is_criterion(page: Page, draft: Draft) -> bool:
    """Whether the percentage is what a response was to reach, or a unit of something."""
    before = page.plain[max(0, draft.start - 40) : draft.start]
    if _UNIT_BEFORE.search(before):
        return True
    if draft.comparison == "=":
        return False
    if _OF_JUDGES.match(page.small, draft.end) and _BY_MANY.search(before):
        return True
    if _CONSIDERED.match(page.small, draft.end):
        return True
    if draft.comparison == ">=" and _OF_SAMPLES.search(before):
        return True
    if _OF_THE_TIME.match(page.small, draft.end) or _PROBABILITY.search(before.lower()):
        return True
    return bool(_CHANGE_OF.search(before) or _CHANGE_BEHIND.match(page.plain, draft.end))


def _percentages(page: Page) -> Iterator[re.Match[str]]:
    """Each per cent sign with the number that it is of."""
    for sign in _SIGN.finditer(page.plain):
        place = bisect_right(page.numbers, sign.start()) - 1
        match = _PERCENTAGE.match(page.plain, page.numbers[place]) if place >= 0 else None
        if match and match.end() >= sign.end() and not _is_threshold(page, match):
            yield match


def _is_threshold(page: Page, match: re.Match[str]) -> bool:
    before = page.small[max(0, match.start() - 40) : match.start()]
    if before.rstrip().endswith(("±", "+/-", "+/0", "+-", "(plus or minus)")):
        return True  # 7.7 ± 1.3 %: an SD, read with its mean
    if before.endswith("(") and _SD_OF_A_PERCENTAGE.search(
        page.small, max(0, match.start() - 80), match.start()
    ):
        return True
    if _THRESHOLD_BEFORE.search(before) or _LEVEL_BEHIND.match(page.plain, match.end()):
        return True
    if _LABEL_OF_ESTIMATE.match(page.plain, match.end()):
        return True
    if _RANK_BEFORE.search(before) or _RANK_BEHIND.match(page.small, match.end()):
        return True
    return bool(_SOLUTION_BEFORE.search(before) or _SOLUTION_BEHIND.match(page.small, match.end()))


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
