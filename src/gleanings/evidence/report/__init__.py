"""What results mean, said to readers: how large, how sure, of whom, and what they cannot say.

One voice for results box, page, figure, notebook and command alike.
"""

from .. import display
from .answer import (
    Answer,
    WhyNotPooled,
    answer_in_words,
    caution_of,
    not_pooled_in_words,
    value_in_words,
)
from .bounds import SIGNS, bounded, how_many
from .certainty import Certainty, CertaintyWords, certainty, on_one_side, width_vs_small
from .checks import check_line, why
from .description import describe
from .effect import EffectWords, effect_in_words
from .glossary import Term, glossary, term_of
from .label import LABELS, Label, LabelWords, evidence_label, label_words
from .narrative import Narrative, narrative
from .notebook import html_of
from .notes import notice
from .phrasing import parted
from .plain import SAID_PLAINLY, PlainPhrases, way_of
from .retracted import AnswerValues, retracted_in_words
from .side_by_side import WhyApart, side_by_side_in_words
from .size import size_of, thresholds
from .sources import Single

__all__ = [
    "LABELS",
    "SAID_PLAINLY",
    "SIGNS",
    "Answer",
    "AnswerValues",
    "Certainty",
    "CertaintyWords",
    "EffectWords",
    "Label",
    "LabelWords",
    "Narrative",
    "PlainPhrases",
    "Single",
    "Term",
    "WhyApart",
    "WhyNotPooled",
    "answer_in_words",
    "bounded",
    "caution_of",
    "certainty",
    "check_line",
    "describe",
    "effect_in_words",
    "evidence_label",
    "glossary",
    "how_many",
    "label_words",
    "narrative",
    "not_pooled_in_words",
    "notice",
    "on_one_side",
    "parted",
    "retracted_in_words",
    "side_by_side_in_words",
    "size_of",
    "term_of",
    "thresholds",
    "value_in_words",
    "way_of",
    "why",
    "width_vs_small",
]

display.show_by(html_of)
