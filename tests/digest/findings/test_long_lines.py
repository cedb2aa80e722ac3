"""The work of reading numbers grows with the text, not with its square; counted, not timed."""

from __future__ import annotations

import sys

import pytest

from gleanings.digest.findings.claims import claim_of, claim_of_phrase
from gleanings.digest.findings.matching import match
from gleanings.digest.findings.reading import proposals
from gleanings.evidence.checking import check
from linear import guarded

LINES = [
    *("1", "1 ", "(", ")", "[", "a", "A", ", ", "1.2", ".1", "1,2, ", "((1", "p = ", "p = .0"),
    *("t(", "t(28) = 2.20, ", "95% CI [.1, ", " ", "\n", "-", "1% ", "□", "1 of ", "one of "),
    *("twenty-", "13 studies ", "two studies, ", "d = 0.45 ", "d = 0.45, ", "n = 12, ", "(n = 12"),
    *("odds ratio of ", "not significant ", "ns, ", "<i ", "&#", "http://", "*t*", "É", "漢"),
    *("alliance and ", "outcome was related to ", "predicted "),
]
NUMBERED = ["d = 0.45, p = .{}, ", "r = .{}, ", "{} patients and "]


def work(text: str) -> int:
    """How many calls of functions, Python's own too, it takes to read, check and propose."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        proposals(match([], check(text)), [], text)
    finally:
        sys.setprofile(before)
    return calls


def grows(text_of) -> float:
    return work(text_of(8_000)) / max(work(text_of(2_000)), 100)


@pytest.mark.parametrize("part", LINES)
def test_a_line_four_times_as_long_takes_four_times_the_work(part):
    assert grows(lambda length: (part * length)[:length]) < 5


@pytest.mark.parametrize("part", NUMBERED)
def test_a_line_of_ever_other_numbers_too(part):
    assert grows(lambda length: "".join(map(part.format, range(100, 100 + length // 20)))) < 6


@pytest.mark.parametrize("part", LINES)
def test_two_hundred_kilobytes_are_read(part):
    """What takes the square of its length takes minutes here."""
    text = (part * 200_000)[: 200_000 if len(part) < 3 else 60_000]
    with guarded():
        proposals(match([], check(text)), [], text)


CLAIMS = ("a", "a ", "reduces ", "reduces   ", "no ", "less ", "how ", "a.", "?", "as well as ")


@pytest.mark.parametrize("part", CLAIMS)
@pytest.mark.parametrize("read", [claim_of, claim_of_phrase])
def test_a_claim_is_looked_for_once(read, part):
    """A title that is sent may be as long as a text; the square of its length takes minutes."""
    with guarded():
        read((part * 500_000)[:500_000])
