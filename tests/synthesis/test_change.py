"""Which change of an answer its followers hear of."""

import pytest

from gleanings.evidence.report import Label
from gleanings.synthesis.change import is_notable
from gleanings.synthesis.models import Question
from gleanings.synthesis.stored_result import Headline


def headline(estimate, low=None, high=None, label="effect"):
    return Headline(
        measure="ZCOR",
        level=0.95,
        k=3,
        n_studies=3,
        n_people=None,
        label=Label(label),
        estimate=estimate,
        ci_low=low,
        ci_high=high,
    )


def told(before, after, **question):
    return is_notable(before, after, Question(**{"measure": "ZCOR", **question}))


@pytest.mark.parametrize(
    ("before", "after", "notable"),
    [
        (headline(0.25), headline(0.26), False),
        (headline(0.25), headline(0.36), True),  # more than a small effect, 0.10
        (headline(0.25), headline(0.14), True),
        (headline(None, label="few-or-imprecise"), headline(0.2, label="effect"), True),
        (headline(0.12), headline(0.08, label="few-or-imprecise"), True),
        (headline(None, label="few-or-imprecise"), headline(None, label="few-or-imprecise"), False),
    ],
)
def test_a_change_worth_telling(before, after, notable):
    assert told(before, after) is notable


def test_an_editors_threshold_is_in_the_unit_that_is_read():
    assert told(headline(0.25), headline(0.29), threshold=0.03)
    assert not told(headline(0.25), headline(0.29), threshold=0.05)


def test_ratios_move_by_their_logarithms():
    # a small effect of an odds ratio is about 1.44
    assert not told(headline(2.0), headline(2.6), measure="OR")
    assert told(headline(2.0), headline(3.0), measure="OR")


def test_without_agreed_sizes_the_old_interval_tells():
    assert not told(headline(3.0, 2.0, 4.0), headline(3.9), measure="MD")
    assert told(headline(3.0, 2.0, 4.0), headline(4.1), measure="MD")
