"""What comes in: every fault named with column, row, value and rule."""

import numpy as np
import pytest

from gleanings.evidence.inputs import choice, effects, groups, level_of, rows


def test_numbers_come_back_as_arrays():
    yi, vi = effects([0.1, 0.2], (0.01, 0.02))
    assert yi.dtype == vi.dtype == float
    assert yi.tolist() == [0.1, 0.2]


def test_one_effect_may_be_a_plain_number():
    yi, vi = effects(0.3, 0.1)
    assert yi.shape == vi.shape == (1,)


def test_all_faults_are_told_at_once():
    with pytest.raises(ValueError) as error:
        effects([0.1, np.nan, np.inf, 0.4], [0.1, 0.1, 0.1, -2.0])
    text = str(error.value)
    assert "yi, row 2: nan is missing" in text
    assert "yi, row 3: inf is infinite" in text
    assert "vi, row 4: -2.0 is not a variance; it must be above 0" in text


@pytest.mark.parametrize(
    ("yi", "vi", "says"),
    [
        ([], [], "no effects"),
        ([0.1], [0.0], "vi, row 1: 0.0 is not a variance"),
        (["0.1", "x"], [0.1, 0.1], "yi, row 1: '0.1' is text"),
        ([0.1, "x"], [0.1, 0.1], "is text, not a number"),
        ([True, False], [0.1, 0.1], "not a real number"),
        ([0.1, 0.2], [0.1], "yi has 2 rows and vi has 1"),
        ([[0.1, 0.2]], [0.1, 0.1], "2 dimensions"),
        ([[0.1, 0.2], [0.1]], [0.1, 0.1], "yi"),
        ([None, 0.2], [0.1, 0.1], "yi, row 1"),
        ([0.1], [np.inf], "vi, row 1: inf is infinite"),
        ([1j], [0.1], "not a real number"),
    ],
)
def test_faults(yi, vi, says):
    with pytest.raises(ValueError, match="cannot be pooled") as error:
        effects(yi, vi)
    assert says in str(error.value)


def test_many_faults_are_counted():
    with pytest.raises(ValueError, match="and 980 more"):
        effects([np.nan] * 1000, [1.0] * 1000)


def test_missing_rows_can_be_dropped_in_step():
    yi, vi = effects([0.1, np.nan, 0.3], [0.1, 0.1, None], missing="drop")
    assert (yi.tolist(), vi.tolist()) == ([0.1], [0.1])
    kept = rows([0.1, np.nan, 0.3], ["a", "b", None], missing="drop")
    assert kept.tolist() == [True, False, False]


def test_too_few():
    with pytest.raises(ValueError, match="only 1 effect; at least 2 are needed"):
        effects([0.1], [0.1], least=2)


def test_groups_keep_their_order():
    index, labels = groups("study", ["b", "a", "b"], 3)
    assert index.tolist() == [0, 1, 0]
    assert labels == ["b", "a"]
    with pytest.raises(ValueError, match="study, row 2"):
        groups("study", ["b", None, "b"], 3)
    with pytest.raises(ValueError, match="2 rows, the effects have 3"):
        groups("study", ["b", "a"], 3)


def test_choice_and_level():
    assert choice("method", "DL", ["DL", "ML"]) == "DL"
    with pytest.raises(ValueError, match="'XX'; it must be one of DL, ML"):
        choice("method", "XX", ["DL", "ML"])
    assert level_of(0.9) == 0.9
    with pytest.raises(ValueError, match=r"for 95 % write 0\.95"):
        level_of(95)
