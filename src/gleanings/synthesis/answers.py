"""The answer to a question in words, from where it stands."""

from dataclasses import dataclass

from gleanings.digest.spoken_language import spoken_language
from gleanings.evidence.report import (
    Answer,
    Label,
    LabelWords,
    Narrative,
    PlainPhrases,
    answer_in_words,
    caution_of,
    label_words,
    narrative,
    not_pooled_in_words,
    side_by_side_in_words,
    value_in_words,
)
from gleanings.synthesis.models import QuestionText, Synthesis
from gleanings.synthesis.phrases import Given, in_language
from gleanings.synthesis.singles import singles_of
from gleanings.synthesis.stored_result import Headline
from gleanings.synthesis.withdrawal import Public, data_for_readers, public_of

_VALUES = ("estimate", "ci_low", "ci_high", "prediction_low", "prediction_high")


@dataclass(frozen=True)
class Told:
    """What the page of a synthesis says in words, in one language."""

    answer: str
    label: Label
    """Its code, for a style."""
    heading: str
    """The label as readers read it."""
    explanation: str
    number: str
    """The pooled value and its interval; empty where nothing is pooled."""
    prediction: str
    caution: str
    """What the answer cannot say; empty where there is nothing to add."""
    is_pooled: bool
    more: Narrative
    """Section by section, what else there is to say."""


def told(synthesis: Synthesis, language: str) -> Told:
    """Every sentence of the page, from what is stored; nothing is computed."""
    language, headline = spoken_language(language), synthesis.headline
    heading, explanation = _label(headline, language)
    is_pooled = bool(synthesis.result.pooled)
    pooled = _pooled_answer(synthesis, language) if is_pooled else None
    return Told(
        answer=pooled.sentence if pooled else answer_of(synthesis, language),
        label=headline.label,
        heading=heading,
        explanation=f"{explanation} {pooled.more}".strip() if pooled else explanation,
        number=_number(headline, language),
        prediction=pooled.prediction if pooled else "",
        caution=caution_of(headline.measure, language),
        is_pooled=is_pooled,
        more=narrative(
            synthesis.result,
            headline.label,
            language,
            is_searched=synthesis.question.is_searched,
        ),
    )


def answer_of(
    synthesis: Synthesis, language: str, public: Public | None = None, phrases: Given | None = None
) -> str:
    """The answer in a sentence or two; where nothing is pooled, what is known and why not.

    Of many at once, `public` and `phrases` are looked up once: `public_by_question` and
    `given_phrases`.
    """
    language, headline = spoken_language(language), synthesis.headline
    if headline.why_not_pooled is None:
        return _pooled_answer(synthesis, language).sentence
    data = data_for_readers(synthesis.data, public or public_of(synthesis.question_id))
    results, reasons = singles_of(in_language(data, language, phrases))
    if not results:
        return not_pooled_in_words(headline.why_not_pooled, language, k=len(data.pooled))
    better = synthesis.question.better or None
    return side_by_side_in_words(results, reasons, better=better, language=language)


def heading_of(synthesis: Synthesis, language: str) -> str:
    """The label that the answer deserves, as readers read it."""
    return _label(synthesis.headline, spoken_language(language)).heading


def _label(headline: Headline, language: str) -> LabelWords:
    return label_words(headline.label, language, headline.measure)


def _pooled_answer(synthesis: Synthesis, language: str) -> Answer:
    """What the evidence library says of a pooled value, with the question's own words."""
    headline, question = synthesis.headline, synthesis.question
    text = question.text_in(language)
    said = (
        *("measure", "level", "k", "n_studies", "n_people", "of_meta_analyses", "baseline_risk"),
        *_VALUES,
    )
    return answer_in_words(
        **{name: getattr(headline, name) for name in said},
        predictor=text.predictor if text else "",
        outcome=text.outcome if text else "",
        better=question.better or None,
        plain=_plain_phrases(text, language),
        language=language,
    )


def _plain_phrases(text: QuestionText | None, language: str) -> PlainPhrases | None:
    """In the language of the sentence alone: phrases of another would stand in the midst of it."""
    if text is None or text.language != language:
        return None
    return text.plain_phrases


def _number(headline: Headline, language: str) -> str:
    if headline.estimate is None:
        return ""
    said = ("measure", "estimate", "ci_low", "ci_high", "level")
    return value_in_words(**{name: getattr(headline, name) for name in said}, language=language)
