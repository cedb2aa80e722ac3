"""Which change of an answer its followers hear of."""

import pytest

from gleanings.synthesis.change import is_notable
from gleanings.synthesis.models import Question


def standing(estimate, low=None, high=None, label="effect"):
    return {"estimate": estimate, "ci_low": low, "ci_high": high, "label": label}


def told(before, after, **question):
    return is_notable(
        {"before": before, "after": after}, Question(**{"measure": "ZCOR", **question})
    )


@pytest.mark.parametrize(
    ("before", "after", "notable"),
    [
        (standing(0.25), standing(0.26), False),
        (standing(0.25), standing(0.36), True),  # more than a small effect, 0.10
        (standing(0.25), standing(0.14), True),
        (standing(None, label="few-or-imprecise"), standing(0.2, label="effect"), True),
        (standing(0.12), standing(0.08, label="few-or-imprecise"), True),
        (standing(None, label="few-or-imprecise"), standing(None, label="few-or-imprecise"), False),
    ],
)
def test_a_change_worth_telling(before, after, notable):
    assert told(before, after) is notable


def test_an_editors_threshold_is_in_the_unit_that_is_read():
    assert told(standing(0.25), standing(0.29), threshold=0.03)
    assert not told(standing(0.25), standing(0.29), threshold=0.05)


def test_ratios_move_by_their_logarithms():
    # a small effect of an odds ratio is about 1.44
    assert not told(standing(2.0), standing(2.6), measure="OR")
    assert told(standing(2.0), standing(3.0), measure="OR")


def test_without_agreed_sizes_the_old_interval_tells():
    assert not told(standing(3.0, 2.0, 4.0), standing(3.9), measure="MD")
    assert told(standing(3.0, 2.0, 4.0), standing(4.1), measure="MD")
