"""A finding's numbers as the reader's language writes them: “r = .26”, “r = 0,26”."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gleanings.digest.findings.results import Counted
from gleanings.digest.models.finding import Finding
from gleanings.digest.spoken_language import number_style, spoken_language
from gleanings.evidence.language import numbers
from gleanings.evidence.language.catalogue import Language, language_of
from gleanings.evidence.measures import FRACTION, RANGE, Measure
from gleanings.evidence.report import SIGNS, bounded, how_many


def value_text(measure: Measure, estimate: float, decimals: int | None, bound: str = "") -> str:
    """“r = .26”, “odds ratio = 1.8”, “84%”; of a bound “r > .26”, “more than 84%”."""
    if decimals is None:
        decimals = _decimals(estimate)
    written = numbers.fixed(estimate, decimals, number_style(), within_one=measure.stays_within_one)
    if measure.per_cent:
        written = _per_cent(written)
    symbol = measure.symbol_in(spoken_language())
    if symbol:
        return f"{symbol} {SIGNS.get(bound, '=')} {written}"
    return bounded(written, bound, _spoken(), counted=measure.is_count)


def _spoken() -> Language:
    return language_of(spoken_language())


def statistic_text(finding: Finding) -> str:
    """The number that the finding is about, with degrees of freedom or total where it has some."""
    low, high = finding.ci_low, finding.ci_high
    if finding.measure == RANGE.code and low is not None and high is not None:
        return _span(finding, low, high)
    if finding.estimate is None:
        return ""
    text = value_text(finding.reported, finding.estimate, finding.decimals, finding.bound)
    if finding.measure == FRACTION.code and finding.total is not None:
        return _("%(number)s of %(total)s") % {
            "number": text,
            "total": numbers.count(finding.total, number_style()),
        }
    degrees = [df for df in (finding.df1, finding.df2) if df is not None]
    symbol = finding.reported.symbol_in(spoken_language())
    if degrees and symbol:
        listed = "; ".join(numbers.shortest(df, number_style()) for df in degrees)
        return f"{symbol}({listed}){text.removeprefix(symbol)}"
    return text


def interval_text(finding: Finding) -> str:
    """“95% CI .19 to .32”; empty where there is none."""
    low, high = finding.ci_low, finding.ci_high
    if finding.measure == RANGE.code or low is None or high is None:
        return ""
    span = _span(finding, low, high)
    if finding.level is None:
        return _("interval %(span)s") % {"span": span}
    level = numbers.shortest(finding.level, number_style())
    return _("%(level)s%% CI %(span)s") % {"level": level, "span": span}


def p_text(finding: Finding) -> str:
    """“p < .001”; empty where there is none."""
    if finding.p_comparison == "ns":
        return _("not significant")
    if finding.p is None:
        return ""
    style, comparison = number_style(), finding.p_comparison or "="
    if comparison == "=":
        return numbers.p_value(finding.p, style)
    # a bound stays as it was reported
    sign = {"<=": "≤", ">=": "≥"}.get(comparison, comparison)
    bound = numbers.fixed(finding.p, max(2, _decimals(finding.p)), style, within_one=True)
    return f"p {sign} {bound}"


def studies_text(number: int, bound: str = "") -> str:
    return ngettext("%(number)s study", "%(number)s studies", number) % {
        "number": how_many(numbers.count(number, number_style()), bound, _spoken())
    }


def people_text(number: int, bound: str = "") -> str:
    return ngettext("%(number)s person", "%(number)s people", number) % {
        "number": how_many(numbers.count(number, number_style()), bound, _spoken())
    }


def behind_text(studies: Counted | None, people: Counted | None) -> str:
    """“13 studies brought together, more than 1,000 people in all”."""
    is_review = studies is not None and studies.number > 1
    parts = []
    if studies is not None:
        text = studies_text(*studies)
        parts.append(_("%(studies)s brought together") % {"studies": text} if is_review else text)
    if people is not None:
        sentence = _("%(people)s in all") if is_review else _("%(people)s took part")
        parts.append(sentence % {"people": people_text(*people)})
    return ", ".join(parts)


def _span(finding: Finding, low: float, high: float) -> str:
    decimals = max(
        finding.decimals or 0, _decimals(finding.estimate or 0), _decimals(low), _decimals(high)
    )
    within_one = finding.reported.stays_within_one
    low_text, high_text = (
        numbers.fixed(end, decimals, number_style(), within_one=within_one) for end in (low, high)
    )
    if finding.measure == RANGE.code and "%" in finding.words:
        low_text, high_text = _per_cent(low_text), _per_cent(high_text)
    return _("%(low)s to %(high)s") % {"low": low_text, "high": high_text}


def _per_cent(number: str) -> str:
    return _("%(number)s%%") % {"number": number}


def _decimals(number: float) -> int:
    """Those that the number's shortest spelling has."""
    text = f"{number:g}"
    if "e" in text:
        return 6 if "e-" in text else 0
    return len(text.partition(".")[2])
