"""What an answer was with the studies that were retracted: a truth table."""

import pytest

from gleanings.evidence import AnswerValues, retracted_in_words
from gleanings.evidence.report import Label

from .truth import each

SHOWN = AnswerValues(Label.EFFECT, 0.26, 0.19, 0.32)
OTHER = AnswerValues(Label.EFFECT, 0.24, 0.15, 0.33)
FEW = AnswerValues(Label.FEW_OR_IMPRECISE, 0.1, -0.05, 0.25)
NOTHING = AnswerValues(Label.SIDE_BY_SIDE)


def said(before, after, n=1, measure="ZCOR"):
    return lambda language: retracted_in_words(
        before, after, measure=measure, level=0.95, n=n, language=language
    )


CONDITIONS = {
    "the answer moved": said(SHOWN, OTHER),
    "the answer moved, several": said(SHOWN, OTHER, 2),
    "it amounts to something else": said(SHOWN, FEW),
    "the answer stays": said(SHOWN, SHOWN),
    "the answer stays, several": said(SHOWN, SHOWN, 3),
    "nothing is pooled without it": said(SHOWN, NOTHING),
    "nothing is pooled without them": said(SHOWN, NOTHING, 2),
    "pooled only without it": said(NOTHING, SHOWN),
    "pooled only without them": said(NOTHING, SHOWN, 2),
    "nothing was pooled anyway": said(NOTHING, NOTHING),
    "nothing was pooled anyway, several": said(NOTHING, NOTHING, 2),
}


@each("retracted", CONDITIONS)
def test_what_it_was_with_them(said, language, expected):
    assert said(language) == expected


def test_a_difference_that_nobody_reads_is_none():
    """As it is spelled the answer is the same."""
    after = SHOWN._replace(estimate=0.2601)
    assert said(SHOWN, after)("en") == said(SHOWN, SHOWN)("en")
    assert said(SHOWN, SHOWN._replace(ci_low=0.18))("en") != said(SHOWN, SHOWN)("en")


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="xx"):
        said(SHOWN, OTHER)("xx")
