"""Pasted text: broken words are put together, and places stay those of the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.evidence.reading import read_statistics
from gleanings.evidence.reading.mended import mend

WHOLE = "The effect was small (d = 0.45, 95% confidence interval [0.10, 0.80]) in adults."


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace("confi", "conﬁ"),
        WHOLE.replace("confi", "confi\u00ad"),
        WHOLE.replace("confi", "confi-\n"),
        WHOLE.replace("0.10", "0.\u00ad10"),
        WHOLE.replace("effect", "eﬀect"),
    ],
)
def test_broken_words(text: str):
    (found,) = read_statistics(text)
    assert (found.value, found.ci_low, found.ci_high) == (0.45, 0.10, 0.80)
    assert found.text == text[found.start : found.end]
    assert found.text.startswith("d = 0.45")
    assert found.text.endswith("0.80]")


def test_a_soft_hyphen_that_is_a_minus_stays_one():
    (t,) = read_statistics("t(28) = \u00ad2.20, p = .036")
    assert t.value == -2.2


@given(st.text(alphabet="aﬁﬀ\u00ad-\n 1.b", max_size=40))
def test_places_are_those_of_the_source(text: str):
    mended = mend(text)
    if mended is None:
        return
    places = [mended.place(place) for place in range(len(mended.text))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
    kept = [(text[place], found) for place, found in zip(places, mended.text, strict=True)]
    assert all(source == found for source, found in kept if source not in "ﬁﬀ")


PASTED = [
    ("RR = 0.30 (95CI 0.10~0.80)", ("RR", 0.30, 0.10, 0.80)),
    ("OR = 1.3 (CI.99-1.83)", ("OR", 1.3, 0.99, 1.83)),
    ("OR 2.5, 95% CI 0.6--10.3", ("OR", 2.5, 0.6, 10.3)),
    ("d = -0.45, 95% CI -0.77--0.13", ("d", -0.45, -0.77, -0.13)),
    ("stroke(OR = 1.34,95% CI 1.10-1.64)", ("OR", 1.34, 1.10, 1.64)),
    ("odds ratio [OR], 7.3 [95% confidence interval {CI}, 5.4-9.8]", ("OR", 7.3, 5.4, 9.8)),
    ("Relative Risk (RR) 5.3, 95% Confidence Interval (CI) 3.0-9.3", ("RR", 5.3, 3.0, 9.3)),
    ("g = ,278 (IC à 95 % [,256 ; ,299])", ("g", 0.278, 0.256, 0.299)),
    ("OR = 1.20 (95% CI 1.011.43)", ("OR", 1.20, 1.01, 1.43)),
    ("d = 0.20 (95% CI -0.110.43; p = .2)", ("d", 0.20, -0.11, 0.43)),
    # where it could have been parted otherwise, it is not parted
    ("AUC = 0.98 (95% CI 0.9311.00)", ("index", 0.98, None, None)),
]


@pytest.mark.parametrize(("text", "expected"), PASTED)
def test_intervals_as_they_are_pasted(text: str, expected: tuple):
    (s,) = read_statistics(f"We found {text}.")
    assert (s.kind, s.value, s.ci_low, s.ci_high) == expected


def test_a_glued_name_and_a_split_p():
    (hr,) = read_statistics("overall survival(HR: 0.39, P < 0.001)")
    assert (hr.kind, hr.value, hr.p) == ("HR", 0.39, 0.001)
    (t,) = read_statistics("t(28) = 4.20, p < .0 0 1.")
    assert t.p == 0.001


BLANKS = [
    ("40Â % of patients", ("percentage", "=", 40)),
    ("40Â\xa0% of patients", ("percentage", "=", 40)),
    ("40&nbsp;% of patients", ("percentage", "=", 40)),
    ("nÂ =Â 35", ("n", "=", 35)),
    ("dÂ =Â 0Â·49", ("d", "=", 0.49)),
    ("d = 0•49", ("d", "=", 0.49)),
    ("• d = 0.49\n• 9 others", ("d", "=", 0.49)),
    ("d = â\x88\x920.49", ("d", "=", -0.49)),
]


@pytest.mark.parametrize(("text", "expected"), BLANKS)
def test_blanks_that_an_encoding_spoiled(text: str, expected: tuple):
    (s,) = read_statistics(f"They left: {text}.")
    assert (s.kind, s.comparison, s.value) == expected


def test_a_threshold_stays_one_where_its_blank_was_spoiled():
    assert read_statistics("The segment showed low (<Â 30%) identity to the others.") == []


def test_dashes_that_an_encoding_spoiled():
    (s,) = read_statistics("The rate in patients was low (0â\x80\x933%).")
    assert (s.kind, s.low, s.high) == ("range", 0, 3)
