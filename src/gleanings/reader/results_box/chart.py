"""The evidence library's small chart of one effect, in the reader's language."""

from dataclasses import replace
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from gleanings.digest.findings.number_texts import interval_text, statistic_text
from gleanings.digest.models import Finding
from gleanings.digest.spoken_language import spoken_language
from gleanings.evidence.figures import Interval, Words, interval_chart, words_of
from gleanings.evidence.measures import FISHERS_Z, GEN, Scale


def chart_of(finding: Finding, *, standalone: bool = False) -> SafeString:
    """Inline SVG; empty where there is no interval to draw, or it does not hold the estimate.

    What stands alone is a file, with colours of its own.
    """
    return mark_safe(_drawn(finding, standalone=standalone) or "")  # noqa: S308 - the library escapes its texts


def picture_of(finding: Finding, *, width: int, dark: bool = False) -> bytes:
    """The same as PNG with twice the pixels, for where no SVG is drawn; empty likewise."""
    return _drawn(finding, format="png", width=width, dark=dark) or b""


def interval_of(finding: Finding) -> Interval | None:
    """What can be drawn; None where there is no interval, or it does not hold the estimate."""
    measure = finding.reported
    if not measure.is_effect or measure.null is None or finding.estimate is None or finding.bound:
        return None
    low, high = finding.ci_low, finding.ci_high
    if low is None or high is None or not low <= finding.estimate <= high:
        return None
    if measure.is_ratio and low <= 0:
        return None
    if measure is FISHERS_Z:
        estimate, low, high = (float(Scale.FISHER.back(z)) for z in (finding.estimate, low, high))
        return Interval(estimate, low, high, "r")
    return Interval(finding.estimate, low, high, _axis(finding))


def _drawn(finding: Finding, **options: Any) -> Any:
    interval = interval_of(finding)
    if interval is None:
        return None
    try:
        return interval_chart(
            interval.estimate,
            interval.ci_low,
            interval.ci_high,
            interval.measure,
            _words_of(finding),
            level=(finding.level or 95) / 100,
            decimals=finding.decimals,
            title=f"{statistic_text(finding)}, {interval_text(finding)}",
            id_prefix=f"result-{finding.pk or 0}",
            **options,
        )
    except ValueError:  # a ratio that is not above 0
        return None


def _words_of(finding: Finding) -> Words:
    """An interval whose level is not given is drawn as it is, and not said to have one."""
    words = words_of(spoken_language())
    if finding.level is not None:
        return words
    with override(spoken_language()):
        said = _("interval {low} to {high}, its level is not given")
    return replace(words, interval_words=said)


def _axis(finding: Finding) -> str:
    """The measure whose axis it is; risk differences in percentage points need an open one."""
    measure = finding.reported
    ends = (finding.estimate, finding.ci_low, finding.ci_high)
    beyond_one = any(abs(end) > 1 for end in ends if end is not None)
    return GEN.code if measure.maybe_per_cent and beyond_one else measure.code
