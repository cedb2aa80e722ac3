"""The main result as readers will see it, and what an editor has not said of it yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from gleanings.digest.findings.contradictions import contradictions
from gleanings.digest.findings.design import BETWEEN_OR_WITHIN
from gleanings.digest.findings.number_texts import statistic_text
from gleanings.digest.findings.results import main_of, people_behind, studies_behind
from gleanings.digest.findings.words import EffectWords, words_for
from gleanings.digest.models import Finding, Summary
from gleanings.digest.models.finding import FindingState
from gleanings.digest.text import prose_of
from gleanings.evidence.reading import read_statistics

POOLED = "meta-analysis"
NAMED = ("predictor", "outcome", "group")


@dataclass(frozen=True)
class MainResultAsRead:
    sentence: str
    lacks: list[str]
    """Labels of the fields that are empty and that readers stumble over."""
    doubts: list[str]
    """Where title or text say otherwise."""


def main_result_as_read(summary: Summary) -> MainResultAsRead | None:
    """None where the summary has no main result, or nobody is to see it."""
    findings = [one for one in summary.findings.all() if one.state != FindingState.DROPPED]
    main = main_of(findings)
    if main is None:
        return None
    language = summary.content_language
    words = _as_told(main, findings, language, language)
    # a share of people has nothing that it goes with, where it is said of whom it is
    named = ("outcome", "group") if words.is_plain and not main.is_effect else NAMED
    lacks = [name for name in named if not getattr(main, name).strip()]
    lacks += [name for name in ("favours", "design") if _is_to_be_said(main, name)]
    if studies_behind(main, findings) is None and any(
        kind.slug == POOLED for kind in summary.research_types.all()
    ):
        lacks.append("k")
    labels = {field.name: str(field.verbose_name) for field in Finding._meta.fields}
    return MainResultAsRead(
        words.sentence or statistic_text(main),
        [labels[name] for name in lacks],
        contradictions(summary.title, prose_of(summary), main, words),
    )


def doubts_of_translation(draft: Summary) -> list[str]:
    """Where title or text of a translation say otherwise than its readers are told.

    Of the original's main result, in the translation's language.
    """
    original = draft.translates
    if original is None:
        return []
    findings = [one for one in original.findings.all() if one.state != FindingState.DROPPED]
    main = main_of(findings)
    if main is None:
        return []
    language, prose = draft.content_language, prose_of(draft)
    here = main.in_language(language, original.content_language)
    here.words = _spelled_in(prose, main)
    words = _as_told(main, findings, language, original.content_language)
    return contradictions(draft.title, prose, here, words)


def _as_told(
    main: Finding, findings: Sequence[Finding], language: str, written_in: str
) -> EffectWords:
    studies, people = studies_behind(main, findings), people_behind(main, findings)
    return words_for(main.in_language(language, written_in), studies, people, language)


def _spelled_in(prose: str, main: Finding) -> str:
    """The words of the same number in another language; empty where it is not to be found."""
    same = (
        one.text
        for one in read_statistics(prose)
        if one.kind == main.measure and one.value == main.estimate
    )
    return next(same, "")


def _is_to_be_said(main: Finding, name: str) -> bool:
    """Of what says which way it speaks, and of a difference whether it is of two groups."""
    if name == "favours":
        return main.asks_who_did_better
    return not main.design and main.reported.phrasing in BETWEEN_OR_WITHIN
