"""No study, few or imprecise studies, little or no effect, an effect: told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.evidence.report import LABELS, evidence_label, label_words
from gleanings.evidence.report.label import as_read, interval_of

NAN = float("nan")


@pytest.mark.parametrize(
    ("given_", "label"),
    [
        # nothing was found
        ({"measure": "r", "k": 0}, "no-study"),
        ({"measure": "r", "estimate": 0.3, "k": 0}, "no-study"),
        ({"measure": "OR", "n": 0}, "no-study"),
        # the whole interval lies within the small threshold
        ({"measure": "r", "estimate": 0.01, "ci_low": -0.06, "ci_high": 0.08}, "near-zero"),
        ({"measure": "r", "estimate": 0.05, "ci_low": 0.01, "ci_high": 0.09}, "near-zero"),
        ({"measure": "OR", "estimate": 1.05, "ci_low": 0.8, "ci_high": 1.25}, "near-zero"),
        ({"measure": "RR", "estimate": 1.0, "ci_low": 0.8, "ci_high": 1.25}, "near-zero"),
        ({"measure": "d", "estimate": 0.0, "ci_low": -0.2, "ci_high": 0.2}, "near-zero"),
        # no effect, and a size that matters
        ({"measure": "r", "estimate": 0.05, "ci_low": -0.06, "ci_high": 0.16}, "few-or-imprecise"),
        ({"measure": "RR", "estimate": 1.0, "ci_low": 0.7, "ci_high": 1.2}, "few-or-imprecise"),
        ({"measure": "d", "ci_low": 0.9, "ci_high": -0.1}, "few-or-imprecise"),
        # what fewer cases are worth depends: a ratio that is some is never too small
        ({"measure": "OR", "estimate": 0.82, "ci_low": 0.74, "ci_high": 0.91}, "effect"),
        ({"measure": "OR", "estimate": 0.88, "ci_low": 0.8, "ci_high": 1.0}, "near-zero"),
        ({"measure": "OR", "estimate": 0.88, "ci_low": 0.79, "ci_high": 1.0}, "few-or-imprecise"),
        ({"measure": "RR", "estimate": 1.2, "ci_low": 1.15, "ci_high": 1.25}, "effect"),
        ({"measure": "RR", "estimate": 1.2, "ci_low": 1.0, "ci_high": 1.25}, "near-zero"),
        # no effect lies outside
        ({"measure": "r", "estimate": 0.27, "ci_low": 0.2, "ci_high": 0.34}, "effect"),
        ({"measure": "r", "estimate": 0.08, "ci_low": 0.02, "ci_high": 0.14}, "effect"),
        ({"measure": "HR", "estimate": 0.5, "ci_low": 0.3, "ci_high": 0.9}, "effect"),
        ({"measure": "MD", "estimate": -3, "ci_low": -5, "ci_high": -1}, "effect"),
        # one end is enough where it decides
        ({"measure": "r", "estimate": 0.3, "ci_low": 0.1}, "effect"),
        ({"measure": "OR", "estimate": 0.5, "ci_high": 0.9}, "effect"),
        ({"measure": "r", "estimate": 0.3, "ci_low": -0.2}, "few-or-imprecise"),
        ({"measure": "r", "estimate": 0.0, "ci_low": -0.05}, "not-rated"),
        ({"measure": "r", "estimate": -0.1, "ci_low": -0.2}, "not-rated"),
        ({"measure": "r", "ci_low": -0.2}, "not-rated"),
        # the interval of one correlation follows from its n
        ({"measure": "r", "estimate": 0.27, "n": 200}, "effect"),
        ({"measure": "r", "estimate": 0.27, "n": 30, "k": 1}, "few-or-imprecise"),
        ({"measure": "r", "estimate": 0.0, "n": 10000}, "near-zero"),
        ({"measure": "r", "estimate": 0.27, "n": 200, "k": 12}, "not-rated"),
        ({"measure": "r", "estimate": 1.0, "n": 200}, "not-rated"),
        # in prose, a z with an interval is Fisher's z
        ({"measure": "z", "estimate": 0.3, "ci_low": 0.2, "ci_high": 0.39}, "effect"),
        ({"measure": "z", "estimate": 2.3}, "not-rated"),
        # no interval
        ({"measure": "d", "estimate": 0.5, "k": 2}, "few-or-imprecise"),
        ({"measure": "d", "estimate": 0.5, "k": 3}, "not-rated"),
        ({"measure": "d", "estimate": 0.5, "k": 20}, "not-rated"),
        ({"measure": "r", "estimate": 0.0, "n": 3}, "not-rated"),
        ({"measure": "r", "estimate": 0.0, "n": 4}, "few-or-imprecise"),
        ({"measure": "r", "estimate": 0.27, "n": 200, "k": 2}, "few-or-imprecise"),
        ({"measure": "d", "estimate": 0.5}, "not-rated"),
        ({"measure": "d", "estimate": 0.5, "ci_low": NAN, "ci_high": NAN}, "not-rated"),
        ({"measure": "r"}, "not-rated"),
        # what size would matter is not agreed, or there is no "no effect"
        ({"measure": "MD", "estimate": -3, "ci_low": -7, "ci_high": 1}, "not-rated"),
        ({"measure": "RD", "estimate": 0.0, "ci_low": -0.01, "ci_high": 0.01}, "not-rated"),
        ({"measure": "percentage", "estimate": 54, "ci_low": 50, "ci_high": 58}, "not-rated"),
        ({"measure": "estimate", "estimate": 0.3, "ci_low": 0.1, "ci_high": 0.5}, "not-rated"),
        ({"measure": "ROM", "estimate": 2.0, "ci_low": 1.5, "ci_high": 2.5}, "effect"),
    ],
)
def test_labels(given_, label):
    assert evidence_label(**given_) == label


@pytest.mark.parametrize("label", LABELS)
def test_each_label_has_words_of_its_own_in_both_languages(label):
    for language in ("en", "fr"):
        words = label_words(label, language)
        assert words.heading and not words.heading.endswith(".")
        assert words.sentence.endswith(".")
    assert len({label_words(one, "en").heading for one in LABELS}) == len(LABELS)


def test_the_three_that_readers_take_for_one_another():
    headings = [
        label_words(label, "en").heading for label in ("no-study", "few-or-imprecise", "near-zero")
    ]
    assert headings == ["No study", "Few or imprecise studies", "Little or no effect"]
    assert "not the same as no effect" in label_words("few-or-imprecise").sentence


def test_an_unknown_label_or_language_is_refused():
    with pytest.raises(ValueError, match="There is no label 'strong'; there are no-study"):
        label_words("strong")
    with pytest.raises(ValueError, match="there are en, fr"):
        label_words("effect", "de")


ends = st.floats(-2, 2)


@given(ends, ends, st.sampled_from(["r", "d", "beta"]))
def test_a_mirrored_interval_has_the_same_label(low, high, measure):
    label = evidence_label(measure=measure, ci_low=low, ci_high=high)
    assert label == evidence_label(measure=measure, ci_low=-high, ci_high=-low)
    assert label in ("near-zero", "effect", "few-or-imprecise")


def test_the_interval_of_a_correlation_is_fishers():
    assert interval_of("r", 0.27, None, None, 1, 103) == pytest.approx((0.0807, 0.4405), abs=1e-4)


@pytest.mark.parametrize(
    ("given_", "read"),
    [
        # percentage points, wherever one of the numbers can be no share
        (("RD", 12.0, None, None), ("RD", (0.12, None, None))),
        (("RD", 0.5, -2.0, 3.0), ("RD", (0.005, -0.02, 0.03))),
        (("RD", 1.0, 0.5, 1.0), ("RD", (1.0, 0.5, 1.0))),
        (("RD", 0.12, None, None), ("RD", (0.12, None, None))),
        # another measure is taken as it stands, its ends in order
        (("d", 1.5, 2.0, 1.0), ("d", (1.5, 1.0, 2.0))),
        # one end makes of z a Fisher's z
        (("z", 0.3, 0.2, None), ("r", (0.2913, 0.1974, None))),
        (("z", 0.3, None, 0.4), ("r", (0.2913, None, 0.3799))),
        (("z", 2.3, None, None), ("z", (2.3, None, None))),
    ],
)
def test_numbers_are_taken_as_people_read_them(given_, read):
    measure, numbers = as_read(*given_)
    assert measure == read[0]
    for number, expected in zip(numbers, read[1], strict=True):
        assert number == (expected if expected is None else pytest.approx(expected, abs=1e-4))
