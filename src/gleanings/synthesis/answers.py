"""The answer to a question in words, from where it stands."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from gleanings.digest.findings.language import spoken_language
from gleanings.evidence.words import Answer, answer_in_words, label_words, not_pooled_in_words
from gleanings.synthesis import measures
from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.standing import SIDE_BY_SIDE
from gleanings.synthesis.written import shown, value_shown


def answer_of(synthesis: Synthesis, language: str) -> str:
    """The answer in a sentence or two; why there is none where nothing is pooled."""
    language, standing = spoken_language(language), synthesis.standing
    why_not = standing["why_not_pooled"]
    if why_not == "not-weighed":
        return _(
            "Nothing says how precise the results are. They are shown side by side and not pooled."
        )
    if why_not:
        return str(not_pooled_in_words(why_not, language, k=standing["n_studies"]))
    answer = str(pooled_answer(synthesis, language).sentence)
    if standing["of_meta_analyses"]:
        counted = _("What is counted here are meta-analyses, each of several studies.")
        return f"{answer} {counted}"
    return answer


def pooled_answer(synthesis: Synthesis, language: str) -> Answer:
    """What the evidence library says of a pooled value, with the question's own words."""
    standing, question = synthesis.standing, synthesis.question
    text = question.text_in(language)
    said = ("measure", "level", "k", "n_studies", "n_people", *_VALUES)
    return answer_in_words(
        **{name: standing[name] for name in said},
        predictor=text.predictor if text else "",
        outcome=text.outcome if text else "",
        better=question.better or None,
        language=spoken_language(language),
    )


_VALUES = ("estimate", "ci_low", "ci_high", "prediction_low", "prediction_high")


def number_of(standing: Mapping[str, Any]) -> str:
    """The pooled value with its interval; empty where nothing is pooled."""
    if standing["estimate"] is None:
        return ""
    return _("%(measure)s %(estimate)s (%(level)s%% interval from %(low)s to %(high)s)") % {
        "measure": capfirst(measures.label_of(standing["measure"])),
        "estimate": value_shown(standing["estimate"], standing["measure"]),
        "level": shown(100 * standing["level"], 0),
        "low": value_shown(standing["ci_low"], standing["measure"]),
        "high": value_shown(standing["ci_high"], standing["measure"]),
    }


def heading_of(synthesis: Synthesis, language: str) -> str:
    """The label that the answer deserves, as readers read it."""
    return words_of_label(synthesis.standing["label"], spoken_language(language))[0]


def words_of_label(label: str, language: str) -> tuple[str, str]:
    """A label's heading and the sentence that explains it."""
    if label == SIDE_BY_SIDE:
        return _("Side by side"), _("Each result stands by itself; nothing is pooled.")
    heading, sentence = label_words(label, language)
    return heading, sentence
