"""The verdict on each finding, renewed whenever its summary's words change."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from gleanings.digest.checks import prose_of
from gleanings.digest.findings.numbers import numbers_of, same_words, statistic_of
from gleanings.digest.models import Finding, Summary
from gleanings.digest.models.finding import Verdict as VerdictName
from gleanings.evidence.checking import Verdict, check, check_statistic
from gleanings.evidence.reading import Statistic

LANGUAGES = ("en", "fr")
"""The languages in which the evidence library gives its reasons."""


def recheck(summary: Summary) -> None:
    """Give every finding its verdict by the text as it is now; in memory.

    A finding is found again by its words. Where they are gone from the text, it says so, and its
    own numbers are checked, as of one that never had words.
    """
    prose = prose_of(summary)
    verdicts = defaultdict(list)
    for verdict in check(prose):
        verdicts[same_words(verdict.statistic.text)].append(verdict)
    text = same_words(prose)
    for finding in summary.findings.all():
        words = same_words(finding.words)
        stands = verdicts[words].pop(0) if verdicts.get(words) else None
        finding.words_are_gone = bool(words) and stands is None and words not in text
        record_verdict(finding, stands or check_statistic(statistic_of(finding)))
        if stands:
            _compare(finding, stands.statistic)


def record_verdict(finding: Finding, verdict: Verdict) -> None:
    finding.verdict = verdict.verdict
    finding.check_record = {
        "rule": verdict.rule,
        "recomputed": verdict.recomputed,
        "why": {language: verdict.why(language) for language in LANGUAGES},
    }


def _compare(finding: Finding, statistic: Statistic) -> None:
    """A finding that says other numbers than its own words is inconsistent, whichever is right."""
    for name, written in numbers_of(statistic).items():
        said = getattr(finding, name)
        if name in {"measure", "decimals", "p_comparison"} or said is None or written is None:
            continue
        if abs(float(said) - float(written)) > 1e-9:  # type: ignore[arg-type]
            finding.verdict = VerdictName.INCONSISTENT
            finding.check_record = {
                "rule": "differs-from-its-words",
                "recomputed": written,
                "why": {
                    language: _differs(finding, said, written, language) for language in LANGUAGES
                },
            }
            return


def _differs(finding: Finding, said: Any, written: Any, language: str) -> str:
    with override(language):
        return _("The finding says %(said)s, its words “%(words)s” say %(written)s.") % {
            "said": f"{said:g}",
            "words": finding.words,
            "written": f"{written:g}",
        }
