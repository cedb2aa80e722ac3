"""The evidence library's words for an effect, as readers' pages use them."""

from dataclasses import replace

from gleanings.digest.models.finding import Finding
from gleanings.digest.spoken_language import spoken_language
from gleanings.evidence.measures.phrasing import LINKS
from gleanings.evidence.report import (
    EffectWords,
    LabelWords,
    effect_in_words,
    label_words,
    size_of,
)

__all__ = ["EffectWords", "LabelWords", "label_of", "size_of", "words_for"]

SAYS_SOMETHING = frozenset({"no-study", "few-or-imprecise", "near-zero"})
"""Three things that readers take for one another. That there is an effect, its words say."""


def words_for(
    finding: Finding, studies: int | None, people: int | None, language: str = ""
) -> EffectWords:
    """What the finding says, and what such words can and cannot say; empty where it is nothing.

    In the language, or else in the reader's. Its plain phrases are in that: see
    `Finding.in_language`.
    """
    words = effect_in_words(
        measure=finding.measure,
        estimate=finding.estimate,
        ci_low=finding.ci_low,
        ci_high=finding.ci_high,
        level=finding.level,
        k=studies,
        n=people,
        predictor=finding.predictor,
        outcome=finding.outcome,
        group=finding.group,
        time=finding.time,
        better="unknown" if finding.asks_who_did_better else finding.better_end,
        design=finding.design or None,
        bound=finding.bound,
        total=finding.total,
        per_cent="%" in finding.words,
        plain=finding.plain_phrases,
        language=spoken_language(language),
    )
    return words if words.is_plain or _is_named(finding) else replace(words, sentence="")


def _is_named(finding: Finding) -> bool:
    """Whether a link is one of something, or for the better or worse: that “people higher in the
    factor studied tended to be higher in the outcome studied too” tells nobody anything."""
    named = finding.predictor.strip() or finding.outcome.strip() or finding.better_end
    return bool(named) or finding.reported.phrasing not in LINKS


def label_of(words: EffectWords, measure: str) -> LabelWords | None:
    """Heading and sentence of what readers must not mistake; None where the words say it all."""
    if words.label not in SAYS_SOMETHING:
        return None
    return label_words(words.label, spoken_language(), measure)
