"""Intervals: 95% CI [.19, .32], (95% CI 1.2 to 2.7), CI=.20, .39, IC à 95 % [0,19 ; 0,32]."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gleanings.evidence.reading.draft import SENTENCE_BREAK, Draft, Interval, Page
from gleanings.evidence.reading.names import RATIOS, WORDED_NAME, worded_kind
from gleanings.evidence.reading.numerals import COMMA_NUMBER, NUMBER, PLAIN_NUMBER, parse_number
from gleanings.evidence.reading.statistic import Number

_MARK = re.compile(
    r"(?<![A-Za-z\d])(?:(?P<before>\d{2}(?:\.\d{1,2})?|(?<!\d\.)9\d,\d{1,2})(?:\s?(?:%|per\s?cent)\s?[-,]?\s?|(?=CI)|(?<=9[059])\s(?=CI)))?"
    r"(?:(?:bootstrap(?:ped)?|bias-corrected|BCa?)\s)?"
    r"(?:C\.I\.|CI(?:'s|s)?|(?(before)(?:Cl|ci)|(?!))|C\.I|[Cc]onfidence\s(?:[Ii]ntervals?|[Ll]imits?)|IC|KI|"
    r"(?P<credible>CrI|[Cc]redible\s[Ii]ntervals?|HDI)|"
    r"[Ii]ntervalles?\sde\sconfiance)(?![A-Za-z])(?:\s?[(\[{](?:9\d\s?%\s?)?(?:CI|IC|CrI)s?[)\]}]|\s(?:CI|IC)(?![A-Za-z]))?"
    r"(?:\sfor\s(?:the\s)?difference)?"
    r"(?(before)|(?:\s?(?:à|a|of|de)?\s?(?P<after>80|9\d(?:[.,]\d{1,2})?)\s?%|\s?(?P<glued>9[059])(?![\d.]))?)"
    r"[\s\x01\x02:=,]{0,12}+(?:(?:of|from|was|ranged\sfrom|ranging\sfrom|between|de|entre)\s)?"
    r"[\s\x01\x02]{0,12}+[\[({]?"
)
# Without one of them there is no interval; the label is sought around them alone.
_PART = re.compile(r"C\.?I|Cl(?![a-z])|(?<=%\s)ci(?![a-z])|IC|KI|CrI|HDI|onfid|redib|onfia")
_LABEL_BEFORE, _LABEL_AFTER = 48, 120
_SEPARATOR = r"\s{0,4}(?:\s?[,;/:]|to|à|and|et|through|\.\.\.?|--|-|~|\x01)\s{0,4}"
_MINUS = r"-\s?"


def _bounds(number: str, separator: str) -> re.Pattern[str]:
    return re.compile(
        rf"\s{{0,4}}(?P<low_minus>{_MINUS})?(?P<low>{number})\s?%?(?:{separator})"
        rf"(?P<high_minus>{_MINUS})?\+?(?P<high>{number})(?:\s?%)?"
    )


# "1.9-3 9": the point of the upper bound was lost
_LOST_POINT = re.compile(r"\s\d{1,2}(?=\s?[)\]])")
_COMMA_BOUNDS = _bounds(COMMA_NUMBER, r"\s{0,4}(?:;|,\s|to|à|and|et|--|-|~)\s{0,4}")
_PLAIN_BOUNDS = _bounds(PLAIN_NUMBER, _SEPARATOR)
# "(95% CI 0.931.00)": the dash was lost, and each has two decimals
_LOST_DASH = re.compile(
    rf"(?P<low_minus>{_MINUS})?(?P<low>\d{{0,2}}\.\d\d)(?P<high_minus>-)?(?P<high>\d\.\d\d)(?=\s?[)\];])"
)
_GLUED = re.compile(r"[A-Za-z]$")
# "7.4-8.1 versus 8.0-8.4", but not "44%-72% vs 46%, 95% CI, 32%-60%"
_VERSUS = re.compile(
    r"\s?%?\s(?:versus|vs\.?|v\.?|compared\s(?:with|to)|contre)\s"
    r"(?=(?:-\s?)?[\d.]{1,9}\s?%?\s?(?:-|~|to\b|à\b))"
)
# "87% and 86% (95% CIs 77-98 and 74-99)".
_PLURAL = re.compile(r"CIs|ntervals")
_AND = re.compile(r"\s?%?\sand\s(?=(?:-\s?)?[\d.]{1,9}\s?%?\s?(?:-|~|to\b))")
_COMMA = re.compile(r"\s?[,;]\s?(?=\d{0,3}\.\d{1,4}\s?(?:-|to\b))")
_COMMA_BEFORE_PERCENT = re.compile(
    r"\s?[,;]\s(?=-?\s?\d{1,3}(?:\.\d{1,2})?\s?%?\s?(?:-|to\b)\s?\d{1,3}(?:\.\d{1,2})?\s?%)"
)
_CLOSING = re.compile(r"\s?[\])}]")
_ENDS_IN_NUMBER = re.compile(
    rf"(?<![\w.<>≥≤/?\x01-])(?P<minus>(?<![\w)%])-\s?)?(?P<number>{NUMBER})"
    rf"(?:\s?(?P<percent>%)|(?P<fold>-?\s?fold)|(?P<unit>\s(?:per|pour)\s1[\d,]{{1,8}}(?:\s[A-Za-z-]{{1,14}}){{0,2}}|(?:\s[A-Za-zµμ°²/.-]{{1,12}}(?:(?<=[a-z])[23]|\s[a-z/-]{{1,9}}-\d)?){{1,2}}))?"
    r"\s?\"?[,;:]?\"?\s?[\[(]?\s?$"
)
# "1.3 more hours per night for all nights (CI …": words alone between, and the number lies within.
_FAR_NUMBER = re.compile(
    rf"(?<![\w.,<>≥≤=/?\x01-])(?P<minus>(?<![\w)%])-\s?)?(?P<number>{NUMBER})"
    r"(?:\s(?!(?:and|versus|vs|compared|to|or|et)\b)[A-Za-z-]{1,14}){1,7}\s?[(\[]\s?$"
)
# "A difference of 12 points (95 % CI …": what links a number to what it is of.
_LINKED = re.compile(r"(?:\b(?:was|were|is|of|by|being|a|an|est|de)|[=:])\s?$")
_SIGN_BEFORE = re.compile(
    r"[<>≤≥]\s?$|(?<![A-Za-z])(?:S\.?E\.?M?|S\.?D|IQR)\.?\s?$|(?<![A-Za-z])[nNkK]\S{0,3}\s?=\S{0,3}\s?$"
)
_TIME = re.compile(r"\s(?:years?|yrs?|months?|weeks?|days?|hours?|h|min(?:ute)?s?)\b")
_LEVELS = {"9", "90", "95", "99"}
# "HR increase for one unit: 0.356" is no hazard ratio.
_CHANGE_OF = re.compile(r"\s(?:increase|decrease|reduction|change|difference)", re.IGNORECASE)
_BARE = re.compile(r"\s?(?P<open>[(\[])")


def _signed(page: Page, match: re.Match[str], name: str) -> Number | None:
    minus = match[f"{name}_minus"]
    begin = match.start(f"{name}_minus") if minus else match.start(name)
    return parse_number(
        match[name],
        source=page.source[begin : match.end(name)],
        negative=bool(minus),
        comma=page.comma or "." not in match[name],
    )


@dataclass(frozen=True, slots=True)
class Bounds:
    """Two numbers with something between them, and where they end.

    ``dashed`` says that a lone dash between them may be the upper one's minus: -0.27-0.12.
    """

    low: Number
    high: Number
    end: int
    dashed: bool = False


def read_bounds(page: Page, position: int) -> Bounds | None:
    match = (
        _COMMA_BOUNDS.match(page.plain, position)
        or _PLAIN_BOUNDS.match(page.plain, position)
        or _LOST_DASH.match(page.plain, position)
    )
    if match is None:
        return None
    low, high = _signed(page, match, "low"), _signed(page, match, "high")
    if low is None or high is None:
        return None
    if low.decimals and not high.decimals and _LOST_POINT.match(page.plain, match.end("high")):
        return None
    between = page.plain[match.end("low") : match.start("high")].lstrip("% ")
    if between == "--" and low.value < 0:
        high = _negative(high)
    return Bounds(low, high, match.end(), between == "-" and low.value < 0)


def _negative(number: Number) -> Number:
    return Number(number.text, -number.value, number.decimals)


def _without_minus(number: Number) -> Number:
    return Number(number.text.lstrip("-−–"), abs(number.value), number.decimals)


def bounds_for(interval: Interval, value: float) -> tuple[Number, Number]:
    """The bounds with or without minuses that may be mere dashes, as the estimate lies nearer."""
    lows, highs = [interval.low], [interval.high]
    if interval.glued:
        lows.insert(0, _without_minus(interval.low))
    if interval.dashed:
        highs.append(_negative(interval.high))
    pairs = [(low, high) for low in lows for high in highs if low.value < high.value]
    if not pairs:
        return interval.low, interval.high
    return min(pairs, key=lambda pair: abs((pair[0].value + pair[1].value) / 2 - value))


def _level(mark: re.Match[str]) -> float | None:
    written = mark["before"] or mark["after"] or mark["glued"]
    return None if written is None else float(written.replace(",", "."))


def _marks(plain: str) -> Iterator[re.Match[str]]:
    """Every label of an interval, up to where its bounds begin."""
    done = 0
    for part in _PART.finditer(plain):
        if part.start() < done:
            continue
        begin = max(done, part.start() - _LABEL_BEFORE)
        mark = _MARK.search(plain, begin, part.end() + _LABEL_AFTER)
        if mark is not None:
            done = mark.end()
            yield mark


def labelled_intervals(page: Page) -> Iterator[Interval]:
    for mark in _marks(page.plain):
        bounds = read_bounds(page, mark.end())
        if bounds is None:
            continue
        end, versus = bounds.end, None
        compared = _VERSUS.match(page.plain, end)
        if compared is None and _PLURAL.search(mark[0]):
            compared = _AND.match(page.plain, end)
        second = read_bounds(page, compared.end()) if compared else None
        if second is not None:
            end, versus = second.end, (second.low, second.high)
        if mark[0][-1:] in "[({":
            closing = _CLOSING.match(page.plain, end)
            # A round bracket opened before the bounds may close after more than the bounds.
            end = closing.end() if closing else end
        yield Interval(
            mark.start(), end, bounds.low, bounds.high, _level(mark),
            credible=bool(mark["credible"]), dashed=bounds.dashed,
            glued=bounds.low.value < 0 and _GLUED.search(mark[0]) is not None, versus=versus,
        )  # fmt: skip


def bare_interval(page: Page, draft: Draft) -> Interval | None:
    """The bounds right after an estimate: OR 1.80 (1.20-2.70), d = 0.45 [0.20, 0.70]."""
    opening = _BARE.match(page.plain, draft.end)
    if opening is None and draft.kind in RATIOS:
        return _bare_after_comma(page, draft, _COMMA)
    if opening is None and draft.kind == "percentage":
        return _bare_after_comma(page, draft, _COMMA_BEFORE_PERCENT)
    if opening is None or draft.value is None:
        return None
    if opening["open"] == "(" and draft.kind not in RATIOS | {"percentage"}:
        return None
    bounds = read_bounds(page, opening.end())
    if bounds is None:
        return None
    low, high, end = bounds.low, bounds.high, bounds.end
    if draft.kind == "percentage":
        if not _holds_share(low, draft.value, high) or not _CLOSING.match(page.plain, end):
            return None  # 12% (5 to 19): bounds, where they hold it
    elif low.value > high.value or not (low.decimals or high.decimals):
        return None
    closing = _CLOSING.match(page.plain, end)
    end = closing.end() if closing else end
    return Interval(opening.start(), end, low, high, None, dashed=bounds.dashed)


def _holds_share(low: Number, share: Number, high: Number) -> bool:
    """Whether the bounds hold a percentage; 0 and 100 may be bounds of themselves."""
    above = low.value < share.value or low.value == share.value == 0
    return above and (share.value < high.value or share.value == high.value == 100)


def _bare_after_comma(page: Page, draft: Draft, comma: re.Pattern[str]) -> Interval | None:
    """The bounds of "OR 0.727, 0.618-0.855, P < .001": close around the ratio, joined by a dash.

    And of "8%, 0.2% to 16%".
    """
    opening = comma.match(page.plain, draft.end)
    bounds = read_bounds(page, opening.end()) if opening else None
    if opening is None or bounds is None or draft.value is None:
        return None
    is_share = draft.kind == "percentage"
    if not (is_share or bounds.low.value > 0):
        return None
    if not bounds.low.value < draft.value.value < bounds.high.value:
        return None
    return Interval(opening.start(), bounds.end, bounds.low, bounds.high, None)


def further_estimate(page: Page, interval: Interval) -> Draft | None:
    """The number with decimals some words before an interval that holds it."""
    begin = max(0, interval.start - 90)
    match = _FAR_NUMBER.search(page.plain, begin, interval.start)
    if match is None:
        return None
    start, end = match.start(), match.end("number")
    number = parse_number(
        match["number"], source=page.source[start:end], negative=bool(match["minus"])
    )
    if number is None or not number.decimals:
        return None
    if not interval.low.value <= number.value <= interval.high.value:
        return None
    return Draft(start, end, "estimate", number)


def _measure_named_before(page: Page, position: int, since: int) -> str:
    """ "The odds ratio for relapse was 1.8 (95% CI …": the measure stands earlier."""
    begin = max(since, position - 110)
    names = [
        name
        for name in WORDED_NAME.finditer(page.plain, begin, position)
        if not SENTENCE_BREAK.search(page.plain, name.end(), position)
    ]
    if not names or _CHANGE_OF.match(page.plain, names[-1].end(), position):
        return "estimate"
    return worded_kind(names[-1])


def unnamed_estimate(page: Page, position: int, since: int = 0) -> Draft | None:
    """The number right before an interval or an SE, where nothing says of which measure it is.

    ``since`` is where the last estimate ended: a measure named before that was its own.
    """
    tail_start = max(0, position - 40)
    match = _ENDS_IN_NUMBER.search(page.plain[tail_start:position])
    if match is None:
        return None
    start = tail_start + match.start()
    end = tail_start + match.end("percent" if match["percent"] else "number")
    number = parse_number(
        match["number"],
        source=page.source[start:end].rstrip("% "),
        negative=bool(match["minus"]),
        comma=page.comma,
    )
    before = page.plain[max(0, start - 12) : start]
    if number is None or _SIGN_BEFORE.search(before):
        return None
    is_time = match["unit"] and not number.decimals and _TIME.match(match["unit"])
    is_linked = not match["unit"] or number.decimals or _LINKED.search(before)
    if is_time or not is_linked:
        return None  # at 12 months (95 % CI …
    if match["number"] in _LEVELS and match[0].rstrip()[-1:] in {"%", *match["number"][-1:]}:
        return None  # 95 CI …, 9% CI …
    if match["percent"]:
        kind = "percentage"
    elif match["fold"]:
        kind = "RR"
    else:
        kind = _measure_named_before(page, start, since)
    return Draft(start, end, kind, number)
