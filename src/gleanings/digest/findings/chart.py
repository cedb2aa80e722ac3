"""The evidence library's small chart of one effect, in the reader's language."""

from django.utils.safestring import SafeString, mark_safe

from gleanings.digest.findings.words import spoken_language
from gleanings.digest.findings.written import interval_text, statistic_text
from gleanings.digest.models import Finding
from gleanings.evidence.figures import interval_chart, words_of

SCALES = {
    "r": "COR",
    "rho": "COR",
    "d": "SMD",
    "g": "SMD",
    "SMD": "SMD",
    "MD": "MD",
    "RD": "RD",
    "OR": "OR",
    "RR": "RR",
    "HR": "HR",
    "IRR": "IRR",
    "beta": "GEN",
    "b": "GEN",
    "z": "COR",
}
"""The measures that a chart is of, by the names that figures know them by."""


def chart_of(finding: Finding) -> SafeString:
    """Inline SVG; empty where there is no interval to draw, or it does not hold the estimate."""
    if finding.measure not in SCALES or finding.estimate is None:
        return SafeString("")
    low, high = finding.ci_low, finding.ci_high
    if low is None or high is None or not low <= finding.estimate <= high:
        return SafeString("")
    try:
        svg = interval_chart(
            finding.estimate,
            low,
            high,
            _scale(finding),
            words_of(spoken_language()),
            level=(finding.level or 95) / 100,
            decimals=finding.decimals,
            title=f"{statistic_text(finding)}, {interval_text(finding)}",
            id_prefix="main-result",
        )
    except ValueError:  # a ratio that is not above 0
        return SafeString("")
    return mark_safe(svg)  # noqa: S308 - the library escapes its texts


def _scale(finding: Finding) -> str:
    """Risk differences in percentage points, and a Fisher's z beyond 1, need an open axis."""
    ends = (finding.estimate, finding.ci_low, finding.ci_high)
    beyond_one = any(abs(end) > 1 for end in ends if end is not None)
    return "GEN" if finding.measure in {"RD", "z"} and beyond_one else SCALES[finding.measure]
