"""The verdict on each finding, renewed whenever its summary's words change."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from gleanings.digest.findings.matching import Matches, match, stands_in
from gleanings.digest.findings.numbers import FROM_THE_WORDS, numbers_of, statistic_of
from gleanings.digest.models import Finding, Summary
from gleanings.digest.models.finding import Verdict as VerdictName
from gleanings.digest.text import prose_of
from gleanings.evidence.checking import Verdict, check, check_statistic
from gleanings.evidence.language.catalogue import LANGUAGES
from gleanings.evidence.reading import Statistic
from gleanings.evidence.report import why


def recheck(summary: Summary) -> Matches:
    """Give every finding of the summary its verdict by the text as it is now; in memory."""
    # the list that the summary will save, not another reading of the database
    return recheck_by(prose_of(summary), summary.findings.get_object_list())


def recheck_by(prose: str, findings: Sequence[Finding]) -> Matches:
    """Give every finding its verdict by these words; what else they report is returned with it.

    A finding is found again by its words. Where they are gone from the text, it says so, and its
    own numbers are checked, as of one that never had words.
    """
    matches = match(findings, check(prose))
    for finding, stands in zip(findings, matches.stands, strict=True):
        finding.words_are_gone = bool(
            finding.words and stands is None and not stands_in(finding.words, prose)
        )
        if stands:
            _take_what_the_words_say(finding, stands.statistic)
        record_verdict(finding, stands or check_statistic(statistic_of(finding)))
        if stands:
            _compare(finding, stands.statistic)
        finding.note_the_ways()
    return matches


def record_verdict(finding: Finding, verdict: Verdict) -> None:
    finding.verdict = verdict.verdict
    finding.check_record = {
        "rule": verdict.rule,
        "recomputed": verdict.recomputed,
        "why": {language: why(verdict, language) for language in LANGUAGES},
    }


def _take_what_the_words_say(finding: Finding, statistic: Statistic) -> None:
    numbers = numbers_of(statistic)
    for name in FROM_THE_WORDS:
        setattr(finding, name, numbers[name])


def _compare(finding: Finding, statistic: Statistic) -> None:
    """A finding that says other numbers than its own words is inconsistent, whichever is right."""
    for name, written in numbers_of(statistic).items():
        said = getattr(finding, name)
        if name in {"measure", *FROM_THE_WORDS} or said in {None, ""} or written in {None, ""}:
            continue
        if _differ(said, written):
            finding.verdict = VerdictName.INCONSISTENT
            finding.check_record = {
                "rule": "differs-from-its-words",
                "recomputed": written if name != "p_comparison" else None,
                "why": {
                    language: _differs(finding, said, written, language) for language in LANGUAGES
                },
            }
            return


def _differ(said: Any, written: Any) -> bool:
    """Whether two numbers, or two signs such as <, are not the same."""
    if isinstance(said, str):
        return bool(said != written)
    return abs(float(said) - float(written)) > 1e-9


def _differs(finding: Finding, said: Any, written: Any, language: str) -> str:
    def spelled(value: Any) -> str:
        text = value if isinstance(value, str) else f"{value:.15g}"
        return text.replace(".", ",") if language == "fr" else text

    with override(language):
        return _("The finding says %(said)s, its words “%(words)s” say %(written)s.") % {
            "said": spelled(said),
            "words": finding.words,
            "written": spelled(written),
        }
