"""No text may break the reader, and every span must be exact."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gleanings.evidence.checking import check
from gleanings.evidence.reading import read_statistics
from gleanings.evidence.reading.normalise import normalise
from gleanings.evidence.report import why

PIECES = [
    "t(", "F(1, ", "χ2(", "z", "r", "Q", "p", " ", " = ", " < ", ">", "≤", ".05", "0,26", "28",
    "1,234", ")", "]", "[", "(", ", ", "; ", "%", "95% CI ", "IC à 95 % ", "n = ", "OR ", "d = ",
    " of ", "two", "studies", "patients", "SE", "\x01", "\x02", "\ufffd", "¼", "<bc>", "&lt;",
    "(cid:3)", "ns", "\n\n", ". T", "−", "e-999", "1e9", "between ", " and ", "M = ", "one-tailed",
    "<i>", "9999999999999999", ".", "-",
]  # fmt: skip
LIKELY = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), LIKELY))
def test_any_text_is_read_and_checked_without_error(text: str):
    assert len(normalise(text)) == len(text)
    for verdict in check(text):
        statistic = verdict.statistic
        assert text[statistic.start : statistic.end] == statistic.text != ""
        assert why(verdict) and why(verdict, "fr")


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "1",
        "p=",
        "t(1)=1 ",
        " ",
        "p . ",
        "1,",
        "\x01",
        "5% ",
        "95% CI ",
        "=",
        "<i ",
        "é−",
        "two ",
        "two hundred and ",
        "12 patients ",
        "12 adult, ",
        "3 of 12 ",
        "12 (5%) of ",
        "5% (12/39 ",
        "5% vs 6% ",
        "from 6 to 5% ",
        "1.2 [1.1, 1.3] ",
        "OR 1.2 (1.1-1.3); ",
        "mean age ",
        "mean 3.2 (1) ",
        "3±2 ",
        "range 1-2 ",
        "I2 = ",
        "n = 5, 4%",
        "d = 1, p = .1 corrected ",
        "\u00ad",
        "ﬁ",
        "a-\n",
    ],
)
def test_a_long_run_of_anything_comes_to_an_end(piece: str):
    check(piece * (60_000 // len(piece)))


def test_text_without_a_single_number():
    assert read_statistics("") == []
    assert read_statistics("Therapists listen. " * 1000) == []


def test_a_megabyte_with_one_statistic_in_the_middle():
    half = "Therapists listen to what clients say about the alliance. " * 9000
    (statistic,) = read_statistics(half + "t(28) = 2.20, p = .036. " + half)
    assert statistic.start == len(half)
