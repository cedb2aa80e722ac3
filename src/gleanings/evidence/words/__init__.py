"""Results said to readers: what a number means, how sure it is, and what it cannot say."""

from ..measures import SIZES, Thresholds
from .answers import NOT_POOLED, Answer, answer_in_words, not_pooled_in_words
from .effects import EffectWords, effect_in_words
from .labels import LABELS, LabelWords, evidence_label, label_words
from .rating import Certainty, CertaintyWords, certainty, width_vs_small
from .sizes import size_of, thresholds

__all__ = [
    "LABELS",
    "NOT_POOLED",
    "SIZES",
    "Answer",
    "Certainty",
    "CertaintyWords",
    "EffectWords",
    "LabelWords",
    "Thresholds",
    "answer_in_words",
    "certainty",
    "effect_in_words",
    "evidence_label",
    "label_words",
    "not_pooled_in_words",
    "size_of",
    "thresholds",
    "width_vs_small",
]
